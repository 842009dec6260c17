import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { matchEvents } from '../../observation/event-matching.ts';
import { type ExpectedEvent, knownPeople } from '../../observation/expected-events.ts';
import type { LogView } from '../../observation/log-view.ts';
import { leaves } from '../../oracle/search-oracle.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * What a person did shows that person as its actor; what was done over SCIM shows none of the people who act in the
 * system, and above all not the one who once made the credential.
 */
export const attributionConditions: DialectConditionFactory = (specification) => {
  const { attribution, columns } = specification;
  const column = columns.find(({ name }) => name === attribution?.column);
  if (attribution === undefined || column === undefined) return [];
  return [
    dialectCondition({
      specification,
      name: 'attribution',
      clause: `column "${column.title}" shows who really acted`,
      requirements: attribution.requirements,
      subject: [`column.${column.name}`],
      needs: 'a person whom the log can name does something by the driver, and a client does something over SCIM',
      judge: (view, tally) => judgeAttribution(view, tally, column),
    }),
  ];
};

function judgeAttribution(view: LogView, tally: Tally, column: ColumnClause): void {
  const people = knownPeople(view.history);
  let right = 0;
  for (const [event, placed] of matchEvents(view).entryOf) {
    const shown = leaves(placed.entry[column.name]).map((text) => text.toLowerCase());
    const wanted = namesOf(event);
    const evidence = [{ line: event.index, note: event.words }, entryEvidence(placed)] as const;
    if (event.origin === 'driver') {
      if (wanted.length === 0) continue;
      if (!wanted.some((name) => shown.includes(name.toLowerCase()))) {
        tally.fail(
          `${event.words}: expected ${quote(wanted[0])}, came ${quote(placed.entry[column.name])}`,
          ...evidence,
        );
        continue;
      }
    } else {
      if (people.size === 0) continue;
      const person = shown.find((name) => people.has(name));
      if (person !== undefined) {
        tally.fail(`${event.words}: expected the credential or the system, came ${quote(person)}`, ...evidence);
        continue;
      }
    }
    right += 1;
    tally.prove(evidence[1]);
  }
  if (view.whole !== undefined) tally.skip('nobody who acted is known by a name or an id that the log could show');
  tally.praise(`${count(right, 'entry', 'entries')} with the right actor`);
}

function namesOf({ actor }: ExpectedEvent): string[] {
  return [actor?.display, actor?.id].filter((name) => name !== undefined);
}
