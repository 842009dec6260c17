import type { FilterClause } from '../../../audit/dialects/specification.ts';
import type { LogView } from '../../observation/log-view.ts';
import { meansAll } from '../../oracle/filter-oracle.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';
import { filteredWalks, type FilterReading, readFiltered, wordEntry, wordFilters } from './filter-reading.ts';

/**
 * Each filter, given alone, returns what an independent oracle selects from the log read whole before: nothing is
 * missing, nothing else is there. It passes only if the readings together had entries to keep and entries to leave out.
 */
export const filterConditions: DialectConditionFactory = (specification) =>
  specification.filters.map((filter) =>
    dialectCondition({
      specification,
      name: `filter/${kebab(filter.name)}`,
      clause: `filter "${filter.title}"`,
      requirements: filter.requirements,
      means: [`filter.${filter.name}`],
      needs: `the log is read with this filter alone`,
      judge: (view, tally) => judgeFilter(view, tally, filter),
    }),
  );

function judgeFilter(view: LogView, tally: Tally, filter: FilterClause): void {
  const readings: FilterReading[] = [];
  for (const walk of filteredWalks(view, (names) => names.length === 1 && names[0] === filter.name)) {
    const evidence = { line: walk.first, note: `read with ${wordFilters(walk.filters)}` };
    if (!walk.readable) {
      tally.fail(`${wordFilters(walk.filters)}: expected entries, the answer was ${walk.status}`, evidence);
      continue;
    }
    const reading = readFiltered(view, walk);
    if (reading === undefined) {
      tally.skip('the whole log was not read before, so that nothing says what was to be selected');
      continue;
    }
    report(view, tally, reading);
    readings.push(reading);
  }
  if (readings.length === 0) return;
  const narrowing = readings.filter(({ walk }) => !meansAll(filter, walk.filters[filter.name]!));
  const kept = narrowing.find((reading) => reading.onEdge && reading.walk.finished);
  const leftOut = narrowing.find((reading) => reading.unwanted.length > 0);
  if (kept === undefined || leftOut === undefined) {
    const what = kept === undefined ? 'to keep' : 'to leave out';
    tally.skip(
      `the log had no entries ${what}${isDate(filter) ? ' on the day that was given' : ''}, so that nothing is proved`,
    );
    return;
  }
  for (const { walk } of readings) tally.prove({ line: walk.first, note: `read with ${wordFilters(walk.filters)}` });
  tally.praise(`${count(readings.length, 'reading')} gave what the oracle selects`);
}

function isDate(filter: FilterClause): boolean {
  return filter.operator === 'on-or-after' || filter.operator === 'on-or-before';
}

/** Says what is missing and what is too much. */
function report(view: LogView, tally: Tally, { walk, missing, extra, base }: FilterReading): void {
  const filters = wordFilters(walk.filters);
  for (const entry of missing) {
    tally.fail(
      `${filters}: expected ${wordEntry(view.specification, entry)} of the whole log, it did not come`,
      { line: walk.first, note: `read with ${filters}` },
      { line: base.first, note: 'the whole log before' },
    );
  }
  for (const entry of extra) {
    const message = `${filters}: came ${wordEntry(view.specification, entry)}, which does not match or came already`;
    tally.fail(message, { line: entry.line, note: `read with ${filters}` });
  }
}
