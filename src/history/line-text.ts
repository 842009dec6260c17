import { isJsonObject, type JsonObject } from '../kernel/index.ts';
import type { HistoryLine } from './line.ts';
import { lineSchemas } from './line-schema.ts';

/** Closes a history file, so that one cut short between two lines is noticed. `lines` counts the lines before it. */
export interface EndLine {
  readonly type: 'end';
  readonly lines: number;
}

/**
 * One line as JSON without a line feed. Equal lines give equal text whatever the order of their keys: those that the
 * format names come in its order, all others by UTF-16 code unit.
 */
export function lineText(line: HistoryLine | EndLine): string {
  return JSON.stringify(ordered(line, lineSchemas[line.type]));
}

function ordered(value: unknown, schema: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, schemaMember(schema, 'items')));
  if (!isJsonObject(value)) return value;
  const properties = schemaMember(schema, 'properties');
  const known = properties === undefined ? [] : Object.keys(properties);
  const names = [...known.filter((name) => Object.hasOwn(value, name)), ...otherNames(value, known)];
  // Entries are defined, not assigned, so that a key such as `__proto__` off the wire stays a key.
  return Object.fromEntries(names.map((name) => [name, ordered(value[name], schemaMember(properties, name))]));
}

function otherNames(members: JsonObject, known: readonly string[]): string[] {
  return Object.keys(members)
    .filter((name) => !known.includes(name))
    .toSorted();
}

/** A member of a JSON Schema that is itself a schema or a map of schemas. */
export function schemaMember(schema: unknown, name: string): JsonObject | undefined {
  if (!isJsonObject(schema) || !Object.hasOwn(schema, name)) return undefined;
  const member = schema[name];
  return isJsonObject(member) ? member : undefined;
}
