import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';
import { changedSpan, type ResourceModel, ScimError } from '../scim/index.ts';
import { type DirectoryState, locationOf, nameOf } from './directory-state.ts';
import { changeMembers, membersOf } from './membership.ts';
import { type ReferenceAttribute, referencesOf, referredId } from './reference-attributes.ts';
import type { Member, OwnContent, Slot } from './stored-version.ts';

/**
 * The members that a group is to have, given what a request says and what it has now. Who is a member already stays the
 * one it is, in its place: neither another order nor another `display` is a change, since sub-attributes of members are
 * immutable (RFC 7643 section 4.2) and providers repeat members under the names that they know at the moment.
 *
 * @returns the very list of `before` when the members are the same.
 * @throws ScimError 400 `invalidValue` for a member that is not there, unless they are passed over.
 */
export function resolveMembers(
  state: DirectoryState,
  group: Slot,
  before: OwnContent | undefined,
  resource: JsonObject,
  lenient: boolean,
): readonly Member[] {
  const attribute = referencesOf(group.model).members;
  const present = membersOf(before);
  const given = resource['members'];
  if (attribute === undefined || given === present) return present;
  const list: readonly JsonValue[] = Array.isArray(given) ? given : [];
  const span = changedSpan(present, list);
  const kept = new Set<string>();
  const added = new Map<string, Member>();
  for (const value of list.slice(span.start, span.afterEnd)) {
    const target = findMember(state, group.model, attribute, value, lenient);
    if (target === undefined) continue;
    if (state.memberships.direct(target.id)?.has(group) === true) kept.add(target.id);
    else if (!added.has(target.id)) added.set(target.id, memberValue(target, value));
  }
  const removed = new Set(present.slice(span.start, span.beforeEnd).map(({ value }) => value)).difference(kept);
  return removed.size === 0 && added.size === 0 ? present : changeMembers(present, removed, [...added.values()]);
}

function findMember(
  state: DirectoryState,
  model: ResourceModel,
  { types }: ReferenceAttribute,
  value: JsonValue,
  lenient: boolean,
): Slot | undefined {
  const id = isJsonObject(value) ? referredId(value) : undefined;
  const target = id === undefined ? undefined : state.find(id);
  if (target !== undefined && types.has(target.model.type.name)) return target;
  if (lenient) return undefined;
  const wanted = [...types].join(' or ');
  const what = id === undefined ? 'A member without value' : `Member '${id.slice(0, 100)}'`;
  throw new ScimError(400, `${what} of a ${model.type.name} is no ${wanted} of this directory.`, 'invalidValue');
}

/** `$ref` and `type` follow from the member; its name is the one given, or else the one that it has now. */
function memberValue(target: Slot, value: JsonValue): Member {
  const given = isJsonObject(value) ? value['display'] : undefined;
  const display = given ?? nameOf(target.version?.own);
  return {
    value: target.id,
    $ref: locationOf(target),
    type: target.model.type.name,
    ...(display === undefined ? {} : { display }),
  };
}
