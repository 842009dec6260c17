import type { EntryWriter } from './directory-entries.ts';
import type { DirectoryState } from './directory-state.ts';
import type { JournalEntry } from './journal.ts';
import { changeMembers, compareMembers, membersOf, withMembers } from './membership.ts';
import type { Member, OwnResource, Slot, Version } from './stored-version.ts';

/** What a transaction has made of one slot, until it is known whether that is durable. */
interface Pending {
  before: Version | undefined;
  after: Version | undefined;
}

/**
 * The transactions that are done in memory and not yet durable. One of them can be taken back while later ones stand:
 * the durable state has then the later resource as a whole, since it was written as a whole, and of the memberships,
 * which are written one by one, those that the later one has changed. Memory is brought to the same.
 */
export class PendingChanges {
  readonly #state: DirectoryState;
  readonly #writer: EntryWriter;
  readonly #bySlot = new Map<Slot, Pending[]>();

  constructor(state: DirectoryState, writer: EntryWriter) {
    this.#state = state;
    this.#writer = writer;
  }

  /** Takes note of a finished transaction. @returns how to take it back, and how to forget it; the first call counts. */
  add(entries: readonly JournalEntry[]): { undo(): void; settle(): void } {
    let open = entries.map(({ slot, before, after }) => {
      const pending: Pending = { before, after };
      const list = this.#bySlot.get(slot);
      if (list === undefined) this.#bySlot.set(slot, [pending]);
      else list.push(pending);
      return { slot, pending };
    });
    const finish = (each: (slot: Slot, pending: Pending) => void): void => {
      const finished = open;
      open = [];
      for (const { slot, pending } of finished) each(slot, pending);
    };
    return {
      undo: () => finish((slot, pending) => this.#undo(slot, pending)),
      settle: () => finish((slot, pending) => void this.#remove(slot, pending)),
    };
  }

  #undo(slot: Slot, pending: Pending): void {
    const later = this.#remove(slot, pending);
    const { before, after } = pending;
    if (slot.version === after) {
      this.#state.put(slot, before);
      return;
    }
    const rebase = this.#rebase(before, after);
    for (const each of later) {
      each.before = each.before === after ? before : rebase(each.before);
      each.after = rebase(each.after);
    }
    this.#state.put(slot, rebase(slot.version));
  }

  /** @returns those that came after it. */
  #remove(slot: Slot, pending: Pending): readonly Pending[] {
    const list = this.#bySlot.get(slot) ?? [];
    const index = list.indexOf(pending);
    list.splice(index, 1);
    if (list.length === 0) this.#bySlot.delete(slot);
    return list.slice(index);
  }

  /** Takes the memberships between two versions out of later ones; each version has one other that it becomes. */
  #rebase(
    before: Version | undefined,
    after: Version | undefined,
  ): (version: Version | undefined) => Version | undefined {
    const { added, removed } = compareMembers(membersOf(before?.own), membersOf(after?.own));
    const made = new Map<Version, Version>();
    return (version) => {
      if (version === undefined || (added.length === 0 && removed.length === 0)) return version;
      let other = made.get(version);
      if (other === undefined) {
        other = { ...version, own: this.#without(version.own, added, removed) };
        made.set(version, other);
      }
      return other;
    };
  }

  #without(own: OwnResource, added: readonly Member[], removed: readonly Member[]): OwnResource {
    const members = membersOf(own);
    const present = new Set(members.map(({ value }) => value));
    // What a later transaction has added anew is another value of the same id, and its own doing.
    const gone = new Set(added.filter((member) => members.includes(member)).map(({ value }) => value));
    const back = removed.filter((member) => !present.has(member.value));
    return withMembers(own, this.#writer.inOrder(changeMembers(members, gone, back)));
  }
}
