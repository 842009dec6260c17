import type { ColumnClause, DialectSpecification } from '../../audit/dialects/specification.ts';
import type { LogEntry } from '../../history/index.ts';
import type { ScenarioHistory } from '../verdict.ts';
import { canonicalJson, textOf } from './canonical-json.ts';
import { instantOf } from './column-agreement.ts';
import { scopeOf } from './log-scope.ts';
import { logWalks, type LogWalk, type PlacedEntry } from './log-walk.ts';
import { pair, type Pairing, type PlacedExchange } from './pairing.ts';

/**
 * What one scenario shows of one tenant's log of one dialect, or of one part of it where it has parts, beside what the
 * client did to that tenant.
 */
export interface LogView {
  readonly history: ScenarioHistory;
  readonly specification: DialectSpecification;
  readonly tenant: string;
  /** The part of a log that has parts. */
  readonly partition: string | undefined;
  /** The tenant's exchanges, in the order of the history. */
  readonly exchanges: readonly PlacedExchange[];
  /** Walks by those who may read the log, in the order in which they began. */
  readonly walks: readonly LogWalk[];
  /** Walks by those who may not. */
  readonly outsiders: readonly LogWalk[];
  /** The last readable walk through the whole log: what is judged as its content. */
  readonly whole: LogWalk | undefined;
  /** Exchanges in the log's scope that were over before the whole walk began: what must be in it. */
  readonly before: readonly PlacedExchange[];
  /** Entries of the whole walk beside exchanges; empty for a dialect whose entries do not stand for exchanges. */
  readonly pairing: Pairing;
  /** Entries of the whole walk that are known to be this scenario's. */
  readonly own: readonly PlacedEntry[];
  /** The exchange that an entry of any walk stands for, by the entry's key. */
  readonly exchangeByKey: ReadonlyMap<string, PlacedExchange>;
  /** By what an entry is the same in every walk: its identifier, or its whole content where that does not tell it apart. */
  keyOf(entry: LogEntry): string;
}

const knownViews = new WeakMap<ScenarioHistory, Map<string, readonly LogView[]>>();

/**
 * A view for each tenant whose log of this dialect was read in the scenario, and for each part of a log that has parts.
 * Computed once for all conditions.
 */
export function logViews(history: ScenarioHistory, specification: DialectSpecification): readonly LogView[] {
  const views = knownViews.get(history) ?? new Map<string, readonly LogView[]>();
  knownViews.set(history, views);
  const found = views.get(specification.dialect);
  if (found !== undefined) return found;
  const walks = logWalks(history, specification.dialect).filter(
    ({ partition }) => specification.partition === undefined || partition !== undefined,
  );
  const made = [
    ...Map.groupBy(walks, ({ tenant, partition }) => JSON.stringify([tenant, partition ?? null])).values(),
  ].map((own) => logView(history, specification, own[0]!.tenant, own));
  views.set(specification.dialect, made);
  return made;
}

function logView(
  history: ScenarioHistory,
  specification: DialectSpecification,
  tenant: string,
  all: readonly LogWalk[],
): LogView {
  const exchanges = history.lines.flatMap(({ index, line }) =>
    line.type === 'exchange' && line.tenant === tenant ? [{ index, line }] : [],
  );
  const walks = all.filter((walk) => walk.purpose !== 'outsider');
  const whole = walks.findLast((walk) => walk.purpose === 'complete' && walk.readable);
  const logged = exchanges.filter(({ line }) => scopeOf(specification.scope, line) !== 'out');
  const before = whole === undefined ? [] : logged.filter((exchange) => exchange.index < whole.first);
  const duringWhole = whole === undefined ? [] : logged.filter((exchange) => exchange.index < whole.last);
  const entries = whole?.entries ?? [];
  const isExchangeLog = specification.scope.grain === 'exchange';
  const shown = withoutUnavailable(history, specification);
  const pairing = pair(shown, isExchangeLog ? duringWhole : [], isExchangeLog ? entries : []);
  const keyOf = keyFunction(shown, entries);
  return {
    history,
    specification,
    tenant,
    partition: all[0]?.partition,
    exchanges,
    walks,
    outsiders: all.filter((walk) => walk.purpose === 'outsider'),
    whole,
    before,
    pairing,
    own: isExchangeLog ? entries.filter((entry) => pairing.exchangeOf.has(entry)) : entries,
    exchangeByKey: new Map([...pairing.exchangeOf].map(([{ entry }, exchange]) => [keyOf(entry), exchange])),
    keyOf,
  };
}

/** The specification without the columns that the target says it does not have: nothing can be told by those. */
function withoutUnavailable({ run }: ScenarioHistory, specification: DialectSpecification): DialectSpecification {
  const isThere = ({ name }: ColumnClause): boolean =>
    run.unavailable[`column:${specification.dialect}.${name}`] === undefined;
  return { ...specification, columns: specification.columns.filter(isThere) };
}

function keyFunction(
  specification: DialectSpecification,
  entries: readonly PlacedEntry[],
): (entry: LogEntry) => string {
  const column = specification.columns.find((candidate) => candidate.unique === true);
  if (column !== undefined && tellsApart(column, entries)) return (entry) => textOf(entry[column.name]);
  const known = new WeakMap<LogEntry, string>();
  return (entry) => {
    const key = known.get(entry) ?? canonicalJson(entry);
    known.set(entry, key);
    return key;
  };
}

/** Whether every entry has an identifier and only copies of one entry share theirs. */
function tellsApart(column: ColumnClause, entries: readonly PlacedEntry[]): boolean {
  const contents = new Map<string, string>();
  for (const { entry } of entries) {
    const value = entry[column.name];
    if (typeof value !== 'string' || value === '') return false;
    const content = canonicalJson(entry);
    if ((contents.get(value) ?? content) !== content) return false;
    contents.set(value, content);
  }
  return true;
}

/** The moment of an entry by the column that the log is ordered by, or `undefined` where it shows none. */
export function momentOf(specification: DialectSpecification, entry: LogEntry): number | undefined {
  return instantOf(entry[specification.order.by]);
}
