import { type Instant, isTimeZone, startOfDayIn } from '../../kernel/index.ts';
import type { RecordClause } from '../store.ts';
import { isNumber } from './facts.ts';
import { isDay, parseSpan } from './log-dates.ts';
import { LogQueryError } from './log-query-error.ts';
import type { ColumnClause, DialectSpecification, FilterClause } from './specification.ts';

/** Values of filters by the filter's name, as a viewer gave them. */
export type LogFilters = Readonly<Record<string, string>>;

/** From where a reader looks at a log. */
export interface Viewpoint {
  /** The moment of reading. Only a question with a period needs it. */
  readonly now: Instant | undefined;
  /** The reader's time zone. */
  readonly zone: string;
}

/**
 * What a set of filters asks of the records; all clauses hold together (REQ-FILTER-AND).
 * A filter with its `all` value asks nothing.
 * @throws LogQueryError naming the first filter that is unknown or impossible: none is ever passed over.
 * @throws RangeError when a period is given and no moment to count it from.
 */
export function parseFilters(
  specification: DialectSpecification,
  filters: LogFilters,
  viewpoint: Viewpoint = { now: undefined, zone: 'UTC' },
): readonly RecordClause[] {
  if (!isTimeZone(viewpoint.zone)) {
    const message = `There is no time zone "${cut(viewpoint.zone)}".`;
    throw new LogQueryError('LOG_ZONE', 'zone', message, 'give one such as Europe/Berlin');
  }
  const clauses = new Map<string, readonly RecordClause[]>();
  for (const [name, value] of Object.entries(filters)) {
    const filter = specification.filters.find((candidate) => candidate.name === name);
    if (filter === undefined) throw unknownFilter(specification, name);
    if (filter.all !== undefined && sameText(filter, value, filter.all)) continue;
    clauses.set(name, clausesOf(specification, filter, value, viewpoint));
  }
  refuseEmptyRanges(clauses);
  return [...clauses.values()].flat();
}

function clausesOf(
  specification: DialectSpecification,
  filter: FilterClause,
  value: string,
  viewpoint: Viewpoint,
): readonly RecordClause[] {
  const column = specification.columns.find((candidate) => candidate.name === filter.column)!;
  const field = filter.fact ?? column.fact;
  const ignoreCase = !filter.caseSensitive;
  switch (filter.operator) {
    case 'on-or-after':
      return [{ field, operator: 'at-least', value: spanOf(filter, value).first }];
    case 'on-or-before':
      return [{ field, operator: 'at-most', value: spanOf(filter, value).last }];
    case 'period':
      return periodClauses(field, filter, value, viewpoint);
    case 'equals':
      return [equalsClause(field, filter, value, column)];
    case 'endpoint':
    default:
      if (!/^\/[^?#\s]*$/u.test(value))
        throw impossible(filter, value, 'give a path that begins with "/", without query');
      return [{ field, operator: 'within-path', value, ignoreCase }];
  }
}

function periodClauses(
  field: string,
  filter: FilterClause,
  value: string,
  { now, zone }: Viewpoint,
): readonly RecordClause[] {
  const { periods = {} } = filter;
  const name = Object.keys(periods).find((candidate) => sameText(filter, value, candidate));
  if (name === undefined) throw impossible(filter, value, `give one of ${choicesOf(filter, Object.keys(periods))}`);
  if (now === undefined) throw new RangeError('A period is counted from the moment of reading, which was not given.');
  return [
    { field, operator: 'at-least', value: startOfDayIn(zone, now, periods[name]! - 1) },
    { field, operator: 'at-most', value: startOfDayIn(zone, now, -1) - 1 },
  ];
}

function equalsClause(field: string, filter: FilterClause, value: string, column: ColumnClause): RecordClause {
  checkChoice(filter, value);
  if (filter.fact === undefined && column.type === 'enumeration')
    return { field, operator: 'one-of', values: canonicalValues(column, filter, value) };
  if (isNumber(field) || (filter.fact === undefined && column.type === 'integer'))
    return { field, operator: 'equals', value: numberOf(filter, value) };
  return { field, operator: 'equals', value, ignoreCase: !filter.caseSensitive };
}

function spanOf(filter: FilterClause, value: string): { readonly first: number; readonly last: number } {
  const span = isDay(value) || filter.instants === true ? parseSpan(value) : undefined;
  if (span !== undefined) return span;
  const instant = filter.instants === true ? ', or an instant such as 2026-05-13T09:30:00.000Z' : '';
  throw impossible(filter, value, `give a day such as 2026-05-13${instant}`);
}

function checkChoice(filter: FilterClause, value: string): void {
  if (value === '') throw impossible(filter, value, 'leave the filter out to see everything');
  if (filter.values === undefined || filter.values.some((choice) => sameText(filter, value, choice))) return;
  throw impossible(filter, value, `give one of ${choicesOf(filter, filter.values)}`);
}

function choicesOf({ all }: FilterClause, values: readonly string[]): string {
  return (all === undefined ? values : [all, ...values]).join(', ');
}

/** What happened, of which the log shows `value`. */
function canonicalValues(column: ColumnClause, filter: FilterClause, value: string): readonly string[] {
  const values = Object.entries(column.values ?? {});
  const canonical = values.filter(([, shown]) => sameText(filter, value, shown)).map(([name]) => name);
  if (canonical.length > 0) return canonical;
  throw impossible(filter, value, `give one of ${values.map(([, shown]) => shown).join(', ')}`);
}

function numberOf(filter: FilterClause, value: string): number {
  const number = Number(value);
  if (!/^-?\d{1,15}$/u.test(value)) throw impossible(filter, value, 'give a whole number');
  return number;
}

function sameText(filter: FilterClause, left: string, right: string): boolean {
  return filter.caseSensitive ? left === right : left.toLowerCase() === right.toLowerCase();
}

/** A field cannot be at least one value and at most a lower one. */
function refuseEmptyRanges(byFilter: ReadonlyMap<string, readonly RecordClause[]>): void {
  const clauses = [...byFilter].flatMap(([name, own]) => own.map((clause) => ({ name, clause })));
  for (const { name, clause: end } of clauses) {
    for (const { clause: start } of clauses) {
      if (start.operator !== 'at-least' || end.operator !== 'at-most' || start.field !== end.field) continue;
      if (start.value > end.value) {
        throw new LogQueryError('LOG_FILTER_RANGE', name, 'The end lies before the start.', 'exchange the two');
      }
    }
  }
}

function unknownFilter(specification: DialectSpecification, name: string): LogQueryError {
  const names = specification.filters.map((filter) => filter.name).join(', ');
  return new LogQueryError(
    'LOG_FILTER_UNKNOWN',
    name,
    `This log has no filter "${cut(name)}".`,
    `give one of ${names}`,
  );
}

function impossible(filter: FilterClause, value: string, mend: string): LogQueryError {
  return new LogQueryError('LOG_FILTER_VALUE', filter.name, `"${filter.name}" cannot be "${cut(value)}".`, mend);
}

/** What a viewer sent is repeated to them, but not without bound. */
function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
