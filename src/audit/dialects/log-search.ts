import type { JsonObject } from '../../kernel/index.ts';
import type { AuditRecord } from '../record.ts';
import { factOf, textsIn } from './facts.ts';
import { LogQueryError } from './log-query-error.ts';
import type { DialectSpecification } from './specification.ts';

/** Tells of a record and the entry that it makes whether a search finds it. */
export type Searcher = (record: AuditRecord, entry: JsonObject) => boolean;

/** @throws LogQueryError `LOG_SEARCH_UNKNOWN` when the log has no search. */
export function searcher({ search }: DialectSpecification, text: string | undefined): Searcher {
  if (text === undefined) return () => true;
  if (search === undefined)
    throw new LogQueryError('LOG_SEARCH_UNKNOWN', 'search', 'This log has no search.', 'use its filters');
  const { columns, facts = [], caseSensitive } = search;
  const folded = (value: string): string => (caseSensitive ? value : value.toLowerCase());
  const wanted = folded(text);
  const hasIt = (values: Iterable<string>): boolean =>
    Iterator.from(values).some((value) => folded(value).includes(wanted));
  return (record, entry) =>
    columns.some((column) => hasIt(textsIn(entry[column]))) ||
    facts.some((fact) => hasIt(textsIn(factOf(record, fact))));
}
