import type {
  AppendBatch,
  AuditRecord,
  AuditStore,
  Head,
  RecordQuery,
  StateEntry,
  StoredLine,
} from '../../../src/audit/index.ts';

/** A store in front of another one; only what it does with appends differs. */
abstract class AppendDouble implements AuditStore {
  protected readonly store: AuditStore;

  constructor(store: AuditStore) {
    this.store = store;
  }

  abstract append(batch: AppendBatch): Promise<readonly AuditRecord[]>;

  read(query: RecordQuery): Promise<readonly AuditRecord[]> {
    return this.store.read(query);
  }
  lines(tenant: string, after: number, limit: number): Promise<readonly StoredLine[]> {
    return this.store.lines(tenant, after, limit);
  }
  find(tenant: string, id: string): Promise<AuditRecord | undefined> {
    return this.store.find(tenant, id);
  }
  head(tenant: string): Promise<Head> {
    return this.store.head(tenant);
  }
  tenants(): Promise<readonly string[]> {
    return this.store.tenants();
  }
  readState(tenant: string, collection: string): Promise<readonly StateEntry[]> {
    return this.store.readState(tenant, collection);
  }
  damage(): Promise<readonly string[]> {
    return this.store.damage();
  }
  close(): Promise<void> {
    return this.store.close();
  }
}

/** Takes no records while it is told not to. */
export class FullStore extends AppendDouble {
  full = false;

  append(batch: AppendBatch): Promise<readonly AuditRecord[]> {
    return this.full ? Promise.reject(new Error('the disk is full')) : this.store.append(batch);
  }
}

/**
 * Commits in groups as a durable engine does, later than it is asked to. A group that fails fails whole: what was queued
 * before a failure became known may build on it.
 */
export class GroupingStore extends AppendDouble {
  #queue: { readonly batch: AppendBatch; readonly settle: (fails: boolean) => void }[] = [];

  append(batch: AppendBatch): Promise<readonly AuditRecord[]> {
    return new Promise((resolve, reject) => {
      const settle = (fails: boolean): void => {
        if (fails) reject(new Error('the disk is full'));
        else this.store.append(batch).then(resolve, reject);
      };
      this.#queue.push({ batch, settle });
    });
  }

  /** Ends the present group. */
  flush(fails = false): void {
    const queue = this.#queue;
    this.#queue = [];
    for (const { settle } of queue) settle(fails);
  }
}
