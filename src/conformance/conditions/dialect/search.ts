import type { SearchClause } from '../../../audit/dialects/specification.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk } from '../../observation/log-walk.ts';
import { columnsWith } from '../../oracle/search-oracle.ts';
import type { Tally } from '../../tally.ts';
import { count, plain } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { type FilterReading, readFiltered, searchedWalks, wordEntry, wordQuestion } from './filter-reading.ts';

/**
 * A search finds every entry of the log read whole before that has the text in one of the columns searched, and no other;
 * given together with filters it finds what both select. It passes only if the readings together had entries to find and
 * entries to leave out, and, where case does not matter, a text that was asked for in other case than it is shown in.
 */
export const searchConditions: DialectConditionFactory = (specification) => {
  const { search, filtering } = specification;
  if (search === undefined) return [];
  return [
    dialectCondition({
      specification,
      name: 'search',
      clause: `free-text search${search.caseSensitive ? '' : ' in any case'}`,
      requirements: search.requirements,
      means: ['search'],
      needs: 'the log is searched',
      judge: (view, tally) => {
        const readings = judgeReadings(view, tally, searchedWalks(view, false));
        if (readings.length > 0 && isTelling(readings, tally) && hasOtherCase(view, tally, search, readings))
          prove(tally, readings, `; found in ${columnsFound(view, search, readings)}`);
      },
    }),
    dialectCondition({
      specification,
      name: 'search-combination',
      clause: 'a search given together with filters',
      requirements: filtering?.and ?? [],
      means: ['search'],
      needs: 'the log is searched with filters at once',
      judge: (view, tally) => {
        const readings = judgeReadings(view, tally, searchedWalks(view, true));
        if (readings.length > 0 && isTelling(readings, tally)) prove(tally, readings, '');
      },
    }),
  ].filter((condition) => condition.requirements.length > 0);
};

function judgeReadings(view: LogView, tally: Tally, walks: readonly LogWalk[]): FilterReading[] {
  return walks.flatMap((walk) => {
    const asked = wordQuestion(walk);
    const evidence = { line: walk.first, note: `read with ${asked}` };
    if (!walk.readable) {
      tally.fail(`${asked}: expected entries, the answer was ${walk.status}`, evidence);
      return [];
    }
    const reading = readFiltered(view, walk);
    if (reading === undefined) {
      tally.skip('the whole log was not read before, so that nothing says what was to be found');
      return [];
    }
    for (const entry of reading.missing) {
      const message = `${asked}: expected ${wordEntry(view.specification, entry)} of the whole log, it did not come`;
      tally.fail(message, evidence, { line: reading.base.first, note: 'the whole log before' });
    }
    for (const entry of reading.extra) {
      const message = `${asked}: came ${wordEntry(view.specification, entry)}, which does not match or came already`;
      tally.fail(message, { line: entry.line, note: `read with ${asked}` });
    }
    return [reading];
  });
}

function isTelling(readings: readonly FilterReading[], tally: Tally): boolean {
  const found = readings.some(({ walk, wanted }) => walk.finished && wanted.length > 0);
  const leftOut = readings.some(({ unwanted }) => unwanted.length > 0);
  if (!found || !leftOut)
    tally.skip(`the log had no entries ${found ? 'to leave out' : 'to find'}, so that nothing is proved`);
  return found && leftOut;
}

/** Whether some entry had to be found that shows the text in another case only. */
function hasOtherCase(view: LogView, tally: Tally, search: SearchClause, readings: readonly FilterReading[]): boolean {
  if (search.caseSensitive) return true;
  const asShown = { ...search, caseSensitive: true };
  const other = readings.some(({ walk, wanted }) =>
    wanted.some(({ entry }) => columnsWith(asShown, walk.search!, entry).length === 0),
  );
  if (!other) tally.skip('nothing was searched for in another case than it is shown in');
  return other;
}

function columnsFound(view: LogView, search: SearchClause, readings: readonly FilterReading[]): string {
  const found = new Set(
    readings.flatMap(({ walk, wanted }) => wanted.flatMap(({ entry }) => columnsWith(search, walk.search!, entry))),
  );
  const { columns } = view.specification;
  return columns
    .filter(({ name }) => found.has(name))
    .map(({ title }) => plain(title))
    .join(', ');
}

function prove(tally: Tally, readings: readonly FilterReading[], more: string): void {
  for (const { walk } of readings) tally.prove({ line: walk.first, note: `read with ${wordQuestion(walk)}` });
  tally.praise(`${count(readings.length, 'reading')} gave what the oracle finds${more}`);
}
