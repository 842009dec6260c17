import type { JsonObject, JsonValue } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import type { AuditStore, RecordClause } from '../store.ts';
import { type CursorSeal, cursorPurpose, openCursor, plainSeal } from './log-cursor.ts';
import { type LogFilters, parseFilters } from './log-filters.ts';
import { LogQueryError } from './log-query-error.ts';
import { projectEntry } from './project-entry.ts';
import type { DialectSpecification, SearchClause } from './specification.ts';

export const DEFAULT_LOG_LIMIT = 100;
export const MAX_LOG_LIMIT = 1000;

export interface LogQuestion {
  readonly tenant: string;
  readonly filters?: LogFilters;
  readonly search?: string;
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
  const clauses = parseFilters(specification, question.filters ?? {});
  const found = searcher(specification, search);
  const sorted = clauses.map((clause) => JSON.stringify(clause)).toSorted();
  const purpose = cursorPurpose(specification.dialect, tenant, [sorted, search ?? null]);
  let position = question.cursor === undefined ? undefined : openCursor(seal, purpose, question.cursor);

  const entries: JsonObject[] = [];
  for (;;) {
    const wanted = limit - entries.length + 1;
    const records = await readRecords(store, specification, tenant, clauses, position, wanted);
    for (const record of records) {
      const entry = projectEntry(specification, record);
      if (found(entry)) {
        if (entries.length === limit) return { entries, next: seal.close(purpose, { position: position! }) };
        entries.push(entry);
      }
      position = record.sequence;
    }
    if (records.length < wanted) return { entries };
  }
}

function readRecords(
  store: AuditStore,
  specification: DialectSpecification,
  tenant: string,
  clauses: readonly RecordClause[],
  position: number | undefined,
  limit: number,
): Promise<readonly AuditRecord[]> {
  const newest = specification.order.direction === 'newest-first';
  return store.read({
    tenant,
    where: [{ field: 'kind', operator: 'one-of', values: specification.scope.kinds }, ...clauses],
    order: newest ? 'newest' : 'oldest',
    ...(position !== undefined && (newest ? { before: position } : { after: position })),
    limit,
  });
}

/** Whether an entry, as the log shows it, has the text in one of the columns that are searched. */
function searcher(specification: DialectSpecification, text: string | undefined): (entry: JsonObject) => boolean {
  if (text === undefined) return () => true;
  const { search } = specification;
  if (search === undefined) {
    throw new LogQueryError('LOG_SEARCH_UNKNOWN', 'search', 'This log has no search.', 'use its filters');
  }
  const wanted = folded(search, text);
  return (entry) => search.columns.some((column) => folded(search, textOf(entry[column])).includes(wanted));
}

function folded(search: SearchClause, text: string): string {
  return search.caseSensitive ? text : text.toLowerCase();
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
