import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import type { StoredResource } from '../../directory/index.ts';
import type { View } from './projections.ts';

/**
 * The JSON text of a resource as a client of this base URI gets it. The text of the default view is kept with the
 * stored version, so that reading the same version again costs nothing.
 */
export function representation(stored: StoredResource, baseUri: string, view: View): string {
  const make = (resource: JsonObject): string => JSON.stringify(withAbsoluteUris(view.project(resource), baseUri));
  return view.isDefault ? stored.memo(baseUri, make) : make(stored.resource);
}

/** Absolute URI of the resource (RFC 7643 section 3.1, `meta.location`). */
export function locationOf(stored: StoredResource, baseUri: string): string {
  return `${baseUri}${stored.model.type.endpoint}/${encodeURIComponent(stored.id)}`;
}

/** The text of a document that never changes, kept for the base URI that asked last. */
export function absoluteText(content: JsonObject): (baseUri: string) => string {
  let kept: { readonly baseUri: string; readonly text: string } | undefined;
  return (baseUri) => {
    if (kept?.baseUri !== baseUri) kept = { baseUri, text: JSON.stringify(withAbsoluteUris(content, baseUri)) };
    return kept.text;
  };
}

/** Puts the base URI in front of each relative `$ref` and each `meta.location`. What has none is returned as it is. */
function withAbsoluteUris(value: JsonValue, baseUri: string): JsonValue {
  if (isList(value)) {
    return value.some((item) => typeof item === 'object')
      ? value.map((item) => withAbsoluteUris(item, baseUri))
      : value;
  }
  if (!isJsonObject(value)) return value;
  const copy: [string, JsonValue][] = [];
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    if (name === '$ref' && typeof inner === 'string' && inner.startsWith('/')) copy.push([name, baseUri + inner]);
    else if (name === 'meta' && isJsonObject(inner) && typeof inner.location === 'string')
      copy.push([name, { ...inner, location: baseUri + inner.location }]);
    else copy.push([name, withAbsoluteUris(inner, baseUri)]);
  }
  return Object.fromEntries(copy);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
