import { changedSpan } from '../scim/index.ts';
import type { Member, OwnContent, OwnResource, Slot } from './stored-version.ts';

/** Members of a group that one of two versions has and the other has not. */
export interface MemberDifference {
  readonly added: readonly Member[];
  readonly removed: readonly Member[];
}

const none: readonly Member[] = [];
const noDifference: MemberDifference = { added: none, removed: none };

/** The members that a version holds, empty for what is no group. Each has its id as `value`, and no id occurs twice. */
export function membersOf(own: OwnContent | undefined): readonly Member[] {
  return own?.members ?? none;
}

/** Compares by id: who joined and who left. Its cost follows the part that has changed. */
export function compareMembers(before: readonly Member[], after: readonly Member[]): MemberDifference {
  return compareBy(before, after, ({ value }) => value);
}

/** Compares by identity: a member that left and joined again is both removed and added. */
export function compareMemberValues(before: readonly Member[], after: readonly Member[]): MemberDifference {
  return compareBy(before, after, (member) => member);
}

function compareBy(
  before: readonly Member[],
  after: readonly Member[],
  keyOf: (member: Member) => unknown,
): MemberDifference {
  if (before === after) return noDifference;
  const span = changedSpan(before, after);
  const [old, now] = [before.slice(span.start, span.beforeEnd), after.slice(span.start, span.afterEnd)];
  const [oldKeys, nowKeys] = [new Set(old.map(keyOf)), new Set(now.map(keyOf))];
  return {
    added: now.filter((member) => !oldKeys.has(keyOf(member))),
    removed: old.filter((member) => !nowKeys.has(keyOf(member))),
  };
}

/** The list without the members of these ids, then `added`: the order of a list is that of joining. */
export function changeMembers(
  members: readonly Member[],
  removed: ReadonlySet<string>,
  added: readonly Member[],
): readonly Member[] {
  const rest = removed.size === 0 ? members : members.filter((member) => !removed.has(member.value));
  return added.length === 0 ? rest : rest.concat(added);
}

/** A resource with other members; without the attribute when there are none (RFC 7643 section 2.5). */
export function withMembers(own: OwnResource, members: readonly Member[]): OwnResource {
  if (members === own.members) return own;
  const { members: _replaced, meta, ...rest } = own;
  return { ...rest, ...(members.length === 0 ? {} : { members }), meta };
}

/** Which groups a resource is a member of. */
export class Memberships {
  readonly #groups = new Map<string, Set<Slot>>();

  /** Groups that have the resource as a member themselves. */
  direct(id: string): ReadonlySet<Slot> | undefined {
    return this.#groups.get(id);
  }

  /**
   * Every group that the resource belongs to, directly or through groups inside of groups, in the order of their creation.
   * Groups may contain each other in a circle.
   */
  all(id: string): readonly { readonly group: Slot; readonly direct: boolean }[] {
    const direct = this.#groups.get(id);
    if (direct === undefined) return [];
    const found = new Set<Slot>(direct);
    // A set yields what is added to it while it is walked.
    for (const group of found) for (const parent of this.#groups.get(group.id) ?? []) found.add(parent);
    return [...found]
      .toSorted((left, right) => left.order - right.order)
      .map((group) => ({ group, direct: direct.has(group) }));
  }

  update(group: Slot, { added, removed }: MemberDifference): void {
    for (const member of removed) {
      const groups = this.#groups.get(member.value);
      groups?.delete(group);
      if (groups?.size === 0) this.#groups.delete(member.value);
    }
    for (const member of added) {
      const groups = this.#groups.get(member.value);
      if (groups === undefined) this.#groups.set(member.value, new Set([group]));
      else groups.add(group);
    }
  }
}
