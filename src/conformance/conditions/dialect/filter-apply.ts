import { baseBefore, countKeys, isUnfiltered, surplus } from '../../observation/entry-set.ts';
import { type LogView, momentOf } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { filteredWalks, readFiltered, wordEntry, wordFilters } from './filter-reading.ts';

/**
 * Nothing is filtered before filters are applied, and applying them has an effect: what filters bring to light was
 * there without them, and at least one reading leaves out what it should leave out.
 */
export const filterApplyConditions: DialectConditionFactory = (specification) =>
  specification.filtering?.apply === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'filter-apply',
          clause: 'filters act when they are applied and not before',
          requirements: specification.filtering.apply,
          needs: 'the log is read with filters after it was read without',
          judge: judgeApply,
        }),
      ];

function judgeApply(view: LogView, tally: Tally): void {
  const walks = filteredWalks(view, (names) => names.length > 0).filter((walk) => walk.readable);
  const acting: LogWalk[] = [];
  const idle: LogWalk[] = [];
  for (const walk of walks) {
    for (const entry of hiddenBefore(view, walk)) {
      const message = `expected every entry before filters were applied, ${wordEntry(view.specification, entry)} came only with ${wordFilters(walk.filters)}`;
      tally.fail(message, { line: entry.line, note: `read with ${wordFilters(walk.filters)}` });
    }
    const reading = readFiltered(view, walk);
    if (reading === undefined || reading.unwanted.length === 0) continue;
    const leavesOut = surplus(view, reading.unwanted, countKeys(view, walk.entries)).length > 0;
    (leavesOut ? acting : idle).push(walk);
  }
  if (acting.length === 0 && idle.length > 0) {
    const message = `expected fewer entries once filters were applied, ${count(idle.length, 'reading')} gave all that were shown before`;
    tally.fail(message, ...idle.map((walk) => ({ line: walk.first, note: `read with ${wordFilters(walk.filters)}` })));
  }
  for (const walk of acting) tally.prove({ line: walk.first, note: `read with ${wordFilters(walk.filters)}` });
  if (walks.length > 0) tally.skip('no reading had entries to leave out, so that nothing is proved');
  tally.praise(`everything was shown before, and ${count(acting.length, 'reading')} left out what did not match`);
}

/** Entries of a filtered walk from before the last reading without filters that no such reading shows. */
function hiddenBefore(view: LogView, walk: LogWalk): PlacedEntry[] {
  const unfiltered = view.walks.filter((other) => other.finished && isUnfiltered(other) && other.purpose !== 'paged');
  const last = unfiltered.at(-1);
  if (last === undefined || baseBefore(view, walk.first) === undefined) return [];
  const shown = countKeys(
    view,
    unfiltered.flatMap((other) => other.entries),
  );
  const seenAt = last.pages[0]!.line.at;
  return walk.entries.filter(({ entry }) => {
    const moment = momentOf(view.specification, entry);
    return moment !== undefined && moment < seenAt && !shown.has(view.keyOf(entry));
  });
}
