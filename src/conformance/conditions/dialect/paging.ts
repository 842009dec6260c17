import { countKeys, isUnfiltered, surplus } from '../../observation/entry-set.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, plain } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, unavailable } from './dialect-condition.ts';
import { wordEntry } from './filter-reading.ts';

/**
 * All pages of a walk together give everything once: no entry that was there before the walk began is missed, and none
 * comes twice, also while new ones arrive. New ones may come or not.
 */
export const pagingConditions: DialectConditionFactory = (specification) =>
  specification.paging === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'paging',
          clause: 'paging gives every entry once',
          requirements: specification.paging.requirements,
          means: ['limit'],
          needs: 'the log is read in several pages',
          judge: judgePaging,
        }),
      ];

function judgePaging(view: LogView, tally: Tally): void {
  for (const walk of view.walks.filter((candidate) => candidate.purpose === 'paged')) {
    const evidence = { line: walk.first, note: `walk of ${count(walk.pages.length, 'page')}` };
    if (!walk.readable) {
      const page = walk.pages.find(({ line }) => line.status === walk.status)!;
      tally.fail(`expected page ${page.line.page + 1}, the answer was ${walk.status}`, {
        line: page.index,
        note: 'the page',
      });
      continue;
    }
    for (const entry of surplus(view, walk.entries, allowedCounts(view, walk))) {
      const message = `expected each entry once, ${wordEntry(view.specification, entry)} came again`;
      tally.fail(message, { line: entry.line, note: 'the page where it came again' });
    }
    if (!walk.finished) {
      tally.skip('no walk came to its last page');
      continue;
    }
    for (const entry of surplus(view, thereBefore(view, walk), countKeys(view, walk.entries))) {
      const message = `expected ${wordEntry(view.specification, entry)}, which was there before the walk began, it did not come`;
      tally.fail(message, evidence, { line: entry.line, note: 'a reading where it came' });
    }
    if (walk.pages.length < 2) {
      const reason = unavailable(view.history.run, view.specification, ['limit']);
      tally.skip(reason === undefined ? 'the walk was over with its first page' : plain(reason));
    } else {
      tally.prove(evidence);
      const arrivals = view.exchanges.filter(({ index }) => index > walk.first && index < walk.last).length;
      tally.praise(`${count(walk.pages.length, 'page')}, ${count(arrivals, 'request')} meanwhile, every entry once`);
    }
  }
}

/** How often each entry may come: once, or as often as the log holds it when it holds it oftener, which is not for paging to answer for. */
function allowedCounts(view: LogView, walk: LogWalk): ReadonlyMap<string, number> {
  const held = countKeys(view, view.whole?.entries ?? []);
  return new Map([...countKeys(view, walk.entries).keys()].map((key) => [key, held.get(key) ?? 1]));
}

/**
 * Entries that were in the log when the walk began: those of every reading before it, and of a later one those whose
 * request was answered before. A log other than the reference's may show entries late, so that of these it is held only
 * to what lies among those that it gave.
 */
function thereBefore(view: LogView, walk: LogWalk): PlacedEntry[] {
  const earlier = view.walks.filter((other) => other.finished && isUnfiltered(other) && other.last < walk.first);
  const answered = [...view.pairing.entryOf]
    .filter(([exchange]) => exchange.line.response !== undefined && exchange.index < walk.first)
    .map(([, entry]) => entry);
  const isPrompt = view.history.run.target.kind === 'reference';
  const there = isPrompt ? answered : answered.filter(liesAmong(view, walk));
  const once = new Map(
    [...there, ...earlier.flatMap((other) => other.entries)].map((entry) => [view.keyOf(entry.entry), entry]),
  );
  return [...once.values()];
}

/** Whether an entry of the whole walk has ones that this walk gave on its new side and, where that is read last, on its old one. */
function liesAmong(view: LogView, walk: LogWalk): (entry: PlacedEntry) => boolean {
  const given = countKeys(view, walk.entries);
  const positions = view
    .whole!.entries.filter(({ entry }) => given.has(view.keyOf(entry)))
    .map(({ position }) => position);
  const newestFirst = view.specification.order.direction === 'newest-first';
  const [newest, oldest] = newestFirst
    ? [Math.min(...positions), Number.POSITIVE_INFINITY]
    : [Number.NEGATIVE_INFINITY, Math.max(...positions)];
  return ({ position }) => position > newest && position < oldest;
}
