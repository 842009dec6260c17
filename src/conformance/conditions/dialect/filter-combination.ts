import { baseBefore, countKeys, surplus } from '../../observation/entry-set.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import { select } from '../../oracle/filter-oracle.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { filteredWalks, readFiltered, viewpointOf, wordEntry, wordFilters } from './filter-reading.ts';

/**
 * Filters given together return the intersection of what each returns alone. What each returns is taken from the
 * readings with that filter and value alone where there is one, so that a filter which is wrong by itself is not counted
 * against the combination; from the oracle where there is none and the filter was not found wrong.
 */
export const filterCombinationConditions: DialectConditionFactory = (specification) =>
  specification.filtering === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'filter-combination',
          clause: 'filters given together',
          requirements: specification.filtering.and,
          needs: 'the log is read with several filters at once',
          judge: judgeCombination,
        }),
      ];

function judgeCombination(view: LogView, tally: Tally): void {
  const combined = filteredWalks(view, (names) => names.length > 1);
  let judged = 0;
  let kept = false;
  let leftOut = false;
  for (const walk of combined) {
    const filters = wordFilters(walk.filters);
    const evidence = { line: walk.first, note: `read with ${filters}` };
    if (!walk.readable) {
      if (refusedAlone(view, walk)) tally.skip(`${filters}: one of the filters is refused alone, too`);
      else tally.fail(`${filters}: expected entries, the answer was ${walk.status}`, evidence);
      continue;
    }
    const reading = readFiltered(view, walk);
    if (reading === undefined) {
      tally.skip('the whole log was not read before, so that nothing says what was to be selected');
      continue;
    }
    const sets = Object.keys(walk.filters).map((name) => keptBy(view, walk, name, reading.base.entries));
    if (sets.includes(undefined)) {
      tally.skip(`${filters}: one of the filters is wrong by itself and was not read alone with this value`);
      continue;
    }
    const membership = reading.base.entries.map((entry) => ({ entry, votes: sets.map((set) => set!.get(entry)) }));
    const both = membership.filter(({ votes }) => votes.every((vote) => vote === true)).map(({ entry }) => entry);
    const outside = membership.filter(({ votes }) => votes.includes(false));
    judged += 1;
    kept ||= both.length > 0;
    leftOut ||= outside.some(({ votes }) => votes.includes(true));
    compare(
      view,
      tally,
      walk,
      both,
      outside.map(({ entry }) => entry),
    );
  }
  if (judged === 0) return;
  if (!kept || !leftOut) {
    tally.skip(
      `no combination had entries that ${kept ? 'only one of its filters keeps' : 'all of its filters keep'}, so that nothing is proved`,
    );
    return;
  }
  tally.prove();
  tally.praise(`${count(judged, 'combination')} gave the intersection`);
}

function compare(
  view: LogView,
  tally: Tally,
  walk: LogWalk,
  both: readonly PlacedEntry[],
  outside: readonly PlacedEntry[],
): void {
  const filters = wordFilters(walk.filters);
  const evidence = { line: walk.first, note: `read with ${filters}` };
  const given = countKeys(view, walk.entries);
  for (const entry of walk.finished ? surplus(view, both, given) : []) {
    const message = `${filters}: expected ${wordEntry(view.specification, entry)} of the whole log, it did not come`;
    tally.fail(message, evidence);
  }
  for (const entry of outside.filter((candidate) => given.has(view.keyOf(candidate.entry)))) {
    const message = `${filters}: came ${wordEntry(view.specification, entry)}, which not all of them keep`;
    tally.fail(message, evidence);
  }
}

function refusedAlone(view: LogView, combined: LogWalk): boolean {
  return filteredWalks(view, (names) => names.length === 1).some((walk) => {
    const [name] = Object.keys(walk.filters);
    return !walk.readable && combined.filters[name!] !== undefined;
  });
}

/** For each entry of the base whether the filter keeps it; `undefined` when that cannot be said of this filter. */
function keptBy(
  view: LogView,
  combined: LogWalk,
  name: string,
  base: readonly PlacedEntry[],
): ReadonlyMap<PlacedEntry, boolean | undefined> | undefined {
  const value = combined.filters[name]!;
  const alone = filteredWalks(view, (names) => names.length === 1 && names[0] === name).filter((walk) => walk.finished);
  const filter = view.specification.filters.find((candidate) => candidate.name === name);
  // What a period selects changes with the day, and with the zone of whoever reads.
  const isLasting = filter?.operator !== 'period';
  const same = isLasting ? alone.find((walk) => walk.filters[name] === value) : undefined;
  const sameBase = same === undefined ? undefined : baseBefore(view, same.first);
  if (same !== undefined && sameBase !== undefined) {
    const given = countKeys(view, same.entries);
    // Of an entry that came only after the reading with this filter alone, that reading says nothing.
    const there = countKeys(view, sameBase.entries);
    const vote = (key: string): boolean | undefined => (there.has(key) ? given.has(key) : undefined);
    return new Map(base.map((entry) => [entry, vote(view.keyOf(entry.entry))]));
  }
  const isWrong = alone.some((walk) => {
    const reading = readFiltered(view, walk);
    return reading !== undefined && reading.missing.length + reading.extra.length > 0;
  });
  if (isWrong || filter === undefined) return undefined;
  return new Map(
    base.map((entry) => {
      const exchange = view.exchangeByKey.get(view.keyOf(entry.entry))?.line;
      const subject = { entry: entry.entry, exchange };
      return [entry, select(view.specification, filter, value, subject, viewpointOf(view, combined)).selected];
    }),
  );
}
