import process from 'node:process';

/** Where a command writes. Results go to `out`, progress and errors to `err`. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Colours and moving progress are for people: only when both hold is the stream theirs. */
  readonly colours: boolean;
  readonly interactive: boolean;
}

/** The process's own streams. `NO_COLOR` and `FORCE_COLOR` are honoured. */
export function processConsole(): Console {
  const { env } = process;
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const refused = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colours: forced || (process.stdout.isTTY && !refused),
    interactive: process.stderr.isTTY,
  };
}
