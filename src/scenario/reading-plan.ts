import type { DialectSpecification, FilterClause } from '../audit/dialects/specification.ts';
import type { LogEntry, LogReadLine } from '../history/index.ts';
import type { Random } from '../kernel/index.ts';
import { filterValues } from './filter-values.ts';
import { type Filters, impossibleFilters, isReversed } from './impossible-filters.ts';
import type { ReadDepth } from './scenario.ts';
import { searchTerms } from './search-terms.ts';

/** Who may read every log. */
export const administrator = 'administrator';

/** All combinations of so many filters are read; of more, each pair and all of them together. */
const mostCombined = 7;
/** Combinations with values drawn at random, on top. */
const sampledCombinations = 24;

/** One walk through a log, to be made by whoever carries out the plan. */
export interface PlannedRead {
  readonly purpose: Exclude<LogReadLine['purpose'], 'paged'>;
  readonly viewer: string;
  readonly filters: Filters;
  readonly search?: string;
  /** Time zone of the reader, where it matters. */
  readonly zone?: string;
}

/** A question what a filter offers while others are set. */
export interface PlannedChoices {
  readonly choices: string;
  readonly viewer: string;
  readonly filters: Filters;
}

/** Something that would be read if the log could be asked for it. */
export interface SkippedRead {
  readonly skipped: string;
  readonly reason: string;
}

/** A dialogue with a log: yields what to read, receives the entries that came. */
export type ReadingPlan = Generator<PlannedRead | PlannedChoices | SkippedRead, void, readonly LogEntry[]>;

export interface PlanOptions {
  readonly specification: DialectSpecification;
  readonly viewers: readonly string[];
  /** What cannot be asked, and why; keys as in `LogSource.unavailable`. */
  readonly unavailable: Readonly<Record<string, string>>;
  readonly depth: Exclude<ReadDepth, 'none'>;
  readonly random: Random;
}

/**
 * What to read of a log so that every clause of its specification can be judged. The values follow from the entries
 * that the first reading gives; what the log cannot be asked is skipped with its reason.
 */
export function* planReads(options: PlanOptions): ReadingPlan {
  const { specification, depth, viewers, unavailable } = options;
  const entries = yield read('complete');
  if (depth === 'complete') return;
  if (depth === 'full') yield read('complete');
  const probes = yield* singleFilters(options, entries);
  yield* dependentChoices(options);
  yield* combinedFilters(options, probes, entries);
  yield* searches(options, entries, probes);
  yield* refusals(options, probes, entries);
  yield read('restored');
  const outsiders = viewers.filter((viewer) => viewer !== administrator);
  if (outsiders.length === 0) {
    const reason = unavailable[`viewer:${specification.dialect}.outsider`] ?? 'there is no credential of such a reader';
    yield { skipped: 'reading by one who may not', reason };
  }
  for (const viewer of outsiders) {
    yield { ...read('outsider'), viewer };
    const [probe] = probes;
    if (depth === 'full' && probe?.best !== undefined) {
      yield { ...read('outsider'), viewer, filters: { [probe.filter.name]: probe.best } };
    }
  }
}

/** A filter that can be given, with the values that were tried on it and the entries that each of them kept. */
interface FilterProbe {
  readonly filter: FilterClause;
  readonly best: string | undefined;
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>;
}

function* singleFilters(
  options: PlanOptions,
  entries: readonly LogEntry[],
): Generator<PlannedRead | SkippedRead, FilterProbe[], readonly LogEntry[]> {
  const { specification, unavailable, depth, random } = options;
  const probes: FilterProbe[] = [];
  for (const filter of specification.filters) {
    const reason = unavailable[`filter:${specification.dialect}.${filter.name}`];
    if (reason !== undefined) {
      yield { skipped: `filter "${filter.title}"`, reason };
      continue;
    }
    const column = specification.columns.find(({ name }) => name === filter.column);
    const values = filterValues(filter, column, entries, random.fork(`filter/${filter.name}`));
    const tried = depth === 'full' ? values : values.slice(0, 1);
    const kept = new Map<string, ReadonlySet<string>>();
    for (const value of tried) {
      const given = yield inZone(options, read('filtered', { [filter.name]: value }));
      for (const zone of depth === 'full' && filter.operator === 'period' ? otherZones : [])
        yield inZone(options, read('filtered', { [filter.name]: value }), zone);
      kept.set(value, new Set(given.map((entry) => keyOf(specification, entry))));
    }
    if (depth === 'full' && filter.all !== undefined) yield read('filtered', { [filter.name]: filter.all });
    probes.push({ filter, best: values[0], kept });
  }
  return probes;
}

/** What each filter whose choices depend on another one offers with each value of that one, and with none. */
function* dependentChoices({ specification, unavailable, depth }: PlanOptions): ReadingPlan {
  for (const filter of specification.filters) {
    const outer = specification.filters.find(({ name }) => name === filter.within);
    if (outer === undefined) continue;
    const reason = unavailable[`choices:${specification.dialect}.${filter.name}`];
    if (reason !== undefined) {
      yield { skipped: `choices of the filter "${filter.title}"`, reason };
      continue;
    }
    const column = specification.columns.find(({ name }) => name === outer.column);
    const values = [...new Set(outer.values ?? Object.values(column?.values ?? {}))];
    yield { choices: filter.name, viewer: administrator, filters: {} };
    for (const value of depth === 'full' ? values : values.slice(0, 2))
      yield { choices: filter.name, viewer: administrator, filters: { [outer.name]: value } };
  }
}

function* combinedFilters(
  options: PlanOptions,
  probes: readonly FilterProbe[],
  entries: readonly LogEntry[],
): ReadingPlan {
  const { specification, depth, random } = options;
  const own = random.fork('combinations');
  const keys = entries.map((entry) => keyOf(specification, entry));
  const tried = new Set<string>();
  const sets = depth === 'full' ? combinations(probes) : [probes];
  const planned = sets.filter((set) => set.length > 1).map((set) => around(set, own, keys));
  if (depth === 'full' && probes.length > 1) {
    for (let count = 0; count < sampledCombinations; count++) planned.push(sample(probes, own, keys));
  }
  for (const filters of planned) {
    const identity = JSON.stringify(filters);
    if (Object.keys(filters).length < 2 || tried.has(identity) || isReversed(specification.filters, filters)) continue;
    tried.add(identity);
    yield inZone(options, read('filtered', filters));
  }
}

/** Every subset of few filters; of many, each pair and all of them. */
function combinations(probes: readonly FilterProbe[]): FilterProbe[][] {
  if (probes.length <= mostCombined) {
    return Array.from({ length: 2 ** probes.length }, (_, bits) =>
      probes.filter((_probe, index) => (bits >> index) & 1),
    );
  }
  const pairs = probes.flatMap((first, index) => probes.slice(index + 1).map((second) => [first, second]));
  return [...pairs, [...probes]];
}

/** Values that all keep one entry, drawn at random, so that their intersection is not empty. */
function around(set: readonly FilterProbe[], random: Random, keys: readonly string[]): Filters {
  const acting = set.filter(({ kept }) => [...kept.values()].some((found) => found.size > 0));
  const common = keys.filter((key) => acting.every(({ kept }) => [...kept.values()].some((found) => found.has(key))));
  const pool = common.length > 0 ? common : keys;
  const pivot = pool.length === 0 ? undefined : random.pick(pool);
  return Object.fromEntries(
    set.flatMap((probe) => {
      const { filter, best, kept } = probe;
      const fitting = [...kept].filter(([, found]) => pivot !== undefined && found.has(pivot)).map(([value]) => value);
      // A filter that keeps nothing whatever is asked of it is given all the same: that it does so is worth seeing.
      const value = fitting.length > 0 ? random.pick(fitting) : acting.includes(probe) ? undefined : best;
      return value === undefined ? [] : [[filter.name, value] as const];
    }),
  );
}

/** At least two filters; each has any value that was tried, one around an entry, or the one that means all. */
function sample(probes: readonly FilterProbe[], random: Random, keys: readonly string[]): Filters {
  const chosen = probes.filter(() => random.integer(2) === 1);
  const set = chosen.length < 2 ? probes : chosen;
  const filters: Record<string, string> = { ...around(set, random, keys) };
  for (const { filter, kept } of set) {
    const luck = random.integer(4);
    if (luck === 0 && filter.all !== undefined) filters[filter.name] = filter.all;
    if (luck === 1 && kept.size > 0) filters[filter.name] = random.pick([...kept.keys()]);
  }
  return filters;
}

function* searches(options: PlanOptions, entries: readonly LogEntry[], probes: readonly FilterProbe[]): ReadingPlan {
  const { specification, unavailable, depth, random } = options;
  if (specification.search === undefined) return;
  const reason = unavailable[`search:${specification.dialect}`];
  if (reason !== undefined) {
    yield { skipped: 'search', reason };
    return;
  }
  const terms = searchTerms(specification.search, entries, random.fork('search'));
  for (const search of depth === 'full' ? terms : terms.slice(0, 1)) yield { ...read('filtered'), search };
  const [first] = terms;
  for (const { filter, best } of probes) {
    if (first !== undefined && best !== undefined)
      yield { ...inZone(options, read('filtered', { [filter.name]: best })), search: first };
    if (depth !== 'full') return;
  }
}

function* refusals(
  { specification, depth }: PlanOptions,
  probes: readonly FilterProbe[],
  entries: readonly LogEntry[],
): ReadingPlan {
  const filters = probes.map((probe) => probe.filter);
  const impossible = impossibleFilters(specification, filters, entries);
  for (const set of depth === 'full' ? impossible : impossible.slice(0, 1)) yield read('refused', set);
  if (depth !== 'full') return;
  // One that can be meant beside it must not hide the one that cannot.
  for (const set of impossible.slice(0, 1)) {
    const other = probes.find(({ filter, best }) => best !== undefined && set[filter.name] === undefined);
    if (other !== undefined) yield read('refused', { ...set, [other.filter.name]: other.best! });
  }
}

/** Where the reader is, if not said otherwise; and places where days begin at other moments. */
const usualZone = 'America/New_York';
const otherZones: readonly string[] = ['Pacific/Auckland', 'UTC'];

/** A read with the reader's time zone, where it asks for a period and the log can be told the zone. */
function inZone({ specification, unavailable }: PlanOptions, planned: PlannedRead, zone = usualZone): PlannedRead {
  const asksForPeriod = specification.filters.some(
    ({ name, operator }) => operator === 'period' && planned.filters[name] !== undefined,
  );
  const cannotBeTold = unavailable[`zone:${specification.dialect}`] !== undefined;
  return asksForPeriod && !cannotBeTold ? { ...planned, zone } : planned;
}

function read(purpose: PlannedRead['purpose'], filters: Filters = {}): PlannedRead {
  return { purpose, viewer: administrator, filters };
}

/** By what an entry is known again in another reading. */
function keyOf({ columns }: DialectSpecification, entry: LogEntry): string {
  const identifier = columns.find((column) => column.unique === true);
  return JSON.stringify(identifier === undefined ? entry : (entry[identifier.name] ?? entry));
}
