import { Argument, Command } from 'commander';
import { published } from '../wiring/published-schemas.ts';
import type { Session } from '../session.ts';

/** `scimulate schema NAME`: the JSON Schema of a file that scimulate reads or writes. */
export function schemaCommand(session: Session): Command {
  const names = Object.keys(published);
  return new Command('schema')
    .description('Print the JSON Schema of a file that scimulate reads or writes')
    .addArgument(new Argument('<name>', 'which one').choices(names))
    .action((name: string) => {
      session.console.out(`${JSON.stringify(published[name], null, 2)}\n`);
    });
}
