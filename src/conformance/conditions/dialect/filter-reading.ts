import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import { baseBefore, countKeys, surplus } from '../../observation/entry-set.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import { select, type Selection } from '../../oracle/filter-oracle.ts';
import type { Viewpoint } from '../../oracle/period-bounds.ts';
import { findsEntry } from '../../oracle/search-oracle.ts';
import { quote } from '../../wording.ts';

/** By so much, in milliseconds, somebody else's system may take up a question later than it was sent. */
const longestDelivery = 60_000;

/** A reading with filters, a search or both beside the reading of the whole log before it. */
export interface FilterReading {
  readonly walk: LogWalk;
  readonly base: LogWalk;
  /** Entries of the base that the walk must have given and those that it must not, by the oracle. */
  readonly wanted: readonly PlacedEntry[];
  readonly unwanted: readonly PlacedEntry[];
  /** Wanted ones that lie on the inclusive ends that the filters name. */
  readonly onEdge: boolean;
  /** Wanted entries that were not given. */
  readonly missing: readonly PlacedEntry[];
  /** Given entries that are not wanted, or were given more than once. */
  readonly extra: readonly PlacedEntry[];
}

/** Walks that were read with exactly the filters that `fits` takes, and no search. */
export function filteredWalks(view: LogView, fits: (names: readonly string[]) => boolean): LogWalk[] {
  return view.walks.filter(
    (walk) => walk.purpose === 'filtered' && walk.search === undefined && fits(Object.keys(walk.filters)),
  );
}

/** Walks that were read with a search, alone or with filters. */
export function searchedWalks(view: LogView, withFilters: boolean): LogWalk[] {
  return view.walks.filter(
    (walk) =>
      walk.purpose === 'filtered' && walk.search !== undefined && Object.keys(walk.filters).length > 0 === withFilters,
  );
}

/**
 * Judges a readable walk by the oracle, filter by filter and by what it searched for.
 * @returns `undefined` when the whole log was not read before, so that nothing says what was there.
 */
export function readFiltered(view: LogView, walk: LogWalk): FilterReading | undefined {
  const base = baseBefore(view, walk.first);
  if (base === undefined) return undefined;
  const selectionOf = (placed: PlacedEntry): Selection => selectAll(view, walk, placed);
  const selections = base.entries.map((entry) => ({ entry, selection: selectionOf(entry) }));
  const wanted = selections.filter(({ selection }) => selection.selected === true);
  const counts = countKeys(view, base.entries);
  return {
    walk,
    base,
    wanted: wanted.map(({ entry }) => entry),
    unwanted: selections.filter(({ selection }) => selection.selected === false).map(({ entry }) => entry),
    onEdge: wanted.some(({ selection }) => selection.onEdge),
    missing: walk.finished
      ? surplus(
          view,
          wanted.map(({ entry }) => entry),
          countKeys(view, walk.entries),
        )
      : [],
    // An entry that the base does not have is new, or was hidden there: it must fit the filters all the same.
    extra: walk.entries.filter((entry) => selectionOf(entry).selected === false).concat(repeated(view, walk, counts)),
  };
}

/** Entries that the walk gives oftener than the base does, not counting those that the base does not have at all. */
function repeated(view: LogView, walk: LogWalk, base: ReadonlyMap<string, number>): PlacedEntry[] {
  const known = walk.entries.filter(({ entry }) => base.has(view.keyOf(entry)));
  return surplus(view, known, base);
}

function selectAll(view: LogView, walk: LogWalk, { entry }: PlacedEntry): Selection {
  const { specification } = view;
  const exchange = view.exchangeByKey.get(view.keyOf(entry))?.line;
  const selections = Object.entries(walk.filters).map(([name, value]): Selection => {
    const filter = specification.filters.find((candidate) => candidate.name === name);
    return filter === undefined
      ? { selected: undefined, onEdge: false }
      : select(specification, filter, value, { entry, exchange }, viewpointOf(view, walk));
  });
  if (walk.search !== undefined && specification.search !== undefined) {
    const found = findsEntry(specification.search, walk.search, entry, (column) => isShown(view, column));
    selections.push({ selected: found, onEdge: found === true });
  }
  if (selections.some(({ selected }) => selected === false)) return { selected: false, onEdge: false };
  const selected = selections.some((selection) => selection.selected === undefined) ? undefined : true;
  return { selected, onEdge: selections.every(({ onEdge }) => onEdge) };
}

/** Whether the target shows a column at all. */
function isShown({ history, specification }: LogView, column: string): boolean {
  return history.run.unavailable[`column:${specification.dialect}.${column}`] === undefined;
}

/** When and from where a walk was begun; the pages that follow go by that, too. */
export function viewpointOf({ history, specification }: LogView, { pages, zone }: LogWalk): Viewpoint {
  const { at } = pages[0]!.line;
  const clock = specification.columns.find(({ name }) => name === specification.order.by)?.toleranceMilliseconds ?? 0;
  const delivery = history.run.target.kind === 'external' ? longestDelivery : 0;
  return { from: at - clock, to: at + clock + delivery, zone };
}

/** What was asked: `"method" = "GET" and "status" = "Failed"`, and what was searched for. */
export function wordQuestion({ filters, search, zone }: LogWalk): string {
  const parts = [
    ...(Object.keys(filters).length === 0 ? [] : [wordFilters(filters)]),
    ...(search === undefined ? [] : [`a search for ${quote(search)}`]),
  ];
  return parts.join(' and ') + (zone === undefined ? '' : ` in the time zone ${quote(zone)}`);
}

/** `"method" = "GET" and "status" = "Failed"`. */
export function wordFilters(filters: LogWalk['filters']): string {
  return Object.entries(filters)
    .map(([name, value]) => `${quote(name)} = ${quote(value)}`)
    .join(' and ');
}

/** An entry as messages name it: by the columns that people look for first. */
export function wordEntry(specification: DialectSpecification, { entry, position }: PlacedEntry): string {
  const named = specification.columns
    .filter((column) => ['instant', 'method', 'path', 'integer', 'enumeration'].includes(column.type))
    .map((column) => entry[column.name])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => (typeof value === 'string' ? quote(value).slice(1, -1) : String(value)));
  return `entry ${position + 1} (${named.join(' ')})`;
}
