import type { JsonValue } from '../kernel/index.ts';
import type { AuditRecord, RecordDraft } from './record.ts';

/** A piece of state that is committed together with the records that explain it (FLD-TXN-1). */
export interface StateWrite {
  readonly tenant: string;
  readonly collection: string;
  readonly key: string;
  /** Absent: delete the key. */
  readonly value?: JsonValue;
}

/** Records and state that become durable together or not at all. */
export interface AppendBatch {
  readonly records: readonly RecordDraft[];
  readonly state?: readonly StateWrite[];
}

/**
 * A comparison on one field of the record, named by its path in dots through objects, for example `http.method`.
 * A value of another type than the given one never matches: `'5'` is not `5`. Strings are compared by UTF-16 code units,
 * with `ignoreCase` in lower case (`String.prototype.toLowerCase`). `within-path`: the field is a string that is the
 * given path or lies below it, a segment at a time: `/Users` holds for `/Users` and `/Users/1`, not for `/Users2`.
 */
export type RecordClause =
  | { readonly field: string; readonly operator: 'at-least' | 'at-most'; readonly value: string | number }
  | {
      readonly field: string;
      readonly operator: 'equals';
      readonly value: string | number;
      readonly ignoreCase?: boolean;
    }
  | { readonly field: string; readonly operator: 'within-path'; readonly value: string; readonly ignoreCase?: boolean }
  | { readonly field: string; readonly operator: 'one-of'; readonly values: readonly (string | number)[] };

export interface RecordQuery {
  readonly tenant: string;
  /** All of them hold. A record without the field matches no clause on it. */
  readonly where?: readonly RecordClause[];
  /** `newest` first by default, by sequence. */
  readonly order?: 'newest' | 'oldest';
  /** Only records with a sequence below / above this one: the keyset of a page. */
  readonly before?: number;
  readonly after?: number;
  /** At most so many; 0 or more. */
  readonly limit: number;
}

/** A record as it is stored: the JSON text that `chain.ts` describes, under the key that it is stored by. */
export interface StoredLine {
  readonly sequence: number;
  readonly line: string;
}

/** The end of a tenant's chain: sequence 0 and 64 zeros while it is empty. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** One state entry as `readState` yields it. */
export interface StateEntry {
  readonly key: string;
  readonly value: JsonValue;
}

/**
 * An append-only audit store: there is no way to change or remove a record through it.
 *
 * Promises, held by every engine and tested by one contract suite: a resolved `append` has survived the death
 * of the process where the engine is durable; a batch is all or nothing; sequences have no gaps and follow the order
 * of the `append` calls; what was read once reads the same for ever.
 */
export interface AuditStore {
  /**
   * Queues the batch at once (the order of calls is the order of the log) and resolves after its commit.
   * @throws ScimulateError `STORE_DUPLICATE` when an id is there already or twice in the batch, `STORE_FULL` when the
   * disk is full and `STORE_LOCKED` when another process keeps the file locked (a later append may succeed),
   * `STORE_FAILED` after any other failed commit (the store then refuses all writes), `STORE_CLOSED` after `close`.
   */
  append(batch: AppendBatch): Promise<readonly AuditRecord[]>;
  /**
   * @throws ScimulateError `STORE_QUERY` on a limit or bound that is no whole number, `STORE_DAMAGED` naming the record
   * that cannot be read.
   */
  read(query: RecordQuery): Promise<readonly AuditRecord[]>;
  /**
   * The tenant's records in the order of the log, as they are stored, with a key above `after`: what verification reads.
   * Nothing about them is taken for granted, not even that they are JSON.
   */
  lines(tenant: string, after: number, limit: number): Promise<readonly StoredLine[]>;
  /** The record with this id, if the tenant has it. */
  find(tenant: string, id: string): Promise<AuditRecord | undefined>;
  head(tenant: string): Promise<Head>;
  /** Every tenant that has at least one record or piece of state, sorted. */
  tenants(): Promise<readonly string[]>;
  /**
   * What the engine finds wrong with its own storage, in its own words: damaged pages, an index that does not agree with
   * the lines. Empty where all is well. It reads everything that is stored.
   */
  damage(): Promise<readonly string[]>;
  /** Committed state of one collection, sorted by key. */
  readState(tenant: string, collection: string): Promise<readonly StateEntry[]>;
  /** Commits what is queued and lets go of every resource. Idempotent. */
  close(): Promise<void>;
}
