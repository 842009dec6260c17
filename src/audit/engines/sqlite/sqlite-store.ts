import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { type Clock, messageOf, ScimulateError, turn } from '../../../kernel/index.ts';
import { carriedHash, EMPTY_HEAD } from '../../chain.ts';
import type { AuditRecord } from '../../record.ts';
import type { AppendBatch, AuditStore, Head, RecordQuery, StateEntry, StoredLine } from '../../store.ts';
import { parseRecord, parseState } from '../stored-text.ts';
import { type PreparedBatch, prepareBatch } from '../prepared-batch.ts';
import { checkQuery, matches } from '../record-matching.ts';
import { closedError, damagedError } from '../store-errors.ts';
import { fieldExpression, openDatabase, type SqliteOptions } from './sqlite-database.ts';
import { commitError, readError } from './sqlite-errors.ts';
import { type BatchOutcome, GroupWriter } from './sqlite-writer.ts';
import { toSql } from './sqlite-query.ts';

interface PendingBatch {
  readonly batch: PreparedBatch;
  readonly resolve: (records: readonly AuditRecord[]) => void;
  readonly reject: (error: ScimulateError) => void;
}

/** Statements that are kept prepared; a query of a shape of its own takes one. */
const MOST_STATEMENTS = 100;

/** Keeps the log in one SQLite file, which several processes may read and write at once. */
export class SqliteStore implements AuditStore {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #writer: GroupWriter;
  readonly #statements = new Map<string, StatementSync>();
  #queue: PendingBatch[] = [];
  #failure: ScimulateError | undefined;
  #closed = false;

  /** @throws ScimulateError `STORE_NOT_OURS`, `STORE_NEWER`, `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_OPEN`. */
  constructor(path: string, clock: Clock, options: SqliteOptions = {}) {
    this.#path = path;
    this.#database = openDatabase(path, options);
    try {
      this.#writer = new GroupWriter(this.#database, clock, (tenant) => this.#readHead(tenant));
    } catch (error) {
      this.#database.close();
      throw readError(path, error);
    }
  }

  async append(batch: AppendBatch): Promise<readonly AuditRecord[]> {
    if (this.#closed) throw closedError();
    if (this.#failure !== undefined) throw this.#failure;
    const prepared = prepareBatch(batch);
    return new Promise((resolve, reject) => {
      this.#queue.push({ batch: prepared, resolve, reject });
      // One sync pays for everything that the present turn of the event loop brings.
      if (this.#queue.length === 1) void turn().then(() => this.#flush());
    });
  }

  read(query: RecordQuery): Promise<readonly AuditRecord[]> {
    return this.#reading(() => {
      checkQuery(query);
      const found: AuditRecord[] = [];
      if (query.limit === 0) return found;
      const { sql, values } = toSql(query);
      for (const row of this.#statement(sql).iterate(...values)) {
        const record = recordOf(query.tenant, row);
        if (matches(record, query.where ?? [])) found.push(record);
        if (found.length === query.limit) break;
      }
      return found;
    });
  }

  lines(tenant: string, after: number, limit: number): Promise<readonly StoredLine[]> {
    return this.#reading(() => {
      checkQuery({ tenant, after, limit });
      const sql = 'SELECT sequence, line FROM entry WHERE tenant = ? AND sequence > ? ORDER BY sequence LIMIT ?';
      const rows = this.#statement(sql).all(tenant, after, limit);
      return rows.map((row) => ({ sequence: Number(row.sequence), line: String(row.line) }));
    });
  }

  find(tenant: string, id: string): Promise<AuditRecord | undefined> {
    return this.#reading(() => {
      const sql = `SELECT sequence, line FROM entry WHERE tenant = ? AND ${fieldExpression('id')} = ?`;
      const row = this.#statement(sql).get(tenant, id);
      return row && recordOf(tenant, row);
    });
  }

  head(tenant: string): Promise<Head> {
    return this.#reading(() => this.#readHead(tenant));
  }

  tenants(): Promise<readonly string[]> {
    return this.#reading(() => {
      const rows = this.#statement(`${distinctTenants('entry')} UNION ${distinctTenants('state')} ORDER BY 1`).all();
      return rows.map((row) => String(row.tenant));
    });
  }

  readState(tenant: string, collection: string): Promise<readonly StateEntry[]> {
    return this.#reading(() => {
      const sql = 'SELECT key, value FROM state WHERE tenant = ? AND collection = ? ORDER BY key';
      const rows = this.#statement(sql).all(tenant, collection);
      return rows.map((row) => ({ key: String(row.key), value: parseState(String(row.value)) }));
    });
  }

  damage(): Promise<readonly string[]> {
    return this.#reading(() => {
      try {
        const rows = this.#database.prepare('PRAGMA integrity_check').all();
        return rows.flatMap((row) => Object.values(row).map(String)).filter((message) => message !== 'ok');
      } catch (error) {
        return [messageOf(error)];
      }
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#flush();
    this.#database.close();
  }

  #flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length === 0) return;
    try {
      if (this.#failure !== undefined) throw this.#failure;
      const outcomes = this.#writer.write(queue.map(({ batch }) => batch));
      for (const [index, outcome] of outcomes.entries()) settle(queue[index]!, outcome);
    } catch (cause) {
      const error = cause instanceof ScimulateError ? cause : commitError(this.#path, cause);
      // Nobody knows what such a commit left behind: nothing may be promised after it.
      if (error.code === 'STORE_FAILED') this.#failure = error;
      for (const { reject } of queue) reject(error);
    }
  }

  #readHead(tenant: string): Head {
    const row = this.#statement('SELECT sequence, line FROM entry WHERE tenant = ? ORDER BY sequence DESC LIMIT 1').get(
      tenant,
    );
    if (row === undefined) return EMPTY_HEAD;
    const sequence = Number(row.sequence);
    const hash = carriedHash(String(row.line));
    if (hash === undefined) throw damagedError(tenant, sequence);
    return { sequence, hash };
  }

  /** Statements are prepared once for each text, and the one that was used longest ago makes room. */
  #statement(sql: string): StatementSync {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MOST_STATEMENTS && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  /** Runs what reads, and says of whatever SQLite finds wrong what it means. */
  async #reading<T>(read: () => T): Promise<T> {
    if (this.#closed) throw closedError();
    try {
      return read();
    } catch (error) {
      throw readError(this.#path, error);
    }
  }
}

function settle({ resolve, reject }: PendingBatch, outcome: BatchOutcome): void {
  if (outcome.refused === undefined) resolve(outcome.records);
  else reject(outcome.refused);
}

function recordOf(tenant: string, row: Record<string, SQLOutputValue>): AuditRecord {
  return parseRecord(tenant, Number(row.sequence), String(row.line));
}

/** Leaps from one tenant to the next through the index, without reading what each of them has. */
function distinctTenants(table: 'entry' | 'state'): string {
  return `SELECT tenant FROM (
    WITH RECURSIVE leap (tenant) AS (
      SELECT min(tenant) FROM ${table}
      UNION ALL
      SELECT (SELECT min(tenant) FROM ${table} WHERE tenant > leap.tenant) FROM leap WHERE leap.tenant IS NOT NULL
    )
    SELECT tenant FROM leap WHERE tenant IS NOT NULL
  )`;
}
