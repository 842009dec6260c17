import type { WritesClause } from '../../../audit/dialects/specification.ts';
import { driverActions, type PlacedAction } from '../../observation/driver-actions.ts';
import { entryEvidence, exchangeEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import { observedWrites, type ObservedWrites } from '../../observation/resource-writes.ts';
import { hasColumn, identityOf, showsNothing, slug } from '../../observation/shown-values.ts';
import type { Tally } from '../../tally.ts';
import { count, plain, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * Each accepted write of a SCIM client has its entry, once for each thing that it is carried to, and a rejected one has
 * none. Where entries show the identifier of the request they are told by it, otherwise by the resource that was written.
 */
export const carriedWritesConditions: DialectConditionFactory = (specification) =>
  (specification.writes ?? []).map((clause) =>
    dialectCondition({
      specification,
      name: `writes/${slug(clause.name)}`,
      clause: `${clause.name}, one for each accepted write`,
      requirements: clause.requirements,
      subject: [`column.${clause.column}`],
      needs: `SCIM clients write after "${clause.since}" and the whole log is read`,
      judge: (view, tally) => judgeWrites(view, tally, clause),
    }),
  );

/** A write, and to how many things it is carried. */
interface CarriedWrite {
  readonly write: ObservedWrites;
  readonly times: number;
}

function judgeWrites(view: LogView, tally: Tally, clause: WritesClause): void {
  const { whole } = view;
  if (whole === undefined) return;
  const since = driverActions(view, clause.since).filter(({ line }) => line.outcome === 'success');
  if (since.length === 0) return;
  const carried = observedWrites(view.exchanges, clause.endpoints)
    .filter(({ exchange }) => exchange.index < whole.first)
    .map((write) => ({ write, times: timesCarried(write, since, clause) }));
  const entries = whole.entries.filter(({ entry }) => counts(entry, clause));
  if (byRequest(view)) judgeByRequest(view, tally, carried, entries);
  else if (hasColumn(view, clause.target)) judgeByResource(tally, clause, carried, entries);
  else tally.undecided('entries show neither the request nor the resource that they are about');
}

function counts(entry: PlacedEntry['entry'], { column, values, empty = [] }: WritesClause): boolean {
  const shown = entry[column];
  return typeof shown === 'string' && values.includes(shown) && showsNothing(entry, empty);
}

function timesCarried({ exchange }: ObservedWrites, since: readonly PlacedAction[], clause: WritesClause): number {
  return since.filter(({ index, line }) => {
    const listed = clause.credentials === undefined ? undefined : line.parameters[clause.credentials];
    const admits = !Array.isArray(listed) || listed.length === 0 || listed.includes(exchange.line.credential);
    return index < exchange.index && admits;
  }).length;
}

/** Whether entries and responses show one identifier. */
function byRequest(view: LogView): boolean {
  return requestColumn(view) !== undefined;
}

function requestColumn(view: LogView): { readonly name: string; readonly header: string } | undefined {
  const { correlation, columns } = view.specification;
  const column = columns.find(({ name }) => name === correlation?.column);
  if (column?.header === undefined || !hasColumn(view, column.name)) return undefined;
  return { name: column.name, header: column.header.toLowerCase() };
}

function judgeByRequest(
  view: LogView,
  tally: Tally,
  carried: readonly CarriedWrite[],
  entries: readonly PlacedEntry[],
): void {
  const { name, header } = requestColumn(view)!;
  const byValue = Map.groupBy(entries, ({ entry }) => identityOf(entry[name]));
  let accepted = 0;
  for (const { write, times } of carried) {
    const { exchange, certain, possible } = write;
    const given = exchange.line.response?.headers[header] ?? '';
    if (given === '') continue;
    const found = byValue.get(given) ?? [];
    const [least, most] = [certain.length * times, (certain.length + possible.length) * times];
    const evidence = [exchangeEvidence(exchange), ...found.map(entryEvidence)];
    if (found.length < least || found.length > most)
      tally.fail(`${word(exchange)}: expected ${amount(least, most)}, came ${found.length}`, ...evidence);
    else if (found.length > 0) {
      accepted += 1;
      tally.prove(evidence[0]);
    }
  }
  if (accepted > 0)
    tally.praise(
      `${count(accepted, 'accepted write')}, each with its entry, and none of ${carried.length - accepted} others`,
    );
}

function judgeByResource(
  tally: Tally,
  { target }: WritesClause,
  carried: readonly CarriedWrite[],
  entries: readonly PlacedEntry[],
): void {
  const byTarget = Map.groupBy(entries, ({ entry }) => identityOf(entry[target]));
  const ids = new Set(carried.flatMap(({ write }) => [...write.certain, ...write.possible]));
  let written = 0;
  for (const id of ids) {
    if (id === '') continue;
    const own = carried.filter(({ write }) => [...write.certain, ...write.possible].includes(id));
    const sum = (part: 'certain' | 'possible'): number =>
      own.reduce((total, { write, times }) => total + write[part].filter((each) => each === id).length * times, 0);
    const [least, most] = [sum('certain'), sum('certain') + sum('possible')];
    const found = byTarget.get(id) ?? [];
    const evidence = own.map(({ write }) => exchangeEvidence(write.exchange));
    if (found.length < least || found.length > most)
      tally.fail(`resource ${quote(id)}: expected ${amount(least, most)}, came ${found.length}`, ...evidence);
    else if (found.length > 0) {
      written += 1;
      tally.prove(evidence[0]);
    }
  }
  if (written > 0) tally.praise(`${count(written, 'resource')} with an entry for each accepted write`);
}

function amount(least: number, most: number): string {
  return least === most ? count(least, 'entry', 'entries') : `${least} to ${most} entries`;
}

function word({ line }: ObservedWrites['exchange']): string {
  const { method, path } = line.request;
  return `${plain(method)} ${plain(path)} (exchange ${line.number}, status ${line.response?.status ?? 'none'})`;
}
