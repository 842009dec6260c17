import type { SearchClause } from '../audit/dialects/specification.ts';
import type { LogEntry } from '../history/index.ts';
import { isJsonObject, type JsonValue, type Random } from '../kernel/index.ts';

/** A shorter part of a text would be found nearly everywhere. */
const shortestTerm = 4;
const longestTerm = 24;

/** Texts to search for: parts of what is shown in the columns that the search covers, also in other case, and one that is nowhere. */
export function searchTerms(search: SearchClause, entries: readonly LogEntry[], random: Random): string[] {
  const terms = search.columns.flatMap((column) => {
    const shown = Map.groupBy(
      entries.flatMap((entry) => textsIn(entry[column], '')),
      ({ place }) => place,
    );
    return [...shown.values()].flatMap((texts) => {
      const values = [...new Set(texts.map(({ text }) => text))].filter((text) => text.length >= shortestTerm);
      return values.length === 0 ? [] : [partOf(random.pick(values.toSorted()), random)];
    });
  });
  const otherCase = search.caseSensitive ? [] : terms.map((term) => term.toUpperCase());
  return [...new Set([...terms, ...otherCase, 'no-entry-says-this'])];
}

/** Texts in a value by the names of the members that lead to them: of a party its type, its id, its display. */
function textsIn(value: JsonValue | undefined, place: string): { readonly place: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ place, text: value }];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => textsIn(item, place));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, `${place}/${name}`));
}

function partOf(text: string, random: Random): string {
  const length = shortestTerm + random.integer(Math.min(longestTerm, text.length) - shortestTerm + 1);
  const start = random.integer(text.length - length + 1);
  const part = text.slice(start, start + length);
  // White space at an end may be trimmed by a log, and half a surrogate pair is no text.
  return part.trim() === part && part.isWellFormed() ? part : text.trim();
}
