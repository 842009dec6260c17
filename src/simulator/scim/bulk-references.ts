import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';

/** `bulkId:` and what follows it: a reference to a resource that the same request creates (RFC 7644 section 3.7.2). */
const REFERENCE = /^bulkId:(.+)$/u;
/** A reference inside a PATCH path or a URI: between quotes, or behind a slash at the end. */
const EMBEDDED = /"bulkId:([^"]+)"|(?<=\/)bulkId:([^/?]+)/gu;

/** The `bulkId`s that a piece of a request refers to, anywhere in it. */
export function referencesIn(value: JsonValue | undefined, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    const whole = REFERENCE.exec(value)?.[1];
    if (whole !== undefined) found.add(whole);
    else if (value.includes('bulkId:'))
      for (const match of value.matchAll(EMBEDDED)) found.add((match[1] ?? match[2])!);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) referencesIn(item, found);
  } else if (isJsonObject(value)) {
    for (const inner of Object.values(value)) referencesIn(inner, found);
  }
  return found;
}

/** A reference that nothing stands for yet: what holds it is left out. */
const LEFT_OUT = Symbol('left out');

/**
 * The data with each reference replaced by the id of the resource that was created for it. A complex value whose `value`
 * refers to a resource that is not there yet is left out whole, as is a simple one: it is set once the resource is there.
 */
export function resolveReferences(data: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  const resolved = resolve(data, ids);
  return isResolvedObject(resolved) ? resolved : {};
}

function isResolvedObject(value: JsonValue | typeof LEFT_OUT): value is JsonObject {
  return value !== LEFT_OUT && isJsonObject(value);
}

/** A path with references in it replaced: `/Users/bulkId:qwerty`. */
export function resolveText(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replaceAll(EMBEDDED, (match, quoted?: string, segment?: string) => {
    const id = ids.get((quoted ?? segment)!);
    if (id === undefined) return match;
    return quoted === undefined ? id : `"${id}"`;
  });
}

function resolve(value: JsonValue, ids: ReadonlyMap<string, string>): JsonValue | typeof LEFT_OUT {
  if (typeof value === 'string') {
    const reference = REFERENCE.exec(value)?.[1];
    if (reference !== undefined) return ids.get(reference) ?? LEFT_OUT;
    return value.includes('bulkId:') ? resolveText(value, ids) : value;
  }
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[])
      .map((item) => resolve(item, ids))
      .filter((item): item is JsonValue => item !== LEFT_OUT);
  }
  if (!isJsonObject(value)) return value;
  const copy: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const resolved = resolve(inner, ids);
    if (resolved !== LEFT_OUT) copy.push([name, resolved]);
    else if (name === 'value') return LEFT_OUT;
  }
  return Object.fromEntries(copy);
}
