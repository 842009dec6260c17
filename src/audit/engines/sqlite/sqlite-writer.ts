import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Clock, type Instant, ScimulateError } from '../../../kernel/index.ts';
import type { AuditRecord } from '../../record.ts';
import type { Head } from '../../store.ts';
import { type PreparedBatch, type PreparedDraft, type PreparedState, sealRecord } from '../prepared-batch.ts';
import { duplicateError } from '../store-errors.ts';
import { isNotUnique } from './sqlite-errors.ts';

/** What became of one batch of a committed group. */
export type BatchOutcome =
  | { readonly records: readonly AuditRecord[]; readonly refused?: undefined }
  | { readonly refused: ScimulateError };

type Heads = Map<string, Head>;

/** Writes groups of batches: a group is one transaction, and each batch of it is all or nothing by itself. */
export class GroupWriter {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #readHead: (tenant: string) => Head;
  readonly #insert: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, clock: Clock, readHead: (tenant: string) => Head) {
    this.#database = database;
    this.#clock = clock;
    this.#readHead = readHead;
    this.#insert = database.prepare('INSERT INTO entry (tenant, sequence, line) VALUES (?, ?, ?)');
    this.#put = database.prepare(
      `INSERT INTO state (tenant, collection, key, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (tenant, collection, key) DO UPDATE SET value = excluded.value`,
    );
    this.#delete = database.prepare('DELETE FROM state WHERE tenant = ? AND collection = ? AND key = ?');
  }

  /**
   * Commits the group. What is wrong with one batch refuses that batch alone.
   * @throws The error of SQLite when the transaction failed as a whole: nothing of it was stored, as far as is known.
   */
  write(group: readonly PreparedBatch[]): readonly BatchOutcome[] {
    try {
      return this.#transaction((heads, now) => group.map((batch) => ({ records: this.#store(batch, heads, now) })));
    } catch (error) {
      if (!(error instanceof ScimulateError)) throw error;
    }
    // Savepoints cost something for every batch: they are set only when one of them is known to be refused.
    return this.#transaction((heads, now) => group.map((batch) => this.#storeOrRefuse(batch, heads, now)));
  }

  /** The write lock is taken before the head is read, so that no other process can put a record in between. */
  #transaction<T>(work: (heads: Heads, now: Instant) => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work(new Map(), this.#clock.now());
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #storeOrRefuse(batch: PreparedBatch, heads: Heads, now: Instant): BatchOutcome {
    this.#database.exec('SAVEPOINT batch');
    try {
      const records = this.#store(batch, heads, now);
      this.#database.exec('RELEASE batch');
      return { records };
    } catch (error) {
      if (!(error instanceof ScimulateError)) throw error;
      this.#database.exec('ROLLBACK TO batch; RELEASE batch');
      // What the batch made of them is taken back with it: they are read anew.
      heads.clear();
      return { refused: error };
    }
  }

  #store(batch: PreparedBatch, heads: Heads, now: Instant): readonly AuditRecord[] {
    const records = batch.drafts.map((prepared) => this.#storeRecord(prepared, heads, now));
    for (const write of batch.state) this.#storeState(write);
    return records;
  }

  #storeRecord(prepared: PreparedDraft, heads: Heads, now: Instant): AuditRecord {
    const { tenant, id } = prepared.draft;
    const head = heads.get(tenant) ?? this.#readHead(tenant);
    const { line, hash, record } = sealRecord(prepared, head, now);
    try {
      this.#insert.run(tenant, record.sequence, line);
    } catch (error) {
      if (isNotUnique(error)) throw duplicateError(tenant, id);
      throw error;
    }
    heads.set(tenant, { sequence: record.sequence, hash });
    return record;
  }

  #storeState({ tenant, collection, key, text }: PreparedState): void {
    if (text === undefined) this.#delete.run(tenant, collection, key);
    else this.#put.run(tenant, collection, key, text);
  }
}
