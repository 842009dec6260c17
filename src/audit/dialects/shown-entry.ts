import { formatInstant, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { ColumnClause, DialectSpecification } from './specification.ts';

/**
 * An entry as people are shown it: moments in the form of the column's `display`, by the clocks of their time zone. What
 * has no such form stays as it is.
 * @throws RangeError for a zone that does not exist.
 */
export function showEntry({ columns }: DialectSpecification, entry: JsonObject, zone = 'UTC'): JsonObject {
  return Object.fromEntries(
    columns.map((column) => [column.name, shownValue(column, entry[column.name] ?? null, zone)]),
  );
}

function shownValue({ display }: ColumnClause, value: JsonValue, zone: string): JsonValue {
  if (display === undefined) return value;
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? display.empty : formatInstant(display.pattern, instant, zone);
}
