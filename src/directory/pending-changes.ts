import type { EntryWriter } from './directory-entries.ts';
import type { DirectoryState } from './directory-state.ts';
import type { JournalEntry } from './journal.ts';
import { changeMembers, compareMemberValues, type MemberDifference, membersOf, withMembers } from './membership.ts';
import type { Slot, Version } from './stored-version.ts';

/** What a transaction has made of one slot. */
interface Change {
  before: Version | undefined;
  after: Version | undefined;
  /** The memberships that it wrote: they stay its own, on whatever version it comes to stand. */
  readonly members: MemberDifference;
  settled: boolean;
}

/**
 * The transactions that are done in memory and not yet durable, and later ones that build on them. One of them can be
 * taken back while later ones stand: the durable state has then a later resource as a whole, since it is written as a
 * whole, but of the memberships, which are written one by one, only what the others have changed. Memory is brought to
 * the same by doing the later changes again without the one that failed.
 */
export class PendingChanges {
  readonly #state: DirectoryState;
  readonly #writer: EntryWriter;
  /** Changes of each slot in their order, from the first that is pending: each begins with the version of the one before. */
  readonly #bySlot = new Map<Slot, Change[]>();

  constructor(state: DirectoryState, writer: EntryWriter) {
    this.#state = state;
    this.#writer = writer;
  }

  /** Takes note of a finished transaction. @returns how to take it back, and how to keep it; only the first call counts. */
  add(entries: readonly JournalEntry[]): { undo(): void; settle(): void } {
    let open = entries.map(({ slot, before, after }) => {
      const members = compareMemberValues(membersOf(before?.own), membersOf(after?.own));
      const change: Change = { before, after, members, settled: false };
      const changes = this.#bySlot.get(slot);
      if (changes === undefined) this.#bySlot.set(slot, [change]);
      else changes.push(change);
      return { slot, change };
    });
    const finish = (each: (slot: Slot, change: Change) => void): void => {
      const finished = open;
      open = [];
      for (const { slot, change } of finished) each(slot, change);
    };
    return {
      undo: () => finish((slot, change) => this.#undo(slot, change)),
      settle: () => finish((slot, change) => this.#settle(slot, change)),
    };
  }

  #settle(slot: Slot, change: Change): void {
    change.settled = true;
    this.#forget(slot);
  }

  #undo(slot: Slot, change: Change): void {
    const changes = this.#bySlot.get(slot) ?? [];
    const index = changes.indexOf(change);
    changes.splice(index, 1);
    let base = change.before;
    for (const later of changes.slice(index)) {
      const after = this.#redo(later, base);
      later.before = base;
      later.after = after;
      base = after;
    }
    this.#state.put(slot, base);
    this.#forget(slot);
  }

  /** What the change makes of another version than the one that it was made on. */
  #redo({ after, members: { added, removed } }: Change, base: Version | undefined): Version | undefined {
    if (after === undefined) return undefined;
    const gone = new Set([...removed, ...added].map(({ value }) => value));
    const members = changeMembers(membersOf(base?.own), gone, added);
    return { ...after, own: withMembers(after.own, this.#writer.inOrder(members)) };
  }

  /** Lets go of settled changes that no pending one lies before. */
  #forget(slot: Slot): void {
    const changes = this.#bySlot.get(slot) ?? [];
    const pending = changes.findIndex(({ settled }) => !settled);
    if (pending < 0) this.#bySlot.delete(slot);
    else changes.splice(0, pending);
  }
}
