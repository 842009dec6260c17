import { isJsonObject, type JsonValue } from '../../kernel/index.ts';

/** Reads a member of a complex value; `undefined` where the value is none or has no such member. */
export type MemberReader = (value: JsonValue | undefined) => JsonValue | undefined;

/** Makes the reader of one member by its exact name. What an object inherits (`constructor`) is no member of it. */
export function memberReader(name: string): MemberReader {
  if (name in Object.prototype)
    return (value) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  return (value) => (isJsonObject(value) ? value[name] : undefined);
}

/**
 * Whether any value of an attribute satisfies the test (RFC 7644 section 3.4.2.2). Of an attribute without values
 * the test is put to `undefined`.
 */
export function anyValue(value: JsonValue | undefined, test: (value: JsonValue | undefined) => boolean): boolean {
  if (!Array.isArray(value)) return test(value ?? undefined);
  if (value.length === 0) return test(undefined);
  for (const one of value as readonly JsonValue[]) if (test(one)) return true;
  return false;
}

/** Null, the empty array and absence are one state (RFC 7643 section 2.5). An object of nothing but them is, too. */
export function isUnassigned(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(isUnassigned);
}
