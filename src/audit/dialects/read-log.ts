import type { Instant, JsonObject } from '../../kernel/index.ts';
import type { AuditStore } from '../store.ts';
import { closeCursor, type CursorSeal, cursorPurpose, openCursor, plainSeal } from './log-cursor.ts';
import { type LogFilters, parseFilters } from './log-filters.ts';
import { LogQueryError } from './log-query-error.ts';
import { searcher } from './log-search.ts';
import { partitionClauses } from './log-partition.ts';
import { RecordReader } from './record-reader.ts';
import { inScope, projectEntry } from './project-entry.ts';
import type { DialectSpecification } from './specification.ts';

export const DEFAULT_LOG_LIMIT = 100;
export const MAX_LOG_LIMIT = 1000;

export interface LogQuestion {
  readonly tenant: string;
  readonly filters?: LogFilters;
  /** Which part of a log that has parts: the id of an integration. */
  readonly partition?: string;
  readonly search?: string;
  /** The moment of reading, from which periods such as today are counted; all pages of a walk go by that of the first. */
  readonly now?: Instant;
  /** The reader's time zone, by its IANA name; UTC by default. */
  readonly zone?: string;
  /** `next` of the page before, asked with the same tenant, filters and search. */
  readonly cursor?: string;
  /** Entries on a page: 1 to 1,000; 100 by default. */
  readonly limit?: number;
}

export interface LogAnswer {
  /** In the order of the dialect, values under the names of its columns. */
  readonly entries: readonly JsonObject[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * One page of a dialect's log. Pages are cut by sequence, so that walking them gives each entry that was there at the
 * start exactly once, whatever is written meanwhile (X-PAGE-1).
 * @throws LogQueryError when the question cannot be answered as it stands (REQ-FILTER-BAD).
 */
export async function readLog(
  store: AuditStore,
  specification: DialectSpecification,
  question: LogQuestion,
  seal: CursorSeal = plainSeal,
): Promise<LogAnswer> {
  const { tenant, search, limit = DEFAULT_LOG_LIMIT } = question;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_LOG_LIMIT) {
    throw new LogQueryError(
      'LOG_LIMIT',
      'limit',
      `"limit" is ${limit}.`,
      `give a whole number from 1 to ${MAX_LOG_LIMIT}`,
    );
  }
  const { filters = {}, zone = 'UTC', partition } = question;
  const part = partitionClauses(specification, partition);
  // Seen from one fixed moment the same question reads the same whenever it is asked.
  const sorted = parseFilters(specification, filters, { now: 0, zone })
    .map((clause) => JSON.stringify(clause))
    .toSorted();
  const purpose = cursorPurpose(specification.dialect, tenant, [
    sorted,
    search ?? null,
    zone,
    ...(partition === undefined ? [] : [partition]),
  ]);
  const found = searcher(specification, search);
  const cursor = question.cursor === undefined ? undefined : openCursor(seal, purpose, question.cursor);
  const now = cursor?.now ?? question.now;
  const clauses = parseFilters(specification, filters, { now, zone });
  const reader = new RecordReader(store, specification, tenant, [...part, ...clauses]);
  let position = cursor?.position;

  const entries: JsonObject[] = [];
  for (;;) {
    const wanted = limit - entries.length + 1;
    const records = await reader.read(position, wanted);
    for (const { record, place } of records) {
      const entry =
        record !== undefined && inScope(specification, record) ? projectEntry(specification, record) : undefined;
      if (record !== undefined && entry !== undefined && found(record, entry)) {
        if (entries.length === limit)
          return { entries, next: closeCursor(seal, purpose, { position: position!, now }) };
        entries.push(entry);
      }
      position = place;
    }
    if (records.length < wanted) return { entries };
  }
}
