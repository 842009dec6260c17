import { type Command, InvalidArgumentError } from 'commander';

/** Options of the commands that play scenarios. */
export interface RunCommandOptions {
  readonly target?: string;
  readonly seed: number;
  readonly report: string;
  readonly json?: true;
}

/** Adds the options that `check` and `replay` share. */
export function withRunOptions(command: Command): Command {
  return command
    .option('--target <file>', 'a target file; the bundled simulator in process by default')
    .option('--seed <number>', 'seed of everything that is generated', wholeNumber, 1)
    .option('--report <folder>', 'where the report files go', 'reports')
    .option('--json', 'print JSON instead of text');
}

/** Parses a whole number that is not negative. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be a whole number.');
  return value;
}
