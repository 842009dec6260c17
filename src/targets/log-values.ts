import type { ColumnClause } from '../audit/dialects/specification.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson, resolvePointer } from '../kernel/index.ts';
import { parseInstant } from './instant-text.ts';
import type { FieldDoor, ValueDoor } from './target-file.ts';

/**
 * Puts an entry of somebody's log under the names of the dialect's columns, in canonical form. What the log does not
 * have stays absent, and a value that is not what the map says goes through as it is: both are for a verdict to judge.
 */
export function toLogEntry(
  raw: JsonObject,
  columns: readonly ColumnClause[],
  fields: Readonly<Record<string, FieldDoor>>,
): JsonObject {
  const entry: Record<string, JsonValue> = {};
  for (const column of columns) {
    const field = fields[column.name];
    const value = field === undefined ? undefined : fieldValue(raw, column, field);
    if (value !== undefined) entry[column.name] = value;
  }
  return entry;
}

/** Every JSON pointer that a field follows into an entry. */
export function pointersOf(field: FieldDoor): readonly string[] {
  if (typeof field === 'string') return [field];
  if ('pointer' in field) return [field.pointer];
  return Object.values(field.members).flatMap(pointersOf);
}

function fieldValue(raw: JsonObject, column: ColumnClause, field: FieldDoor): JsonValue | undefined {
  if (typeof field === 'object' && 'members' in field) {
    const members = Object.entries(field.members).map(([name, door]) => [name, read(raw, valueDoor(door))] as const);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  const door = valueDoor(field);
  const value = read(raw, door);
  if (value === undefined || value === null) return value;
  return conversions[column.type]?.(value, door) ?? value;
}

function valueDoor(field: string | ValueDoor): ValueDoor {
  return typeof field === 'string' ? { pointer: field } : field;
}

function read(raw: JsonObject, { pointer, parse, stripPrefix, values }: ValueDoor): JsonValue | undefined {
  let value = resolvePointer(raw, pointer);
  if (value === undefined) return undefined;
  if (parse === 'json' && typeof value === 'string') value = parseJson(value) ?? value;
  if (stripPrefix !== undefined && typeof value === 'string' && value.startsWith(stripPrefix)) {
    value = value.slice(stripPrefix.length);
  }
  return values === undefined ? value : mappedBack(value, values);
}

function mappedBack(value: JsonValue, values: NonNullable<ValueDoor['values']>): JsonValue {
  const found = Object.entries(values).find(([, theirs]) =>
    Array.isArray(theirs) ? theirs.includes(value) : theirs === value,
  );
  return found === undefined ? value : found[0];
}

type Conversion = (value: JsonValue, door: ValueDoor) => JsonValue;

/** The canonical form of each type of column; the others go through as they are. */
const conversions: Partial<Record<ColumnClause['type'], Conversion>> = {
  instant: (value, { format }) => toInstant(value, format ?? 'iso') ?? value,
  integer: (value) => (typeof value === 'string' && /^-?\d{1,15}$/u.test(value) ? Number(value) : value),
  identifier: (value) => (typeof value === 'number' ? String(value) : value),
  query: (value) => (typeof value === 'string' && value.startsWith('?') ? value.slice(1) : value),
  body: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
};

/** ISO 8601 in UTC with milliseconds, or `undefined` when the value is no instant in that format. */
function toInstant(value: JsonValue, format: NonNullable<ValueDoor['format']>): string | undefined {
  const milliseconds = instantIn(value, format);
  // The range of ECMAScript's time values.
  if (milliseconds === undefined || !(Math.abs(milliseconds) <= 8.64e15)) return undefined;
  return new Date(milliseconds).toISOString();
}

function instantIn(value: JsonValue, format: NonNullable<ValueDoor['format']>): number | undefined {
  if (format === 'epoch-ms') return fromEpoch(value, 1);
  if (format === 'epoch-s') return fromEpoch(value, 1000);
  return typeof value === 'string' ? parseInstant(value, format === 'iso-utc' ? 'Z' : undefined) : undefined;
}

function fromEpoch(value: JsonValue, unit: number): number | undefined {
  const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/u.test(value) ? Number(value) : value;
  return typeof number === 'number' ? Math.round(number * unit) : undefined;
}

/** What stands in an entry, for a message to a person whose pointers lead nowhere. */
export function namesIn(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (!isJsonObject(value)) return value === null ? 'null' : `a ${typeof value}`;
  const names = Object.keys(value);
  return names.length === 0
    ? 'an empty object'
    : `an object with ${names
        .slice(0, 12)
        .map((name) => JSON.stringify(name))
        .join(', ')}`;
}
