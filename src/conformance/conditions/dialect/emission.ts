import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import {
  actionColumn,
  type EventMatching,
  matchEvents,
  targetIdOf,
  termsOf,
} from '../../observation/event-matching.ts';
import type { ExpectedEvent } from '../../observation/expected-events.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import type { Evidence } from '../../verdict.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { wordEntry } from './filter-reading.ts';

/**
 * Everything that happened has exactly one entry, and nothing else has any: what was refused, what failed and what
 * changed nothing. What happened follows from what the driver did and from what a SCIM client saw; where that leaves it
 * open, an entry may be there or not.
 */
export const emissionConditions: DialectConditionFactory = (specification) => {
  const column = actionColumn(specification);
  const { grain, kinds, capture, changes = [] } = specification.scope;
  const isOfEvents = kinds.includes('organization.action') || kinds.includes('resource.change');
  if (grain !== 'event' || column === undefined || !isOfEvents) return [];
  const parts = [
    { name: 'emission', clause: 'everything that happened has one entry', requirements: capture, scimOnly: false },
    { name: 'changes', clause: 'what is changed over SCIM has its entry', requirements: changes, scimOnly: true },
  ];
  return parts
    .filter(({ requirements }) => requirements.length > 0)
    .map(({ scimOnly, ...part }) =>
      dialectCondition({
        ...part,
        specification,
        subject: [`column.${column.name}`],
        needs: 'something happens that the log is about, and the whole log is read after it',
        indispensable: true,
        judge: (view, tally) => judgeEmission(view, tally, column, scimOnly),
      }),
    );
};

function judgeEmission(view: LogView, tally: Tally, column: ColumnClause, scimOnly: boolean): void {
  if (view.whole === undefined) {
    const refused = view.walks.find((walk) => walk.purpose === 'complete');
    if (refused !== undefined) tally.undecided(`the log could not be read, the answer was ${refused.status}`);
    return;
  }
  const matching = matchEvents(view);
  const due = matching.events.filter(
    ({ origin, certainty }) => certainty === 'must' && (!scimOnly || origin === 'scim'),
  );
  const seen = new Set<string>();
  for (const event of due) {
    const terms = [...termsOf(column, event)].map((term) => quote(term)).join(' or ');
    const entry = matching.entryOf.get(event);
    if (entry === undefined) {
      tally.fail(`${event.words}: expected an entry ${terms}, came none`, evidenceOf(event));
      continue;
    }
    const id = targetIdOf(view.specification, entry);
    const other = id === undefined || event.ids.includes(id) ? undefined : ownerOf(matching, event, id);
    if (other !== undefined && event.origin === 'scim') {
      tally.fail(
        `${event.words}: expected an entry about ${quote(event.ids[0])}, came one about ${quote(id)}`,
        evidenceOf(event),
        entryEvidence(entry),
      );
      continue;
    }
    seen.add(terms);
    tally.prove(evidenceOf(event));
  }
  judgeUnmatched(view, tally, column, matching, scimOnly);
  tally.praise(`${count(due.length, 'event')} of ${count(seen.size, 'kind')}, one entry each`);
}

/** Another event of a resource with this id: the entry is about that one. */
function ownerOf({ events }: EventMatching, event: ExpectedEvent, id: string): ExpectedEvent | undefined {
  return events.find((other) => other !== event && other.origin === 'scim' && other.ids.includes(id));
}

function judgeUnmatched(
  view: LogView,
  tally: Tally,
  column: ColumnClause,
  matching: EventMatching,
  scimOnly: boolean,
): void {
  const scimTerms = new Set(
    Object.entries(column.values ?? {}).flatMap(([verb, term]) => (/^(?:user|group)\./u.test(verb) ? [term] : [])),
  );
  for (const entry of matching.unmatched) {
    const shown = entry.entry[column.name];
    if (!isOurs(view, matching, entry) || (scimOnly && (typeof shown !== 'string' || !scimTerms.has(shown)))) continue;
    const copied = [...matching.entryOf].find(([event, other]) => isCopy(view, column, event, other, entry))?.[0];
    const word = wordEntry(view.specification, entry);
    if (copied === undefined) {
      tally.fail(`expected entries for what happened alone, came ${word} for nothing that did`, entryEvidence(entry));
    } else {
      tally.fail(`${copied.words}: expected one entry, ${word} came besides`, evidenceOf(copied), entryEvidence(entry));
    }
  }
}

function isCopy(
  view: LogView,
  column: ColumnClause,
  event: ExpectedEvent,
  other: PlacedEntry,
  entry: PlacedEntry,
): boolean {
  const { specification } = view;
  return (
    entry.entry[column.name] === other.entry[column.name] &&
    entry.entry[specification.order.by] === other.entry[specification.order.by] &&
    event.ids.includes(targetIdOf(specification, entry) ?? '')
  );
}

/**
 * The bundled reference serves nobody else. On any other target an entry counts as ours only when it names something that
 * was made in this scenario, because nobody else can know of that.
 */
function isOurs(view: LogView, { events }: EventMatching, entry: PlacedEntry): boolean {
  if (view.history.run.target.kind === 'reference') return true;
  const id = targetIdOf(view.specification, entry);
  return id !== undefined && events.some(({ origin, ids }) => origin === 'scim' && ids.includes(id));
}

function evidenceOf({ index, words }: ExpectedEvent): Evidence {
  return { line: index, note: words };
}
