import type { Clock, Random } from '../kernel/index.ts';
import { analyseEquality, type ComparisonKey, compileFilter, type ResourceModel } from '../scim/index.ts';
import type {
  Directory,
  DirectoryCommit,
  DirectoryPage,
  DirectoryQuery,
  DirectoryTransaction,
  DirectoryWrite,
  StoredResource,
} from './directory.ts';
import type { EntryWriter } from './directory-entries.ts';
import { restoreState } from './directory-restore.ts';
import type { DirectoryState } from './directory-state.ts';
import { Journal } from './journal.ts';
import { MemoryTransaction } from './memory-transaction.ts';
import { PendingChanges } from './pending-changes.ts';
import { referencesOf } from './reference-attributes.ts';
import type { ResourceTable } from './resource-table.ts';
import type { Slot } from './stored-version.ts';

export interface MemoryDirectoryOptions {
  readonly models: readonly ResourceModel[];
  readonly clock: Clock;
  /** Where ids come from. */
  readonly random: Random;
  /** Members that are not there are passed over, not refused (`Strictness.lenientMembers`). */
  readonly lenientMembers?: boolean;
  /** Durable state to begin with: what `writes` of earlier transactions add up to. */
  readonly entries?: readonly DirectoryWrite[];
}

/**
 * Creates a directory that is held in memory: creating, reading by id and equality on an indexed attribute take the
 * same time however many resources there are.
 *
 * @throws ScimulateError `DIRECTORY_STATE` when an entry cannot be understood.
 */
export function createMemoryDirectory(options: MemoryDirectoryOptions): Directory {
  return new MemoryDirectory(options);
}

class MemoryDirectory implements Directory {
  readonly #options: MemoryDirectoryOptions;
  readonly #state: DirectoryState;
  readonly #writer: EntryWriter;
  readonly #pending: PendingChanges;
  #busy = false;

  constructor(options: MemoryDirectoryOptions) {
    this.#options = options;
    const { state, writer } = restoreState(options.models, options.random, options.entries ?? []);
    this.#state = state;
    this.#writer = writer;
    this.#pending = new PendingChanges(state, writer);
  }

  get models(): readonly ResourceModel[] {
    return this.#options.models;
  }

  get(endpoint: string, id: string): StoredResource | undefined {
    const slot = this.#state.table(endpoint).get(id);
    return slot === undefined ? undefined : this.#state.view(slot);
  }

  query(query: DirectoryQuery): DirectoryPage {
    const { filter, compare, after = 0, offset = 0, limit = Number.POSITIVE_INFINITY } = query;
    const slots = this.#candidates(query);
    const behind = after === 0 ? slots : slots.slice(firstBehind(slots, after));
    if (filter === undefined && compare === undefined) {
      const page = behind.slice(offset, offset + limit);
      return { totalResults: behind.length, resources: page.map((slot) => this.#state.view(slot)) };
    }
    const matches = filter === undefined ? () => true : compileFilter(filter, query.models, query.tolerances);
    const found = behind.map((slot) => this.#state.view(slot)).filter(({ resource }) => matches(resource));
    // Sorting is stable, and what is sorted is in the order of creation.
    const sorted = compare === undefined ? found : found.toSorted(compare);
    return { totalResults: found.length, resources: sorted.slice(offset, offset + limit) };
  }

  transact<T>(work: (transaction: DirectoryTransaction) => T): DirectoryCommit<T> {
    if (this.#busy) throw new RangeError('A transaction of this directory is under way; use its own `transact`.');
    const { clock, lenientMembers = false } = this.#options;
    const journal = new Journal(this.#state);
    const transaction = new MemoryTransaction({ state: this.#state, clock, lenientMembers, journal });
    this.#busy = true;
    try {
      const { result, effects } = journal.attempt(() => work(transaction));
      const writes = this.#writer.changes(this.#state, journal);
      return { result, effects, writes, ...this.#pending.add(journal.sum()) };
    } finally {
      this.#busy = false;
      transaction.end();
    }
  }

  snapshot(): readonly DirectoryWrite[] {
    return this.#writer.all(this.#state);
  }

  /** In the order of creation: every resource that can match the filter, found by an index where it demands an equality. */
  #candidates({ models, filter, tolerances }: DirectoryQuery): readonly Slot[] {
    const lists = models.map((model) => {
      const table = this.#state.table(model.type.endpoint);
      const equalities = filter === undefined ? [] : analyseEquality(filter, table.model, tolerances);
      const found = equalities
        .map(({ path, key }) => this.#lookUp(table, path, key))
        .filter((each) => each !== undefined);
      const fewest = found.toSorted((left, right) => left.length - right.length)[0];
      return fewest === undefined ? table.ordered() : inOrder(fewest);
    });
    return lists.length === 1 ? lists[0]! : inOrder(lists.flat());
  }

  #lookUp(table: ResourceTable, path: string, key: ComparisonKey): readonly Slot[] | undefined {
    if (path !== 'members.value' || referencesOf(table.model).members === undefined) return table.lookUp(path, key);
    const groups = typeof key === 'string' ? this.#state.memberships.direct(key) : undefined;
    return [...(groups ?? [])].filter(({ model }) => model === table.model);
  }
}

function inOrder(slots: readonly Slot[]): readonly Slot[] {
  return slots.toSorted((left, right) => left.order - right.order);
}

/** Index of the first slot that was created after the one of this order. */
function firstBehind(slots: readonly Slot[], order: number): number {
  let [low, high] = [0, slots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (slots[middle]!.order > order) high = middle;
    else low = middle + 1;
  }
  return low;
}
