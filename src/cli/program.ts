import { Command, CommanderError } from 'commander';
import { messageOf, ScimulateError } from '../kernel/index.ts';
import { terminalText } from '../reporters/index.ts';
import { checkCommand } from './commands/check-command.ts';
import { checkpointCommand } from './commands/checkpoint-command.ts';
import { exportCommand } from './commands/export-command.ts';
import { judgeCommand } from './commands/judge-command.ts';
import { replayCommand } from './commands/replay-command.ts';
import { requirementsCommand } from './commands/requirements-command.ts';
import { schemaCommand } from './commands/schema-command.ts';
import { serveCommand } from './commands/serve-command.ts';
import { verifyCommand } from './commands/verify-command.ts';
import type { Console } from './console.ts';
import { exitCode } from './exit-codes.ts';
import type { Session } from './session.ts';
import { packageRoot } from './wiring/package-root.ts';

/** The process as a command sees it. */
export interface Surroundings {
  readonly console: Console;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/**
 * Runs one command line, without the program's own name, to its end.
 * @returns the exit code (see `exit-codes.ts`). Every error becomes one line on standard error; nothing is thrown.
 */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = exitCode.ok;
  const session: Session = {
    ...surroundings,
    exit: (chosen) => {
      code = chosen;
    },
  };
  try {
    await programFor(session).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, session);
  }
}

function programFor(session: Session): Command {
  const program = new Command('scimulate')
    .description('Conformance test harness and reference simulator for SCIM 2.0 audit logs')
    .version(packageRoot().version);
  program.addCommand(checkCommand(session));
  program.addCommand(judgeCommand(session));
  program.addCommand(serveCommand(session));
  program.addCommand(replayCommand(session));
  program.addCommand(requirementsCommand(session));
  program.addCommand(verifyCommand(session));
  program.addCommand(checkpointCommand(session));
  program.addCommand(exportCommand(session));
  program.addCommand(schemaCommand(session));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => session.console.out(text), writeErr: () => undefined });
  }
  return program;
}

function report(error: unknown, session: Session): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCode.ok;
    // Without arguments Commander shows the help as an error; a person who typed just the name wants to read it.
    if (error.code === 'commander.help')
      session.console.err('COMMAND_LINE: a command is missing. Mend: run "scimulate --help".\n');
    else session.console.err(`${commandLineError(error)}\n`);
    return exitCode.couldNotRun;
  }
  const shown =
    error instanceof ScimulateError
      ? error
      : new ScimulateError('INTERNAL', messageOf(error), { mend: 'report this as a fault' });
  session.console.err(`${terminalText(shown.toLine())}\n`);
  return exitCode.couldNotRun;
}

function commandLineError(error: CommanderError): string {
  const message = error.message
    .replace(/^error: /u, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/u, '');
  return terminalText(`COMMAND_LINE: ${message}. Mend: run "scimulate --help".`);
}
