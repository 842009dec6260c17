import type { JsonValue } from '../../../kernel/index.ts';
import { parseDateTime } from '../../../scim/index.ts';
import { isText, textAt, valueAt } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import type { ProtocolView, Sighting } from './protocol-view.ts';
import type { Finding, UniversalRule } from './universal-condition.ts';

/** `meta` and the header fields that say the same (RFC 7643 section 3.1). */
export const metaRules: readonly UniversalRule[] = [
  {
    name: 'meta-assigned',
    requirements: ['RFC7643-3.1-2'],
    clause: 'the server assigns id and meta on create',
    *examine({ sightings, discovery }) {
      const versioned = discovery?.capabilities.has('etag') === true;
      const assigned = ['id', 'meta.resourceType', 'meta.created', 'meta.lastModified', 'meta.location'];
      const paths = versioned ? [...assigned, 'meta.version'] : assigned;
      for (const { exchange, resource } of sightings.filter(isCreated)) {
        const missing = paths.filter((path) => !isText(valueAt(resource, path)));
        const message = `expected ${paths.join(', ')}, got no ${missing.join(', ')}`;
        yield { holds: missing.length === 0, message, exchange };
      }
    },
  },
  {
    name: 'meta-created',
    requirements: ['RFC7643-3.1-12'],
    clause: 'meta.created is a date and time',
    *examine(view) {
      for (const { value, sighting } of valuesOf(view, 'meta.created')) {
        const holds = typeof value === 'string' && parseDateTime(value) !== undefined;
        yield { holds, message: `expected an xsd:dateTime, got ${quote(value)}`, exchange: sighting.exchange };
      }
    },
  },
  {
    name: 'meta-unmodified',
    requirements: ['RFC7643-3.1-13'],
    clause: 'meta.lastModified of a new resource equals meta.created',
    *examine({ sightings }) {
      for (const { exchange, resource } of sightings.filter(isCreated)) {
        const [created, modified] = [valueAt(resource, 'meta.created'), valueAt(resource, 'meta.lastModified')];
        if (typeof created !== 'string' || typeof modified !== 'string') continue;
        const instant = parseDateTime(created);
        if (instant === undefined) continue;
        const message = `expected lastModified ${quote(created)}, got ${quote(modified)}`;
        yield { holds: parseDateTime(modified) === instant, message, exchange };
      }
    },
  },
  {
    name: 'content-location',
    requirements: ['RFC7643-3.1-14'],
    clause: 'meta.location is what Content-Location names',
    *examine({ sightings }) {
      for (const sighting of sightings) {
        const location = textAt(sighting.resource, 'meta.location');
        if (location === undefined || sighting.how === 'listed') continue;
        yield* agreement(sighting, location);
      }
    },
  },
  {
    name: 'version-marked',
    requirements: ['RFC7643-3.1-15'],
    clause: 'a version is an entity-tag, a weak one with "W/"',
    *examine(view) {
      for (const { value, sighting } of valuesOf(view, 'meta.version')) {
        const holds = typeof value === 'string' && /^(?:W\/)?"[\u0021\u0023-\u007E\u0080-\u00FF]*"$/u.test(value);
        yield { holds, message: `expected "…" or W/"…", got ${quote(value)}`, exchange: sighting.exchange };
      }
    },
  },
  {
    name: 'version-in-header',
    requirements: ['RFC7643-3.1-h'],
    clause: 'meta.version has the value of the ETag header',
    *examine({ sightings }) {
      for (const { exchange, resource, how } of sightings) {
        const version = valueAt(resource, 'meta.version');
        const etag = exchange.line.response?.headers['etag'];
        if (how === 'listed' || version === undefined || etag === undefined) continue;
        yield { holds: version === etag, message: `expected ${quote(etag)}, got ${quote(version)}`, exchange };
      }
    },
  },
  {
    name: 'resource-type-name',
    requirements: ['RFC7643-3.1-i', 'RFC7643-6-3'],
    clause: 'meta.resourceType is the name of the resource type',
    *examine(view) {
      for (const { value, sighting } of valuesOf(view, 'meta.resourceType')) {
        const { exchange, model } = sighting;
        if (view.discovery === undefined) continue;
        const name = model?.type.name;
        const message = `expected ${name === undefined ? 'a published resource type' : quote(name)}, got ${quote(value)}`;
        yield { holds: name !== undefined && value === name, message, exchange };
      }
    },
  },
];

function isCreated({ how, exchange, projected }: Sighting): boolean {
  return how === 'created' && exchange.status === 201 && !projected;
}

function* valuesOf({ sightings }: ProtocolView, path: string): Generator<{ value: JsonValue; sighting: Sighting }> {
  for (const sighting of sightings) {
    const value = valueAt(sighting.resource, path);
    if (value !== undefined) yield { value, sighting };
  }
}

/**
 * Content-Location names the representation in the response (RFC 9110 section 8.7); the examples of RFC 7644 send
 * Location in its place, which is held against `meta.location` where Content-Location is missing.
 */
function* agreement({ exchange }: Sighting, location: string): Generator<Finding> {
  const headers = exchange.line.response?.headers ?? {};
  const header = headers['content-location'] ?? headers['location'];
  if (header === undefined) return;
  const name = headers['content-location'] === undefined ? 'Location' : 'Content-Location';
  const holds = header === location || location.endsWith(`/${header.replace(/^\//u, '')}`);
  const message = `expected meta.location to be ${name} ${quote(header)}, got ${quote(location)}`;
  // A Location that agrees proves nothing of Content-Location, but it is what the RFC's examples show.
  yield { holds, message, exchange };
}
