import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';

/** Reads a member of a complex value; `undefined` where the value is none or has no such member. */
export type MemberReader = (value: JsonValue | undefined) => JsonValue | undefined;

/** A member that the object itself has: what it inherits (`constructor`) is none. */
export function ownMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Makes the reader of one member by its exact name; see {@link ownMember}. */
export function memberReader(name: string): MemberReader {
  if (name in Object.prototype) return (value) => (isJsonObject(value) ? ownMember(value, name) : undefined);
  return (value) => (isJsonObject(value) ? value[name] : undefined);
}

/**
 * Whether any value of an attribute satisfies the test (RFC 7644 section 3.4.2.2). Of an attribute without values
 * the test is put to `undefined`.
 */
export function anyValue(value: JsonValue | undefined, test: (value: JsonValue | undefined) => boolean): boolean {
  if (!isList(value)) return test(value ?? undefined);
  if (value.length === 0) return test(undefined);
  for (const one of value) if (test(one)) return true;
  return false;
}

/** Narrows to a JSON array, whose elements `Array.isArray` would leave untyped. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Levels that a resource has: extension, attribute, value, sub-attribute, value. Nothing is looked for below. */
const maximumDepth = 6;

/** Null, the empty array and absence are one state (RFC 7643 section 2.5), and so is an object of nothing else. */
export function isUnassigned(value: JsonValue | undefined): boolean {
  return !hasContent(value, (leaf) => leaf !== null, false, 0);
}

/** `pr`: a value that is neither null nor empty, or a complex one with such a sub-attribute (RFC 7644 table 3). */
export function isPresent(value: JsonValue | undefined): boolean {
  return hasContent(value, (leaf) => leaf !== null && leaf !== '', true, 0);
}

function hasContent(
  value: JsonValue | undefined,
  leafCounts: (leaf: JsonValue) => boolean,
  intoLists: boolean,
  depth: number,
): boolean {
  if (value === undefined) return false;
  if (depth > maximumDepth) return true;
  if (isList(value))
    return intoLists ? value.some((each) => hasContent(each, leafCounts, true, depth + 1)) : value.length > 0;
  if (isJsonObject(value))
    return Object.values(value).some((each) => hasContent(each, leafCounts, intoLists, depth + 1));
  return leafCounts(value);
}

/** Equality of two JSON values, members in any order. */
export function sameJson(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isList(left))
    return isList(right) && left.length === right.length && left.every((each, index) => sameJson(each, right[index]));
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]))
  );
}
