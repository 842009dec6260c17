import { isJsonObject, type JsonValue } from '../../kernel/index.ts';

/** JSON text that is the same for equal values: keys sorted, members without a value left out. */
export function canonicalJson(value: JsonValue | undefined): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

function sorted(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => sorted(item) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((name) => [name, sorted(value[name])]),
  );
}

/** Whether two JSON values are equal; the order of keys does not matter, that of array elements does. */
export function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return canonicalJson(left) === canonicalJson(right);
}

/** A string as it is, any other value as JSON; `undefined` as the empty string. */
export function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
