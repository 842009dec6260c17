import type { SearchClause } from '../../audit/dialects/specification.ts';
import type { LogEntry } from '../../history/index.ts';
import { isJsonObject, type JsonValue } from '../../kernel/index.ts';

/**
 * Whether a search for a text must find an entry: it stands in one of the texts of the columns that are searched. What a
 * log searches and does not show is not known: then an entry that does not show the text may be found all the same.
 * @param shows whether the log shows a column.
 */
export function findsEntry(
  search: SearchClause,
  text: string,
  entry: LogEntry,
  shows: (column: string) => boolean,
): boolean | undefined {
  if (columnsWith(search, text, entry).length > 0) return true;
  const isHidden = (search.facts ?? []).length > 0 || !search.columns.every(shows);
  return isHidden ? undefined : false;
}

/** The searched columns in which a text stands. */
export function columnsWith({ columns, caseSensitive }: SearchClause, text: string, entry: LogEntry): string[] {
  const even = (value: string): string => (caseSensitive ? value : value.toLowerCase());
  return columns.filter((column) => leaves(entry[column]).some((value) => even(value).includes(even(text))));
}

/** Every text in a value by itself: those of a party, of the changes in a list. */
export function leaves(value: JsonValue | undefined): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(leaves);
  if (isJsonObject(value)) return Object.values(value).flatMap(leaves);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
