import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import { parseAttributePath, parseDateTime } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';

/** The values of a JSON value taken as multi-valued: those of a list, else itself; none for null and absence. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value.flatMap(listOf) : [value];
}

/** Narrows to a JSON array, whose elements `Array.isArray` would leave untyped. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A member of an object without regard to the case of its name (RFC 7643 section 2.1); the exact spelling wins. */
export function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return value[name];
  const lower = name.toLowerCase();
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === lower);
  return key === undefined ? undefined : value[key];
}

/**
 * Every value that a resource has at a path in attribute notation (RFC 7644 section 3.10): `emails.value`,
 * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value`, the URI of an extension for its container.
 * Of a URI that is no container the rest is looked for in the resource itself, as with that of a base schema.
 */
export function valuesAt(resource: JsonValue | undefined, path: string): readonly JsonValue[] {
  const whole = member(resource, path);
  if (whole !== undefined) return listOf(whole);
  const parsed = parseAttributePath(path);
  if (parsed === undefined) return [];
  const container = parsed.uri === undefined ? undefined : member(resource, parsed.uri);
  const values = listOf(member(container ?? resource, parsed.name));
  const { subAttribute } = parsed;
  return subAttribute === undefined ? values : values.flatMap((value) => listOf(member(value, subAttribute)));
}

/** The first value at a path; see {@link valuesAt}. */
export function valueAt(resource: JsonValue | undefined, path: string): JsonValue | undefined {
  return valuesAt(resource, path)[0];
}

/** The first value at a path where it is a string; see {@link valuesAt}. */
export function textAt(resource: JsonValue | undefined, path: string): string | undefined {
  const value = valueAt(resource, path);
  return typeof value === 'string' ? value : undefined;
}

/** The resource without the named top-level members. */
export function without(resource: JsonObject, ...names: readonly string[]): JsonObject {
  const left = new Set(names.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !left.has(name.toLowerCase())));
}

/** Puts `over` on top of `resource`: objects member by member, everything else whole. `undefined` takes a member away. */
export function overlaid(resource: JsonObject, over: JsonObject): JsonObject {
  const result: Record<string, JsonValue | undefined> = { ...resource };
  for (const [name, value] of Object.entries(over)) {
    const below = result[name];
    if (value === undefined) delete result[name];
    else result[name] = isJsonObject(below) && isJsonObject(value) ? overlaid(below, value) : value;
  }
  return result;
}

/**
 * Whether two values say the same: members and the values of multi-valued attributes in any order (RFC 7643 sections
 * 2.3.8 and 2.4), null, the empty array and absence alike (section 2.5).
 */
export function sameValue(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return canonicalText(left) === canonicalText(right);
}

/**
 * Whether a server returned what it was given: like {@link sameValue}, but a server may alter the case of a value that
 * is not case exact (RFC 7643 section 7), write an instant in another form and normalise text (NFC).
 */
export function agrees(sent: JsonValue | undefined, got: JsonValue | undefined): boolean {
  return canonicalText(sent, freely) === canonicalText(got, freely);
}

function freely(text: string): string {
  const instant = parseDateTime(text);
  return instant === undefined ? text.normalize('NFC').toLowerCase() : `instant ${instant}`;
}

/**
 * The same text for all values that {@link sameValue} takes for the same.
 * @param prepare applied to every string first.
 */
function canonicalText(value: JsonValue | undefined, prepare: (text: string) => string = (text) => text): string {
  if (isList(value)) {
    const texts = value.map((each) => canonicalText(each, prepare)).filter((text) => text !== '');
    return texts.length === 0 ? '' : `[${texts.toSorted().join()}]`;
  }
  if (isJsonObject(value)) {
    const members = Object.entries(value).flatMap(([name, own]) => {
      const text = canonicalText(own, prepare);
      return text === '' ? [] : [`${JSON.stringify(name.toLowerCase())}:${text}`];
    });
    return members.length === 0 ? '' : `{${members.toSorted().join()}}`;
  }
  if (typeof value === 'string') return JSON.stringify(prepare(value));
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Where two values differ (see {@link sameValue}), each as `path: expected X, got Y`. */
export function differences(expected: JsonValue | undefined, got: JsonValue | undefined, path = ''): readonly string[] {
  if (sameValue(expected, got)) return [];
  if (!isJsonObject(expected) || !isJsonObject(got)) return [difference(path, expected, got)];
  const names = new Map([...Object.keys(expected), ...Object.keys(got)].map((name) => [name.toLowerCase(), name]));
  return [...names.values()].flatMap((name) =>
    differences(member(expected, name), member(got, name), path === '' ? name : `${path}.${name}`),
  );
}

/**
 * What a representation lacks of what was sent (see {@link agrees}), each as `path: expected X, got Y`. More than what was sent is fine: a
 * server adds values of its own, also to complex and multi-valued attributes.
 */
export function lacking(sent: JsonValue | undefined, got: JsonValue | undefined, path = ''): readonly string[] {
  if (sameValue(sent, undefined) || agrees(sent, got)) return [];
  if (isJsonObject(sent) && isJsonObject(got)) {
    return Object.entries(sent).flatMap(([name, value]) =>
      lacking(value, member(got, name), path === '' ? name : `${path}.${name}`),
    );
  }
  if (isList(sent) && isList(got)) {
    return sent.flatMap((value) =>
      got.some((candidate) => lacking(value, candidate).length === 0) ? [] : [difference(path, value, got)],
    );
  }
  return [difference(path, sent, got)];
}

function difference(path: string, expected: JsonValue | undefined, got: JsonValue | undefined): string {
  return `${path === '' ? '' : `${path}: `}expected ${quote(expected)}, got ${quote(got)}`;
}

/** The text with the case of every ASCII letter swapped: letters beyond may have no single counterpart. */
export function swapCase(text: string): string {
  return text.replaceAll(/[A-Za-z]/gu, (each) => (each < 'a' ? each.toLowerCase() : each.toUpperCase()));
}

/** Elements of `Resources` of a list response that are objects. */
export function resourcesOf(body: JsonValue | undefined): readonly JsonObject[] {
  return listOf(member(body, 'Resources')).filter(isJsonObject);
}

/** Whether a value is a string that is not empty. */
export function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
