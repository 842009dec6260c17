import type { Clock } from '../../../kernel/index.ts';
import { EMPTY_HEAD } from '../../chain.ts';
import type { AuditRecord } from '../../record.ts';
import type { AppendBatch, AuditStore, Head, RecordQuery, StateEntry, StoredLine } from '../../store.ts';
import { type PreparedBatch, type PreparedState, prepareBatch, sealRecord } from '../prepared-batch.ts';
import { checkQuery, matches } from '../record-matching.ts';
import { closedError, duplicateError } from '../store-errors.ts';
import { parseRecord, parseState } from '../stored-text.ts';
import { byCodePoint } from '../text-order.ts';

/** What one tenant has. The line at index `n` has sequence `n + 1`. */
interface TenantLog {
  readonly tenant: string;
  readonly lines: string[];
  /** What the lines say, for matching only: filled as far as a query needed it and never handed out. */
  readonly parsed: (AuditRecord | undefined)[];
  readonly sequences: Map<string, number>;
  /** Serialized by collection and key, so that nobody outside shares a part of it. */
  readonly state: Map<string, Map<string, string>>;
  head: Head;
}

/** Keeps everything in memory: nothing survives the process. */
export class MemoryStore implements AuditStore {
  readonly #clock: Clock;
  readonly #tenants = new Map<string, TenantLog>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async append(batch: AppendBatch): Promise<readonly AuditRecord[]> {
    this.#checkOpen();
    const prepared = prepareBatch(batch);
    this.#checkIds(prepared);
    const records = prepared.drafts.map((draft) => {
      const log = this.#log(draft.draft.tenant);
      const { line, hash, record } = sealRecord(draft, log.head, this.#clock.now());
      log.lines.push(line);
      log.parsed.push(undefined);
      log.sequences.set(record.id, record.sequence);
      log.head = { sequence: record.sequence, hash };
      return record;
    });
    for (const write of prepared.state) this.#write(write);
    return records;
  }

  async read(query: RecordQuery): Promise<readonly AuditRecord[]> {
    this.#checkOpen();
    checkQuery(query);
    const log = this.#tenants.get(query.tenant);
    if (log === undefined) return [];
    const first = (query.after ?? 0) + 1;
    const last = Math.min((query.before ?? Number.POSITIVE_INFINITY) - 1, log.lines.length);
    const step = query.order === 'oldest' ? 1 : -1;
    const found: AuditRecord[] = [];
    for (let at = step === 1 ? first : last; at >= first && at <= last; at += step) {
      if (found.length >= query.limit) break;
      if (query.where === undefined || matches(parsedAt(log, at), query.where)) found.push(recordAt(log, at));
    }
    return found;
  }

  async lines(tenant: string, after: number, limit: number): Promise<readonly StoredLine[]> {
    this.#checkOpen();
    checkQuery({ tenant, after, limit });
    const lines = this.#tenants.get(tenant)?.lines.slice(after, after + limit) ?? [];
    return lines.map((line, index) => ({ sequence: after + index + 1, line }));
  }

  async find(tenant: string, id: string): Promise<AuditRecord | undefined> {
    this.#checkOpen();
    const log = this.#tenants.get(tenant);
    const sequence = log?.sequences.get(id);
    return log === undefined || sequence === undefined ? undefined : recordAt(log, sequence);
  }

  async head(tenant: string): Promise<Head> {
    this.#checkOpen();
    return this.#tenants.get(tenant)?.head ?? EMPTY_HEAD;
  }

  async tenants(): Promise<readonly string[]> {
    this.#checkOpen();
    const present = [...this.#tenants].filter(([, log]) => log.lines.length > 0 || log.state.size > 0);
    return present.map(([tenant]) => tenant).toSorted(byCodePoint);
  }

  async readState(tenant: string, collection: string): Promise<readonly StateEntry[]> {
    this.#checkOpen();
    const entries = [...(this.#tenants.get(tenant)?.state.get(collection) ?? [])];
    return entries
      .toSorted(([left], [right]) => byCodePoint(left, right))
      .map(([key, text]) => ({ key, value: parseState(text) }));
  }

  async damage(): Promise<readonly string[]> {
    this.#checkOpen();
    return [];
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #checkOpen(): void {
    if (this.#closed) throw closedError();
  }

  #log(tenant: string): TenantLog {
    let log = this.#tenants.get(tenant);
    if (log === undefined) {
      log = { tenant, lines: [], parsed: [], sequences: new Map(), state: new Map(), head: EMPTY_HEAD };
      this.#tenants.set(tenant, log);
    }
    return log;
  }

  #checkIds({ drafts }: PreparedBatch): void {
    const inBatch = new Set<string>();
    for (const { draft } of drafts) {
      // Keys cannot hold NUL, so that no two pairs of them make the same text.
      const key = `${draft.tenant}\0${draft.id}`;
      const isStored = this.#tenants.get(draft.tenant)?.sequences.has(draft.id) === true;
      if (isStored || inBatch.has(key)) throw duplicateError(draft.tenant, draft.id);
      inBatch.add(key);
    }
  }

  #write(write: PreparedState): void {
    const { state } = this.#log(write.tenant);
    const entries = state.get(write.collection) ?? new Map<string, string>();
    if (write.text === undefined) entries.delete(write.key);
    else entries.set(write.key, write.text);
    if (entries.size === 0) state.delete(write.collection);
    else state.set(write.collection, entries);
  }
}

function recordAt(log: TenantLog, sequence: number): AuditRecord {
  const line = log.lines[sequence - 1]!;
  return parseRecord(log.tenant, sequence, line);
}

function parsedAt(log: TenantLog, sequence: number): AuditRecord {
  return (log.parsed[sequence - 1] ??= recordAt(log, sequence));
}
