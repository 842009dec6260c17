import type { ColumnClause, DialectSpecification, FilterClause } from '../audit/dialects/specification.ts';
import { escapeToken, type Place, ScimulateError } from '../kernel/index.ts';
import type { LogDoor } from './target-file.ts';

/** The dialect of one log of the file. @throws ScimulateError `TARGET_INVALID` when there is none, or the log is the second of its dialect */
export function findDialect(
  logs: readonly LogDoor[],
  index: number,
  dialects: readonly DialectSpecification[],
  place: (pointer: string) => Place,
): DialectSpecification {
  const { dialect: name } = logs[index]!;
  const at = { place: place(`/logs/${index}/dialect`) };
  if (logs.findIndex(({ dialect }) => dialect === name) < index) {
    throw new ScimulateError('TARGET_INVALID', `There are two logs of the dialect "${name}".`, at);
  }
  const found = dialects.find(({ dialect }) => dialect === name);
  if (found !== undefined) return found;
  const mend = `use one of: ${dialects.map(({ dialect }) => dialect).join(', ')}.`;
  throw new ScimulateError('TARGET_INVALID', `There is no dialect ${JSON.stringify(name)}.`, { ...at, mend });
}

/**
 * The dialect as this system keeps it: with its own response headers, the leeway of its own clock, and filters by time
 * that take instants only where the target file writes instants into them.
 */
export function asKeptHere(specification: DialectSpecification, door: LogDoor): DialectSpecification {
  const { columns, filters } = specification;
  return {
    ...specification,
    columns: columns.map((column) => columnHere(column, door)),
    filters: filters.map((filter) => (filter.instants === true ? filterHere(filter, door) : filter)),
  };
}

function filterHere(filter: FilterClause, { source }: LogDoor): FilterClause {
  const { format = 'text' } = source.filters?.[filter.name] ?? {};
  // Whole seconds cannot say an inclusive end to the millisecond.
  return { ...filter, instants: format === 'iso' || format === 'epoch-ms' };
}

function columnHere(column: ColumnClause, { responseHeaders = {}, clockTolerance = 0 }: LogDoor): ColumnClause {
  const header = responseHeaders[column.name];
  const leeway = column.type === 'instant' ? clockTolerance : 0;
  return {
    ...column,
    ...(header === undefined ? {} : { header: header.toLowerCase() }),
    ...(leeway === 0 ? {} : { toleranceMilliseconds: (column.toleranceMilliseconds ?? 0) + leeway }),
  };
}

/** Columns and filters that a target file speaks of have to be the dialect's. @throws ScimulateError `TARGET_INVALID` */
export function checkNames(
  { source, responseHeaders }: LogDoor,
  pointer: string,
  { dialect, columns, filters }: DialectSpecification,
  place: (pointer: string) => Place,
): void {
  const columnNames = columns.map(({ name }) => name);
  const groups = [
    { part: 'source/fields', what: 'column', given: source.fields, known: columnNames },
    { part: 'source/filters', what: 'filter', given: source.filters, known: filters.map(({ name }) => name) },
    { part: 'source/choices', what: 'filter', given: source.choices, known: filters.map(({ name }) => name) },
    { part: 'responseHeaders', what: 'column', given: responseHeaders, known: columnNames },
  ];
  for (const { part, what, given, known } of groups) {
    const stranger = Object.keys(given ?? {}).find((name) => !known.includes(name));
    if (stranger === undefined) continue;
    throw new ScimulateError('TARGET_INVALID', `The dialect "${dialect}" has no ${what} "${stranger}".`, {
      place: place(`${pointer}/${part}/${escapeToken(stranger)}`),
      mend: `use one of: ${known.join(', ')}.`,
    });
  }
}
