import type { DialectSpecification, FilterClause } from '../audit/dialects/specification.ts';
import type { LogEntry } from '../history/index.ts';
import { dayLength } from './duration.ts';
import { dayText, instantText, isOrdinary } from './filter-values.ts';

/** A set of filters by name. */
export type Filters = Readonly<Record<string, string>>;

/** No calendar, no format and no language has any of these. */
const noDates: readonly string[] = ['2026-02-30', '2026-13-01', 'yesterday', '2026-05-13T25:00:00.000Z'];
const noChoice = 'NO-SUCH-CHOICE';

/** Filters that cannot be meant: an end before its start, a date that is none, a choice that there is not. The plainest first. */
export function impossibleFilters(
  specification: DialectSpecification,
  filters: readonly FilterClause[],
  entries: readonly LogEntry[],
): Filters[] {
  const found: Filters[] = filters.flatMap((end) =>
    end.operator === 'on-or-before' ? reversed(end, filters, momentsIn(specification, end, entries)) : [],
  );
  for (const filter of filters) {
    if (filter.operator === 'on-or-after' || filter.operator === 'on-or-before') {
      found.push(...noDates.map((value) => ({ [filter.name]: value })));
    } else if (filter.values !== undefined || filter.periods !== undefined) {
      found.push({ [filter.name]: noChoice });
    }
  }
  return found;
}

/** The end lies before the start: by a day, and by a millisecond around an entry. */
function reversed(end: FilterClause, filters: readonly FilterClause[], moments: readonly number[]): Filters[] {
  const start = filters.find((filter) => filter.operator === 'on-or-after' && filter.column === end.column);
  const moment = moments[Math.floor(moments.length / 2)];
  if (start === undefined || moment === undefined) return [];
  return [
    { [start.name]: dayText(moment), [end.name]: dayText(moment - dayLength) },
    ...(start.instants === true && end.instants === true
      ? [{ [start.name]: instantText(moment), [end.name]: instantText(moment - 1) }]
      : []),
  ];
}

/** Whether an end lies before the start that is given with it. */
export function isReversed(filters: readonly FilterClause[], given: Filters): boolean {
  return filters.some((end) => {
    const start = filters.find((filter) => filter.operator === 'on-or-after' && filter.column === end.column);
    const [from, to] = [start === undefined ? undefined : given[start.name], given[end.name]];
    if (end.operator !== 'on-or-before' || from === undefined || to === undefined) return false;
    const lastMoment = Date.parse(to) + (dayPattern.test(to) ? dayLength - 1 : 0);
    return Date.parse(from) > lastMoment;
  });
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/u;

function momentsIn({ columns }: DialectSpecification, filter: FilterClause, entries: readonly LogEntry[]): number[] {
  const column = columns.find(({ name }) => name === filter.column);
  if (column === undefined) return [];
  return entries
    .map((entry) => entry[column.name])
    .flatMap((value) => (typeof value === 'string' ? [Date.parse(value)] : []))
    .filter(isOrdinary);
}
