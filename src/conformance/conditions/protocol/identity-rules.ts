import { schemaUris } from '../../../scim/index.ts';
import { isText, member, textAt, valueAt } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import type { Sighting } from './protocol-view.ts';
import type { UniversalRule } from './universal-condition.ts';

/** Identifiers of resources (RFC 7643 sections 3.1 and 4.1.1). */
export const identityRules: readonly UniversalRule[] = [
  {
    name: 'id-present',
    requirements: ['RFC7643-3.1-4'],
    clause: 'each representation of a resource has an id',
    *examine({ sightings }) {
      for (const { exchange, resource } of sightings) {
        const id = member(resource, 'id');
        yield { holds: isText(id), message: `expected a non-empty string as id, got ${quote(id)}`, exchange };
      }
    },
  },
  {
    name: 'id-unique',
    requirements: ['RFC7643-3.1-5'],
    clause: 'no two resources share an id',
    *examine({ sightings }) {
      const owners = new Map<string, string>();
      const created = new Set<string>();
      for (const { exchange, resource, how } of sightings) {
        const id = textAt(resource, 'id');
        const type = textAt(resource, 'meta.resourceType');
        if (!isText(id) || type === undefined) continue;
        // Tenants are service providers of their own (RFC 7644 section 6).
        const key = `${exchange.line.tenant} ${id}`;
        const owner = owners.get(key) ?? type;
        const again = how === 'created' && created.has(key);
        const came = again ? 'that of an earlier resource' : `that of a ${quote(owner)} too`;
        const holds = owner === type && !again;
        // With a single resource in sight there is nothing with which it could share its id.
        if (!holds || owners.size > 1)
          yield { holds, message: `expected an id of its own, got ${quote(id)}, ${came}`, exchange };
        owners.set(key, owner);
        if (how === 'created') created.add(key);
      }
    },
  },
  {
    name: 'id-not-reserved',
    requirements: ['RFC7643-3.1-8'],
    clause: 'no id contains the reserved word "bulkId"',
    *examine({ sightings }) {
      for (const { exchange, resource } of sightings) {
        const id = textAt(resource, 'id');
        if (!isText(id)) continue;
        yield { holds: !id.includes('bulkId'), message: `expected no "bulkId" in the id, got ${quote(id)}`, exchange };
      }
    },
  },
  {
    name: 'user-name-present',
    requirements: ['RFC7643-4.1.1-1'],
    clause: 'each user has a userName',
    *examine({ sightings }) {
      for (const sighting of sightings) {
        if (!isUser(sighting) || sighting.projected) continue;
        const userName = valueAt(sighting.resource, 'userName');
        const message = `expected a non-empty userName, got ${quote(userName)}`;
        yield { holds: isText(userName), message, exchange: sighting.exchange };
      }
    },
  },
];

/** Whether a resource names the core schema of users. */
function isUser({ resource }: Sighting): boolean {
  const schemas = member(resource, 'schemas');
  return Array.isArray(schemas) && schemas.includes(schemaUris.user);
}
