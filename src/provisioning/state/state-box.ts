import type { JsonObject } from '../../kernel/index.ts';

/** A piece of durable state: a `StateWrite` of the audit store without its tenant. */
export interface ProvisioningWrite {
  readonly collection: string;
  readonly key: string;
  /** Absent: delete the key. */
  readonly value?: JsonObject;
}

/** What one transaction did in memory and what makes it durable. */
export interface StateCommit {
  /** The last value of each key that it changed. */
  readonly writes: readonly ProvisioningWrite[];
  /** Takes it back: each key holds again what it held before. Only the first call of `undo` or `settle` counts. */
  undo(): void;
  /** It is durable: from here on what runs by itself may act on it. */
  settle(): void;
}

/** One changed key of an open transaction. */
interface Change {
  write(): ProvisioningWrite;
  undo(): void;
  settle(): void;
}

/**
 * State in memory that is changed in transactions. Of two transactions that are not yet durable, no second one may change
 * a key that the first one has changed: then either can be taken back without a trace, and memory equals the store.
 */
export class StateBox {
  #changes: Map<string, Change> | undefined;

  collection<T extends JsonObject>(name: string): StateCollection<T> {
    return new StateCollection<T>(name, () => this.#changes);
  }

  /** All of `work` or, when it throws, nothing. */
  transact<T>(work: () => T): StateCommit & { readonly result: T } {
    if (this.#changes !== undefined) throw new RangeError('A transaction of this state is under way.');
    const changes = new Map<string, Change>();
    this.#changes = changes;
    try {
      const result = work();
      return { result, ...commitOf([...changes.values()]) };
    } catch (error) {
      for (const change of changes.values()) change.undo();
      throw error;
    } finally {
      this.#changes = undefined;
    }
  }
}

function commitOf(changes: readonly Change[]): StateCommit {
  let open = true;
  const finish = (each: (change: Change) => void): void => {
    if (!open) return;
    open = false;
    for (const change of changes) each(change);
  };
  return {
    writes: changes.map((change) => change.write()),
    undo: () => finish((change) => change.undo()),
    settle: () => finish((change) => change.settle()),
  };
}

/** Values of one kind by key. */
export class StateCollection<T extends JsonObject> {
  readonly #name: string;
  readonly #changes: () => Map<string, Change> | undefined;
  readonly #present = new Map<string, T>();
  readonly #settled = new Map<string, T>();
  readonly #pending = new Set<string>();
  readonly #listeners: ((key: string, value: T | undefined) => void)[] = [];

  constructor(name: string, changes: () => Map<string, Change> | undefined) {
    this.#name = name;
    this.#changes = changes;
  }

  get name(): string {
    return this.#name;
  }

  /** With every change that was made, durable or not. */
  get(key: string): T | undefined {
    return this.#present.get(key);
  }

  values(): readonly T[] {
    return [...this.#present.values()];
  }

  /** What is durable: nothing that runs by itself acts on what could still be taken back. */
  settled(key: string): T | undefined {
    return this.#settled.get(key);
  }

  settledValues(): readonly T[] {
    return [...this.#settled.values()];
  }

  /** Calls `listener` with each durable value, also with those that are restored. */
  onSettled(listener: (key: string, value: T | undefined) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Changes a key, or deletes it.
   * @throws RangeError outside of a transaction, and for a key that another transaction has changed and not yet settled.
   */
  put(key: string, value: T | undefined): void {
    const changes = this.#changes();
    if (changes === undefined) throw new RangeError('State is changed in transactions only.');
    const name = `${this.#name} ${key}`;
    if (!changes.has(name)) {
      if (this.#pending.has(key)) throw new RangeError(`Another transaction is changing ${key} of ${this.#name}.`);
      changes.set(name, this.#change(key));
    }
    set(this.#present, key, value);
  }

  /** Puts a durable value in its place, when the state is loaded. */
  restore(key: string, value: T): void {
    this.#present.set(key, value);
    this.#settle(key, value);
  }

  #change(key: string): Change {
    const before = this.#present.get(key);
    this.#pending.add(key);
    return {
      write: () => {
        const value = this.#present.get(key);
        return { collection: this.#name, key, ...(value !== undefined && { value }) };
      },
      undo: () => {
        this.#pending.delete(key);
        set(this.#present, key, before);
      },
      settle: () => {
        this.#pending.delete(key);
        this.#settle(key, this.#present.get(key));
      },
    };
  }

  #settle(key: string, value: T | undefined): void {
    set(this.#settled, key, value);
    for (const listener of this.#listeners) listener(key, value);
  }
}

function set<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}
