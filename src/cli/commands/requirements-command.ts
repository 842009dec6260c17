import { Command } from 'commander';
import { catalogue } from '../../conformance/index.ts';
import { groupByRequirement, palette } from '../../reporters/index.ts';
import type { Session } from '../session.ts';
import { dialects } from '../wiring/dialects.ts';
import { chooseScenarios, expectedRequirements } from '../wiring/scenario-choice.ts';

/** `scimulate requirements`: every requirement, and what checks it. */
export function requirementsCommand(session: Session): Command {
  return new Command('requirements')
    .description('List every requirement with its level, its source and the conditions that check it')
    .option('--json', 'print a JSON array')
    .action((options: { readonly json?: true }) => {
      const entries = catalogue({ dialects, expected: expectedRequirements(chooseScenarios([], session.cwd)) });
      if (options.json === true) {
        session.console.out(`${JSON.stringify(entries, null, 2)}\n`);
        return;
      }
      const paint = palette(session.console.colours);
      for (const { group, items } of groupByRequirement(entries, (entry) => entry.id)) {
        session.console.out(`${paint.bold(group.title)}\n`);
        for (const { id, level, text, unobservable } of items) {
          const aside = unobservable === undefined ? '' : paint.dim(` (not observable: ${unobservable})`);
          session.console.out(`  ${id}  ${paint.dim(level)}  ${text}${aside}\n`);
        }
      }
    });
}
