import type { JsonValue } from '../kernel/index.ts';
import type { DirectoryWrite } from './directory.ts';
import type { DirectoryState } from './directory-state.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { compareMembers, membersOf, withMembers } from './membership.ts';
import type { Member, Slot, Version } from './stored-version.ts';

/**
 * Collections of the durable state. A membership is an entry of its own, so that a change of one member of a large group
 * writes one member.
 */
export const directoryCollections = {
  /** `<endpoint>/<id>`: `{ order, revision, resource }`, without members. */
  resources: 'directory.resources',
  /** `<group>/<member>`: `{ joined, member }`. */
  members: 'directory.members',
  /** `last`: `{ order, joined }`, the highest numbers that were given, also to what is deleted. */
  sequence: 'directory.sequence',
} as const;

/** Writes entries of the durable state, and gives each member its place in the order of joining. */
export class EntryWriter {
  readonly #joined = new WeakMap<Member, number>();
  #lastJoined: number;

  constructor(lastJoined: number) {
    this.#lastJoined = lastJoined;
  }

  /** Takes note of the place that a restored member had. */
  restore(member: Member, joined: number): void {
    this.#joined.set(member, joined);
  }

  /** The last state of everything that a transaction has changed. */
  changes(state: DirectoryState, journal: Journal): readonly DirectoryWrite[] {
    const writes = journal.sum().flatMap((entry) => this.#slotWrites(entry));
    // What is gone no longer tells that its number was given, even if it came and went in one transaction.
    const shrinks = journal.entries.some(
      ({ before, after }) =>
        compareMembers(membersOf(before?.own), membersOf(after?.own)).removed.length > 0 || after === undefined,
    );
    return shrinks ? [...writes, this.#sequence(state)] : writes;
  }

  /** Members in the order of joining. */
  inOrder(members: readonly Member[]): readonly Member[] {
    const place = (member: Member): number => this.#joined.get(member) ?? Number.POSITIVE_INFINITY;
    return members.toSorted((left, right) => place(left) - place(right));
  }

  /** Everything. */
  all(state: DirectoryState): readonly DirectoryWrite[] {
    const slots = [...state.tables()].flatMap((table) => table.ordered());
    const writes = slots.flatMap((slot) => this.#slotWrites({ slot, before: undefined, after: slot.version }));
    return [...writes, this.#sequence(state)];
  }

  #sequence(state: DirectoryState): DirectoryWrite {
    const value = { order: state.lastOrder, joined: this.#lastJoined };
    return { collection: directoryCollections.sequence, key: 'last', value };
  }

  #slotWrites({ slot, before, after }: JournalEntry): readonly DirectoryWrite[] {
    const key = `${slot.model.type.endpoint}/${slot.id}`;
    const collection = directoryCollections.resources;
    const resource: DirectoryWrite =
      after === undefined ? { collection, key } : { collection, key, value: resourceEntry(slot, after) };
    const { added, removed } = compareMembers(membersOf(before?.own), membersOf(after?.own));
    return [
      resource,
      ...removed.map((member) => ({ collection: directoryCollections.members, key: memberKey(slot, member) })),
      ...added.map((member) => this.#memberWrite(slot, member)),
    ];
  }

  #memberWrite(group: Slot, member: Member): DirectoryWrite {
    let joined = this.#joined.get(member);
    if (joined === undefined) {
      joined = ++this.#lastJoined;
      this.#joined.set(member, joined);
    }
    return { collection: directoryCollections.members, key: memberKey(group, member), value: { joined, member } };
  }
}

function resourceEntry({ order }: Slot, { own, revision }: Version): JsonValue {
  return { order, revision, resource: withMembers(own, []) };
}

function memberKey(group: Slot, member: Member): string {
  return `${group.id}/${member.value}`;
}
