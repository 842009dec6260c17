import { matches } from '../engines/record-matching.ts';
import type { AuditRecord } from '../record.ts';
import { fieldOf } from '../record-fields.ts';
import type { AuditStore, RecordClause } from '../store.ts';
import { scopeClauses } from './project-entry.ts';
import type { DialectSpecification, RowsClause } from './specification.ts';

/** A record that may make an entry, and the sequence of the place where the entry stands. */
interface PlacedRecord {
  readonly place: number;
  /** Absent where nothing of the place is asked for. */
  readonly record: AuditRecord | undefined;
}

/**
 * Reads the records of a log in its order. Where records make rows together, each row stands in the place of its first
 * record and shows its last one, which is then what the question is about.
 */
export class RecordReader {
  readonly #store: AuditStore;
  readonly #specification: DialectSpecification;
  readonly #tenant: string;
  readonly #clauses: readonly RecordClause[];

  constructor(
    store: AuditStore,
    specification: DialectSpecification,
    tenant: string,
    clauses: readonly RecordClause[],
  ) {
    this.#store = store;
    this.#specification = specification;
    this.#tenant = tenant;
    this.#clauses = clauses;
  }

  /** @param position The place behind which reading goes on; from the beginning without one. */
  async read(position: number | undefined, limit: number): Promise<readonly PlacedRecord[]> {
    const { rows } = this.#specification.scope;
    if (rows === undefined) {
      const records = await this.#query(this.#clauses, position, limit);
      return records.map((record) => ({ place: record.sequence, record }));
    }
    const first = await this.#query([opening(rows)], position, limit);
    const placed: PlacedRecord[] = [];
    for (const record of first) {
      const last = await this.#last(rows, record);
      placed.push({ place: record.sequence, record: matches(last, this.#clauses) ? last : undefined });
    }
    return placed;
  }

  #query(
    clauses: readonly RecordClause[],
    position: number | undefined,
    limit: number,
  ): Promise<readonly AuditRecord[]> {
    const newest = this.#specification.order.direction === 'newest-first';
    return this.#store.read({
      tenant: this.#tenant,
      where: [...scopeClauses(this.#specification), ...clauses],
      order: newest ? 'newest' : 'oldest',
      ...(position !== undefined && (newest ? { before: position } : { after: position })),
      limit,
    });
  }

  async #last({ key }: RowsClause, record: AuditRecord): Promise<AuditRecord> {
    const value = fieldOf(record, key);
    if (typeof value !== 'string') return record;
    const where: RecordClause[] = [...scopeClauses(this.#specification), { field: key, operator: 'equals', value }];
    const [last = record] = await this.#store.read({ tenant: this.#tenant, where, order: 'newest', limit: 1 });
    return last;
  }
}

function opening({ openedBy }: RowsClause): RecordClause {
  return { field: 'action', operator: 'one-of', values: openedBy };
}
