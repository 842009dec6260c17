import type { JsonObject } from '../../kernel/index.ts';
import { type LogQuestion, MAX_LOG_LIMIT, readLog } from '../dialects/read-log.ts';
import type { DialectSpecification } from '../dialects/specification.ts';
import type { AuditStore } from '../store.ts';

/** A text format for the entries of any dialect. */
export interface ExportFormat {
  readonly mediaType: string;
  /** What the text begins with, its line end included. */
  begin(specification: DialectSpecification): string;
  /** One entry, its line end included. No text in an entry can make it more than one, or less. */
  entry(specification: DialectSpecification, entry: JsonObject): string;
}

/**
 * Exports what a question to a log answers, all pages of it, a page at a time.
 * @throws LogQueryError before anything is yielded.
 */
export async function* exportLog(
  store: AuditStore,
  specification: DialectSpecification,
  question: Omit<LogQuestion, 'cursor' | 'limit'>,
  format: ExportFormat,
): AsyncGenerator<string> {
  let cursor: string | undefined;
  let text = format.begin(specification);
  do {
    const page = { ...question, limit: MAX_LOG_LIMIT, ...(cursor !== undefined && { cursor }) };
    const { entries, next } = await readLog(store, specification, page);
    text += entries.map((entry) => format.entry(specification, entry)).join('');
    yield text;
    text = '';
    cursor = next;
  } while (cursor !== undefined);
}
