import type { ColumnClause, FilterClause } from '../audit/dialects/specification.ts';
import type { LogEntry } from '../history/index.ts';
import type { Random } from '../kernel/index.ts';
import { dayLength } from './duration.ts';

/** Free input that no entry can have. */
const nowhere = 'no-entry-has-this-value';

/**
 * Values for a filter that tell right from wrong on the entries at hand, the most telling ones first: such as keep some
 * entries and leave out others, those that lie exactly on an entry or a day's edge, and one that keeps nothing.
 */
export function filterValues(
  filter: FilterClause,
  column: ColumnClause | undefined,
  entries: readonly LogEntry[],
  random: Random,
): string[] {
  const shown = column === undefined || filter.fact !== undefined ? [] : shownValues(column, entries);
  if (filter.operator === 'on-or-after' || filter.operator === 'on-or-before') {
    const instants = shown.map((value) => Date.parse(value)).filter(isOrdinary);
    const values = instantValues(filter.operator, instants, random);
    return unique(filter.instants === true ? values : values.filter((value) => value.length === dayText(0).length));
  }
  if (filter.periods !== undefined) return Object.keys(filter.periods);
  if (filter.operator === 'endpoint') return unique(pathValues(filter, shown, random));
  if (filter.values !== undefined) return byTelling(filter.values, shown);
  return unique(textValues(filter, shown));
}

function shownValues(column: ColumnClause, entries: readonly LogEntry[]): string[] {
  return entries.map((entry) => entry[column.name]).filter((value) => typeof value === 'string');
}

/** Values that keep about half of what is shown first, those that keep nothing or everything last; otherwise as they were. */
function byTelling(values: readonly string[], shown: readonly string[]): string[] {
  const counts = countsOf(shown);
  const rank = (value: string): number => {
    const count = counts.get(value) ?? 0;
    return count === 0 || count === shown.length ? shown.length : Math.abs(count - shown.length / 2);
  };
  return values.toSorted((left, right) => rank(left) - rank(right));
}

function textValues(filter: FilterClause, shown: readonly string[]): string[] {
  const [best, ...rest] = byTelling([...new Set(shown)].toSorted(), shown);
  if (best === undefined) return [nowhere];
  const otherCase = filter.caseSensitive ? [] : [swapCase(best)];
  return [best, ...otherCase, ...rest.slice(0, 3), nowhere];
}

/** A collection, a resource in it, the beginning of a name that is no segment, another collection, a path that nobody called. */
function pathValues(filter: FilterClause, shown: readonly string[], random: Random): string[] {
  const roots = byTelling([...new Set(shown.map(rootOf))].toSorted(), shown.map(rootOf)).filter((root) => root !== '/');
  const [first, ...others] = roots;
  if (first === undefined) return [`/${nowhere}`];
  const deep = [...new Set(shown)].filter((path) => path !== rootOf(path)).toSorted();
  const unusual = deep.filter((path) => /[^\w/-]/u.test(path));
  return [
    first,
    ...(deep.length === 0 ? [] : [random.pick(deep)]),
    first.slice(0, -1),
    ...(filter.caseSensitive ? [] : [swapCase(first)]),
    ...unusual.slice(0, 1),
    ...others.slice(0, 3),
    `/${nowhere}`,
  ];
}

function instantValues(
  operator: 'on-or-after' | 'on-or-before',
  instants: readonly number[],
  random: Random,
): string[] {
  const sorted = instants.toSorted((left, right) => left - right);
  const [earliest, latest] = [sorted[0], sorted.at(-1)];
  if (earliest === undefined || latest === undefined) return [];
  // Away from the ends, so that something lies on either side of it.
  const inside = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  const middle = random.pick(inside.length === 0 ? sorted : inside);
  const beyond = operator === 'on-or-after' ? latest + dayLength : earliest - dayLength;
  const past = operator === 'on-or-after' ? middle + 1 : middle - 1;
  const exact = [instantText(middle), instantText(past), withOffset(middle)];
  const days = [...closestToEdge(operator, sorted), earliest, latest].map(dayText);
  const telling = dayText(earliest) === dayText(latest) ? [...exact, ...days] : [days[0]!, ...exact, ...days.slice(1)];
  return [...telling, dayText(beyond)];
}

/** Entries whose day splits the data, that with the entry closest to the inclusive edge of its day first. */
function closestToEdge(operator: 'on-or-after' | 'on-or-before', sorted: readonly number[]): number[] {
  const outer = dayText(operator === 'on-or-after' ? sorted[0]! : sorted.at(-1)!);
  const distance = (instant: number): number => {
    const sinceMidnight = ((instant % dayLength) + dayLength) % dayLength;
    return operator === 'on-or-after' ? sinceMidnight : dayLength - 1 - sinceMidnight;
  };
  const inner = sorted.filter((instant) => dayText(instant) !== outer);
  return inner.toSorted((left, right) => distance(left) - distance(right)).slice(0, 2);
}

/** Whether an instant, and the days around it, can be written with a year of four digits. */
export function isOrdinary(instant: number): boolean {
  return instant > -6e13 && instant < 2.5e14;
}

/** `2026-05-13`, in UTC. */
export function dayText(instant: number): string {
  return instantText(instant).slice(0, 10);
}

/** ISO 8601 in UTC with milliseconds. */
export function instantText(instant: number): string {
  return new Date(instant).toISOString();
}

/** The same instant as somebody two hours east of Greenwich writes it. */
function withOffset(instant: number): string {
  return `${instantText(instant + 2 * 3_600_000).slice(0, -1)}+02:00`;
}

/** `/Users/1` lies in `/Users`. */
function rootOf(path: string): string {
  return `/${path.split('/')[1] ?? ''}`;
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return text === upper ? text.toLowerCase() : upper;
}

function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
