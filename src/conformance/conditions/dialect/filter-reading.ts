import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import { baseBefore, countKeys, surplus } from '../../observation/entry-set.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import { select, type Selection } from '../../oracle/filter-oracle.ts';
import { quote } from '../../wording.ts';

/** A reading with filters beside the reading of the whole log before it. */
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

/**
 * Judges a readable walk by the oracle, filter by filter.
 * @returns `undefined` when the whole log was not read before, so that nothing says what was there.
 */
export function readFiltered(view: LogView, walk: LogWalk): FilterReading | undefined {
  const base = baseBefore(view, walk.first);
  if (base === undefined) return undefined;
  const selectionOf = (placed: PlacedEntry): Selection =>
    selectAll(view.specification, walk.filters, placed, view.exchangeByKey.get(view.keyOf(placed.entry))?.line);
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

function selectAll(
  specification: DialectSpecification,
  filters: LogWalk['filters'],
  { entry }: PlacedEntry,
  exchange: Parameters<typeof select>[3]['exchange'],
): Selection {
  const selections = Object.entries(filters).map(([name, value]) => {
    const filter = specification.filters.find((candidate) => candidate.name === name);
    return filter === undefined
      ? { selected: undefined, onEdge: false }
      : select(specification, filter, value, { entry, exchange });
  });
  if (selections.some(({ selected }) => selected === false)) return { selected: false, onEdge: false };
  const selected = selections.some((selection) => selection.selected === undefined) ? undefined : true;
  return { selected, onEdge: selections.every(({ onEdge }) => onEdge) };
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
