import { isJsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { isList, listOf, member, valuesAt } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import { isDiscovery, type ProtocolView, type Sighting, type ViewedExchange } from './protocol-view.ts';
import type { Finding, UniversalRule } from './universal-condition.ts';

/** An absolute URI (RFC 3986 section 4.3) as far as its characters tell. */
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/u;

const isText = (value: JsonValue): boolean => typeof value === 'string';

/** The `schemas` attribute of resources and messages (RFC 7643 sections 2.1, 3 and 3.3). */
export const schemasRules: readonly UniversalRule[] = [
  {
    name: 'resource-is-object',
    requirements: ['RFC7643-2.1-1'],
    clause: 'a resource is a JSON object that names its schemas',
    *examine(view) {
      for (const exchange of representations(view)) {
        if (!isJsonObject(exchange.json)) {
          yield { holds: false, message: `expected a JSON object, got ${quote(exchange.text)}`, exchange };
        }
      }
      for (const sighting of view.sightings) yield* named(sighting);
    },
  },
  {
    name: 'schemas-array',
    requirements: ['RFC7643-3-1'],
    clause: 'schemas is an array of URIs',
    *examine(view) {
      for (const { exchange, value } of schemasIn(view)) {
        const holds = isList(value) && value.every((each) => typeof each === 'string' && absoluteUri.test(each));
        yield { holds, message: `expected an array of URIs in schemas, got ${quote(value)}`, exchange };
      }
    },
  },
  {
    name: 'schemas-not-empty',
    requirements: ['RFC7643-3-2'],
    clause: 'schemas is not empty',
    *examine(view) {
      for (const { exchange, value } of schemasIn(view)) {
        if (!isList(value)) continue;
        yield { holds: value.length > 0, message: 'expected at least one URI in schemas, got []', exchange };
      }
    },
  },
  {
    name: 'schemas-distinct',
    requirements: ['RFC7643-3-4'],
    clause: 'no URI stands twice in schemas',
    *examine(view) {
      for (const { exchange, value } of schemasIn(view)) {
        if (!isList(value)) continue;
        const distinct = new Set(value.map((each) => (typeof each === 'string' ? each.toLowerCase() : each)));
        const message = `expected each URI once in schemas, got ${quote(value)}`;
        yield { holds: distinct.size === value.length, message, exchange };
      }
    },
  },
  {
    name: 'schemas-of-type',
    requirements: ['RFC7643-3-3'],
    clause: 'schemas names the schemas of the resource type and no others',
    *examine(view) {
      for (const { exchange, uris, model } of typed(view)) {
        const known = [model.base.id, ...model.extensions.map(({ schema }) => schema.id)];
        const foreign = uris.filter((uri) => !known.some((each) => each.toLowerCase() === uri));
        yield { holds: foreign.length === 0, message: `expected ${quote(known)}, got ${quote(foreign)} too`, exchange };
      }
    },
  },
  {
    name: 'schemas-base',
    requirements: ['RFC7643-3.3-1'],
    clause: 'schemas contains the base schema of the resource type',
    *examine(view) {
      for (const { exchange, uris, model } of typed(view)) {
        const holds = uris.includes(model.base.id.toLowerCase());
        yield { holds, message: `expected ${quote(model.base.id)}, got ${quote(uris)}`, exchange };
      }
    },
  },
  {
    name: 'required-extension',
    requirements: ['RFC7643-6-10'],
    clause: 'a resource has the extension that its type requires',
    *examine(view) {
      for (const { exchange, uris, model, sighting } of typed(view)) {
        if (sighting.projected) continue;
        for (const { schema, required } of model.extensions) {
          if (!required) continue;
          const container = member(sighting.resource, schema.id);
          const missing = schema.attributes.filter(
            (each) => each.required && each.returned === 'default' && valuesAt(container, each.name).length === 0,
          );
          const holds = uris.includes(schema.id.toLowerCase()) && missing.length === 0;
          const lacks = missing.length === 0 ? quote(uris) : `no ${missing.map(({ name }) => name).join(', ')}`;
          yield { holds, message: `expected the extension ${quote(schema.id)} whole, got ${lacks}`, exchange };
        }
      }
    },
  },
];

/** Successful responses that should hold one resource. */
function representations({ exchanges }: ProtocolView): readonly ViewedExchange[] {
  return exchanges.filter(({ status, text, line }) => {
    const { method } = line.request;
    return (status === 200 || status === 201) && text !== '' && ['GET', 'POST', 'PUT', 'PATCH'].includes(method);
  });
}

function* named({ exchange, resource, projected }: Sighting): Generator<Finding> {
  const schemas = member(resource, 'schemas');
  // The example of RFC 7644 section 3.4.2 leaves `schemas` out where attributes are chosen.
  if (schemas === undefined && projected) return;
  const holds = isList(schemas) && schemas.every(isText);
  yield { holds, message: `expected schemas, an array of strings, got ${quote(schemas)}`, exchange };
}

/** The `schemas` of every resource and message; of a resource of which attributes were chosen only where it is there. */
function* schemasIn(view: ProtocolView): Generator<{ exchange: ViewedExchange; value: JsonValue | undefined }> {
  const projected = new Set(view.sightings.filter((each) => each.projected).map(({ resource }) => resource));
  for (const exchange of view.exchanges) {
    if (!isJsonObject(exchange.json)) continue;
    const own = member(exchange.json, 'schemas');
    if (own !== undefined || !projected.has(exchange.json)) yield { exchange, value: own };
    if (!isDiscovery(exchange)) continue;
    for (const each of listOf(member(exchange.json, 'Resources'))) yield { exchange, value: member(each, 'schemas') };
  }
  for (const { exchange, resource, how } of view.sightings) {
    if (how !== 'listed') continue;
    const value = member(resource, 'schemas');
    if (value !== undefined || !projected.has(resource)) yield { exchange, value };
  }
}

interface TypedSchemas {
  readonly exchange: ViewedExchange;
  readonly sighting: Sighting;
  readonly model: ResourceModel;
  /** In lower case. */
  readonly uris: readonly string[];
}

function* typed({ sightings }: ProtocolView): Generator<TypedSchemas> {
  for (const sighting of sightings) {
    const { model, resource, exchange } = sighting;
    const schemas = member(resource, 'schemas');
    if (model === undefined || !isList(schemas)) continue;
    const uris = schemas.flatMap((each) => (typeof each === 'string' ? [each.toLowerCase()] : []));
    yield { exchange, sighting, model, uris };
  }
}
