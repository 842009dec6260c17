import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { applyPatch, messageUris, type ResourceModel, type Strictness } from '../../../src/scim/index.ts';
import { enterprise } from './sample-models.ts';

export const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** A PatchOp message. */
export function patchOf(...operations: readonly JsonValue[]): JsonObject {
  return { schemas: [messageUris.patchOp], Operations: operations };
}

/**
 * Applies operations to a copy that nothing can be written to, so that a test fails where the given resource or request
 * is altered.
 */
export function patched(
  model: ResourceModel,
  resource: JsonObject,
  operations: readonly JsonValue[],
  tolerances: Partial<Strictness> = {},
): JsonObject {
  return applyPatch(frozen(resource), frozen(patchOf(...operations)), model, tolerances).resource;
}

/** A deep copy whose parts are frozen. */
export function frozen<Value extends JsonValue>(value: Value): Value {
  const copy = structuredClone(value);
  freeze(copy);
  return copy;
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const part of Object.values(value)) freeze(part);
  Object.freeze(value);
}

export const barbara: JsonObject = {
  schemas: [core, enterprise],
  id: '2819c223-7f76-453a-919d-413861904646',
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  title: 'Guide',
  active: true,
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  groups: [{ value: 'g1', $ref: '/Groups/g1', display: 'Guides' }],
  meta: { resourceType: 'User', created: '2010-01-23T04:56:22Z', version: 'W/"1"' },
  [enterprise]: { employeeNumber: '701984', manager: { value: '26118915', displayName: 'John' } },
};

export const device: JsonObject = {
  schemas: ['urn:example:params:scim:schemas:Device'],
  id: 'd1',
  label: 'printer',
  serial: 'S-1',
  state: 'idle',
  aliases: ['one'],
  tags: ['Red', 'Green'],
  vendor: { name: 'Acme', country: 'NL' },
  rooms: [{ number: 1, floor: 'a' }, { number: 2, floor: 'b', since: '2020-01-01T00:00:00Z' }, { number: 3 }],
  seenBy: [{ value: 'u1', $ref: '/Users/u1' }],
  users: [
    { value: 'u1', $ref: '/Users/u1', note: 'print' },
    { value: 'u2', note: 'scan' },
  ],
};

/** Members that a resource is to have otherwise; `undefined` for one that is to go. */
export type Changes = Readonly<Record<string, JsonValue | undefined>>;

export function withChanges(resource: JsonObject, changes: Changes): JsonObject {
  return Object.fromEntries(Object.entries({ ...resource, ...changes }).filter(([, value]) => value !== undefined));
}
