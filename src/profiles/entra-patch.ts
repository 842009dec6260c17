import type { JsonObject, JsonValue } from '../kernel/index.ts';
import type { Member } from './profile.ts';
import { schemas } from './wire-shape.ts';

/** One attribute that is to have a value; `present` when the target has one already. */
export interface AttributeValue {
  /** SCIM attribute path, with a value filter where it is multi-valued. */
  readonly path: string;
  readonly value: string;
  readonly present: boolean;
}

/** How Entra ID writes its PATCH bodies: the legacy shape is the default, the flag on the tenant URL selects the other. */
export interface PatchShape {
  setAttributes(values: readonly AttributeValue[]): JsonObject;
  setActive(active: boolean): JsonObject;
  addMembers(members: readonly Member[]): JsonObject;
  removeMembers(members: readonly Member[]): JsonObject;
}

/**
 * Without the flag: capitalized operations, one for each path, `active` as a string, members to remove as a value.
 * One documented sample has `active` as a boolean; `activeAsBoolean` selects that one.
 */
export function legacyShape(activeAsBoolean: boolean): PatchShape {
  return {
    setAttributes: (values) =>
      patchBody(values.map(({ path, value, present }) => ({ op: present ? 'Replace' : 'Add', path, value }))),
    setActive: (active) =>
      patchBody([{ op: 'Replace', path: 'active', value: activeAsBoolean ? active : active ? 'True' : 'False' }]),
    addMembers: (members) => patchBody([{ op: 'Add', path: 'members', value: members.map(referenceTo) }]),
    removeMembers: (members) =>
      patchBody([{ op: 'Remove', path: 'members', value: members.map(({ id }) => ({ value: id })) }]),
  };
}

/**
 * With `aadOptscim062020`: lower-case operations; several replaced attributes share one operation without a path,
 * their paths as keys with dots, except those with a value filter; members are removed by a value filter each.
 */
export const compliantShape: PatchShape = {
  setAttributes: (values) => {
    const added = values.filter(({ present }) => !present);
    const replaced = values.filter(({ present }) => present);
    const filtered = replaced.filter(({ path }) => path.includes('['));
    const plain = replaced.filter(({ path }) => !path.includes('['));
    return patchBody([
      ...added.map(({ path, value }) => ({ op: 'add', path, value })),
      ...filtered.map(({ path, value }) => ({ op: 'replace', path, value })),
      ...(plain.length > 1
        ? [{ op: 'replace', value: Object.fromEntries(plain.map(({ path, value }) => [path, value])) }]
        : plain.map(({ path, value }) => ({ op: 'replace', path, value }))),
    ]);
  },
  setActive: (active) => patchBody([{ op: 'replace', path: 'active', value: active }]),
  addMembers: (members) => patchBody([{ op: 'add', path: 'members', value: members.map(referenceTo) }]),
  removeMembers: (members) =>
    patchBody(members.map(({ id }) => ({ op: 'remove', path: `members[value eq ${JSON.stringify(id)}]` }))),
};

function referenceTo({ id }: Member): JsonObject {
  return { $ref: null, value: id };
}

function patchBody(operations: readonly JsonValue[]): JsonObject {
  return { schemas: [schemas.patch], Operations: operations };
}
