import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import { isList, member } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import type { ProtocolView, ViewedExchange } from './protocol-view.ts';
import { single, typedValues } from './typed-values.ts';
import type { UniversalRule } from './universal-condition.ts';

/** The characters of a URI reference, percent signs with their two digits (RFC 3986 section 4.1). */
const uriReference = /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/u;

/** A scheme and what follows it. */
const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/u;

/** References in responses (RFC 7643 section 2.3.7). */
export const referenceRules: readonly UniversalRule[] = [
  {
    name: 'references-are-uris',
    requirements: ['RFC7643-2.3.7-1'],
    clause: 'the value of a reference is a URI',
    *examine(view) {
      for (const typed of typedValues(view)) {
        if (typed.definition.type !== 'reference') continue;
        for (const value of single(typed)) {
          const holds = typeof value === 'string' && uriReference.test(value);
          yield { holds, message: `expected ${typed.path} to be a URI, got ${quote(value)}`, exchange: typed.exchange };
        }
      }
    },
  },
  {
    name: 'references-are-addressable',
    requirements: ['RFC7643-2.3.7-3'],
    clause: 'a reference to a SCIM resource can be addressed over HTTP',
    *examine(view) {
      for (const { exchange, value, path } of resourceReferences(view)) {
        const [, own] = typeof value === 'string' ? (scheme.exec(value) ?? []) : [];
        // Without a scheme it is relative to the base URI, and names an endpoint at least.
        const relative = typeof value === 'string' && own === undefined && value.includes('/');
        const holds = relative || ['http', 'https'].includes(own?.toLowerCase() ?? '');
        const message = `expected ${path} to be an http URI or one below the base URI, got ${quote(value)}`;
        yield { holds, message, exchange };
      }
    },
  },
  {
    name: 'version-in-url',
    requirements: ['RFC7644-3.13-1'],
    clause: 'a version in a URL stands right before the endpoint',
    *examine(view) {
      const endpoints = new Set([...(view.discovery?.models.values() ?? [])].map(({ type }) => type.endpoint.slice(1)));
      for (const { exchange, value, path } of resourceReferences(view)) {
        const segments = typeof value === 'string' ? value.replace(/^[a-z]+:\/\/[^/]*/iu, '').split('/') : [];
        const endpoint = segments.findLastIndex((segment) => endpoints.has(segment));
        const version = segments.findLastIndex((segment) => /^v\d+$/u.test(segment));
        if (version === -1 || endpoint === -1) continue;
        const holds = version === endpoint - 1;
        // Elsewhere a version may be that of the provider's API as a whole, unless it follows what is called SCIM.
        if (!holds && segments[version - 1]?.toLowerCase() !== 'scim') continue;
        const message = `expected the version in ${path} right before the endpoint, got ${quote(value)}`;
        yield { holds, message, exchange };
      }
    },
  },
  {
    name: 'version-of-schemas',
    requirements: ['RFC7644-3.13-2'],
    clause: 'at a URL of version 2 resources are those of SCIM 2.0',
    *examine({ sightings }) {
      for (const { exchange, resource } of sightings) {
        const location = member(member(resource, 'meta'), 'location');
        const version = typeof location === 'string' ? /\/v(\d+)\//u.exec(location)?.[1] : undefined;
        const schemas = member(resource, 'schemas');
        if (version === undefined || !isList(schemas)) continue;
        // Schemas of SCIM 1.1 had URNs of their own: `urn:scim:schemas:core:1.0`. Extensions count their own versions.
        const core = schemas.flatMap((uri) => {
          const found =
            typeof uri === 'string' ? /^urn:(?:ietf:params:)?scim:schemas:core:(\d+)\.\d+(?::|$)/iu.exec(uri) : null;
          return found === null ? [] : [found[1]];
        });
        if (core.length === 0) continue;
        const holds = core.every((each) => each === version);
        yield { holds, message: `expected schemas of version ${version}, got ${quote(schemas)}`, exchange };
      }
    },
  },
];

interface ResourceReference {
  readonly exchange: ViewedExchange;
  readonly path: string;
  readonly value: JsonValue;
}

/** Every `meta.location` and every `$ref`. */
function* resourceReferences({ sightings }: ProtocolView): Generator<ResourceReference> {
  for (const { exchange, resource } of sightings) {
    const location = member(member(resource, 'meta'), 'location');
    if (location !== undefined && location !== null) yield { exchange, path: 'meta.location', value: location };
    for (const value of referencesIn(resource)) yield { exchange, path: '$ref', value };
  }
}

function* referencesIn(value: JsonValue | undefined): Generator<JsonValue> {
  if (isList(value)) for (const each of value) yield* referencesIn(each);
  if (!isJsonObject(value)) return;
  for (const [name, each] of Object.entries(value)) {
    if (name === '$ref' && each !== undefined && each !== null) yield each;
    else yield* referencesIn(each);
  }
}
