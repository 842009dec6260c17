import type { Effect } from './directory.ts';
import type { DirectoryState } from './directory-state.ts';
import type { Slot, Version } from './stored-version.ts';

/** One step of a transaction. */
export interface JournalEntry {
  readonly slot: Slot;
  readonly before: Version | undefined;
  readonly after: Version | undefined;
}

/** What a transaction has done so far, so that any later part of it can be taken back. */
export class Journal {
  readonly entries: JournalEntry[] = [];
  readonly effects: Effect[] = [];
  readonly #state: DirectoryState;

  constructor(state: DirectoryState) {
    this.#state = state;
  }

  put(slot: Slot, after: Version | undefined): void {
    this.entries.push({ slot, before: slot.version, after });
    this.#state.put(slot, after);
  }

  /** Does `work` or, when it throws, takes back what it has done. @returns its result and its effects. */
  attempt<T>(work: () => T): { readonly result: T; readonly effects: readonly Effect[] } {
    const [firstEntry, firstEffect] = [this.entries.length, this.effects.length];
    try {
      return { result: work(), effects: this.effects.slice(firstEffect) };
    } catch (error) {
      for (const { slot, before } of this.entries.splice(firstEntry).toReversed()) this.#state.put(slot, before);
      this.effects.length = firstEffect;
      throw error;
    }
  }

  /** What became of each slot from the first step to the last. */
  sum(): readonly JournalEntry[] {
    const bySlot = new Map<Slot, JournalEntry>();
    for (const entry of this.entries) {
      const first = bySlot.get(entry.slot);
      bySlot.set(entry.slot, first === undefined ? entry : { ...entry, before: first.before });
    }
    return [...bySlot.values()].filter(({ before, after }) => before !== after);
  }
}
