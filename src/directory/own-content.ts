import type { JsonObject, JsonValue } from '../kernel/index.ts';
import type { DirectoryState } from './directory-state.ts';
import { resolveMembers } from './member-resolution.ts';
import { mapReferences, type ReferenceAttribute, referencesOf, referredId } from './reference-attributes.ts';
import type { OwnContent, Slot } from './stored-version.ts';

/**
 * What a resource is to hold itself, all but `meta`: its `id`, what the request gives, its resolved members, and nothing
 * that is derived when it is read.
 *
 * @throws ScimError 400 `invalidValue` for a member that is not there.
 */
export function ownContent(
  state: DirectoryState,
  slot: Slot,
  before: OwnContent | undefined,
  resource: JsonObject,
  lenientMembers: boolean,
): OwnContent {
  const references = referencesOf(slot.model);
  const { schemas, id: _id, externalId, meta: _meta, ...given } = resource;
  const content: Record<string, JsonValue | undefined> = given;
  if (references.groups) delete content['groups'];
  if (references.members !== undefined) {
    const members = resolveMembers(state, slot, before, resource, lenientMembers);
    if (members.length === 0) delete content['members'];
    else content['members'] = members;
  }
  const own: OwnContent = {
    ...(schemas === undefined ? {} : { schemas }),
    id: slot.id,
    ...(externalId === undefined ? {} : { externalId }),
    ...content,
  };
  return references.others.reduce(
    (each, attribute) => mapReferences(each, attribute, (value) => withoutDerived(state, value, attribute)),
    own,
  );
}

/** A reference by id alone, where its target is there to derive the rest from. */
function withoutDerived(
  state: DirectoryState,
  reference: JsonObject,
  { types, names }: ReferenceAttribute,
): JsonObject | undefined {
  const target = state.find(referredId(reference) ?? '');
  if (target === undefined || !types.has(target.model.type.name)) return undefined;
  const { $ref: _ref, ...rest } = reference;
  const kept = Object.entries(rest).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), value: target.id };
}
