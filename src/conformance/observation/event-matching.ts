import type { ColumnClause, DialectSpecification } from '../../audit/dialects/specification.ts';
import { isJsonObject } from '../../kernel/index.ts';
import { assign } from './assignment.ts';
import { instantOf } from './column-agreement.ts';
import { expectedEvents, type ExpectedEvent } from './expected-events.ts';
import type { LogView } from './log-view.ts';
import type { PlacedEntry } from './log-walk.ts';

/** Entries of the whole walk beside what happened. */
export interface EventMatching {
  /** What happened before the walk began and the log is about. */
  readonly events: readonly ExpectedEvent[];
  readonly entryOf: ReadonlyMap<ExpectedEvent, PlacedEntry>;
  /** Entries for nothing that is known to have happened. */
  readonly unmatched: readonly PlacedEntry[];
}

/** What of an event an entry shows otherwise: nothing, or the id of what it concerns. */
const otherId = 1;

const known = new WeakMap<LogView, EventMatching>();

/** Matches each event with one entry that shows its term within its time; entries that name what it concerns go first. */
export function matchEvents(view: LogView): EventMatching {
  const found = known.get(view) ?? match(view);
  known.set(view, found);
  return found;
}

function match(view: LogView): EventMatching {
  const { specification, whole } = view;
  const column = actionColumn(specification);
  const entries = whole?.entries ?? [];
  if (whole === undefined || column === undefined) return { events: [], entryOf: new Map(), unmatched: entries };
  const events = expectedEvents(view.history, view.tenant).filter(
    (event) => event.index < whole.first && termsOf(column, event).size > 0,
  );
  const entryOf = new Map<ExpectedEvent, PlacedEntry>();
  const taken = new Set<PlacedEntry>();
  // What must be there goes before what may be.
  for (const certainty of ['must', 'may'] as const) {
    const open = events.filter((event) => event.certainty === certainty);
    const free = oldestFirst(view, entries).filter((entry) => !taken.has(entry));
    const chosen = assign(open.length, free.length, otherId, (left, right) =>
      distance(view, column, open[left]!, free[right]!),
    );
    for (const [left, event] of open.entries()) {
      const entry = free[chosen[left]!];
      if (entry === undefined) continue;
      entryOf.set(event, entry);
      taken.add(entry);
    }
  }
  return { events, entryOf, unmatched: entries.filter((entry) => !taken.has(entry)) };
}

/** Events as they come, so that like stands beside like. */
function oldestFirst({ specification }: LogView, entries: readonly PlacedEntry[]): readonly PlacedEntry[] {
  return specification.order.direction === 'newest-first' ? entries.toReversed() : entries;
}

function distance(
  { specification }: LogView,
  column: ColumnClause,
  event: ExpectedEvent,
  { entry }: PlacedEntry,
): number | undefined {
  const shown = entry[column.name];
  if (typeof shown !== 'string' || !termsOf(column, event).has(shown)) return undefined;
  const time = specification.columns.find(({ name }) => name === specification.order.by);
  const instant = time === undefined ? undefined : instantOf(entry[time.name]);
  const tolerance = time?.toleranceMilliseconds ?? 0;
  if (instant !== undefined && (instant < event.from - tolerance || instant > event.to + tolerance)) return undefined;
  const id = targetIdOf(specification, { entry });
  return id === undefined || event.ids.includes(id) ? 0 : otherId;
}

/** The column that shows what happened. */
export function actionColumn({ columns, vocabulary }: DialectSpecification): ColumnClause | undefined {
  const named = columns.find(({ name }) => name === vocabulary?.column);
  return named?.fact === 'action'
    ? named
    : columns.find(({ fact, values }) => fact === 'action' && values !== undefined);
}

/** Terms with which the log may show an event; none where it is not about such events. */
export function termsOf({ values = {} }: ColumnClause, { verbs }: ExpectedEvent): ReadonlySet<string> {
  return new Set(verbs.flatMap((verb) => (Object.hasOwn(values, verb) ? [values[verb]!] : [])));
}

/** The id of what an entry is about, where the log shows it. */
export function targetIdOf(
  { columns }: DialectSpecification,
  { entry }: Pick<PlacedEntry, 'entry'>,
): string | undefined {
  const column = columns.find(({ fact }) => fact === 'target' || fact === 'target.id');
  const value = column === undefined ? undefined : entry[column.name];
  const id = isJsonObject(value) ? value['id'] : value;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
