import type { DialectSpecification, FilterClause } from '../audit/dialects/specification.ts';
import { parseInstant, startOfDay } from './instant-text.ts';
import type { LogQuery } from './target.ts';
import type { FilterDoor, HttpJsonSource, Scalar } from './target-file.ts';

/** Parameters of a log read, in the order in which they are sent. */
export type Parameters = Map<string, Scalar>;

/** Everything that a read asks for but its page: constants, limit, filters and search. */
export function questionParameters(
  source: HttpJsonSource,
  specification: DialectSpecification,
  query: Pick<LogQuery, 'filters' | 'search' | 'partition' | 'zone' | 'limit'>,
): Parameters {
  const parameters: Parameters = new Map(Object.entries(source.parameters ?? {}));
  if (source.limit !== undefined) {
    const most = source.limit.maximum ?? Number.POSITIVE_INFINITY;
    const wanted = query.limit ?? source.limit.maximum;
    if (wanted !== undefined) parameters.set(source.limit.parameter, Math.min(wanted, most));
  }
  for (const clause of specification.filters) {
    const value = query.filters[clause.name];
    const door = source.filters?.[clause.name];
    if (value === undefined || door === undefined) continue;
    const text = filterText(clause, door, value);
    if (text === undefined) continue;
    const before = parameters.get(door.parameter);
    parameters.set(door.parameter, before === undefined ? text : `${before}${door.join ?? ' and '}${text}`);
  }
  if (query.partition !== undefined && source.partition !== undefined)
    parameters.set(source.partition.parameter, query.partition);
  if (query.zone !== undefined && source.zone !== undefined) parameters.set(source.zone.parameter, query.zone);
  if (query.search !== undefined && source.search !== undefined) parameters.set(source.search.parameter, query.search);
  return parameters;
}

/** `undefined`: the value means no filtering, and the log has no word for that. */
function filterText(clause: FilterClause, door: FilterDoor, value: string): string | undefined {
  const mapped = door.values !== undefined && Object.hasOwn(door.values, value) ? door.values[value] : undefined;
  if (mapped === undefined && value === clause.all) return undefined;
  const text = mapped ?? inFormat(clause, door.format ?? 'text', value);
  return door.template === undefined ? text : door.template.replaceAll('{value}', () => text);
}

const dayLength = 86_400_000;

/** A value that is no date goes out as it is: whether the log refuses it is for the log to show. */
function inFormat(clause: FilterClause, format: NonNullable<FilterDoor['format']>, value: string): string {
  const start = startOfDay(value);
  const wholeDay = start !== undefined && clause.operator === 'on-or-before' ? start + dayLength - 1 : start;
  const instant = wholeDay ?? parseInstant(value);
  if (instant === undefined || format === 'text') return value;
  if (format === 'epoch-ms') return String(instant);
  if (format === 'epoch-s') return String(Math.floor(instant / 1000));
  const text = new Date(instant).toISOString();
  return format === 'date' ? text.slice(0, 10) : text;
}

/** Puts parameters behind a URL, percent-encoded. */
export function withQuery(url: string, parameters: Parameters): string {
  const pairs = [...parameters].map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length === 0 ? url : `${url}?${pairs.join('&')}`;
}
