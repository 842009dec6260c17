import type { JsonValue } from '../kernel/index.ts';
import type { DirectoryWrite } from './directory.ts';
import type { DirectoryState } from './directory-state.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { compareMemberValues, membersOf, withMembers } from './membership.ts';
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
  /** `last`: `{ order }`, the highest that was given, also to what is deleted. */
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
    const shrinks = journal.entries.some(({ after }) => after === undefined);
    return shrinks ? [...writes, sequenceWrite(state)] : writes;
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
    return [...writes, sequenceWrite(state)];
  }

  #slotWrites({ slot, before, after }: JournalEntry): readonly DirectoryWrite[] {
    const key = `${slot.model.type.endpoint}/${slot.id}`;
    const collection = directoryCollections.resources;
    const resource: DirectoryWrite =
      after === undefined ? { collection, key } : { collection, key, value: resourceEntry(slot, after) };
    const { added, removed } = compareMemberValues(membersOf(before?.own), membersOf(after?.own));
    const overwritten = new Set(added.map(({ value }) => value));
    const left = removed.filter(({ value }) => !overwritten.has(value));
    return [
      resource,
      ...left.map((member) => ({ collection: directoryCollections.members, key: memberKey(slot, member) })),
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

function sequenceWrite({ lastOrder }: DirectoryState): DirectoryWrite {
  return { collection: directoryCollections.sequence, key: 'last', value: { order: lastOrder } };
}

function resourceEntry({ order }: Slot, { own, revision }: Version): JsonValue {
  return { order, revision, resource: withMembers(own, []) };
}

function memberKey(group: Slot, member: Member): string {
  return `${group.id}/${member.value}`;
}
