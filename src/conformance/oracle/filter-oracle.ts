import type { ColumnClause, DialectSpecification, FactName, FilterClause } from '../../audit/dialects/specification.ts';
import type { ExchangeLine, LogEntry } from '../../history/index.ts';
import type { JsonValue } from '../../kernel/index.ts';
import { textOf } from '../observation/canonical-json.ts';
import { compareColumn, instantOf, isEmpty } from '../observation/column-agreement.ts';
import { resourceTypeOf, wireFact } from '../observation/wire-facts.ts';
import { boundsOf } from './day-bounds.ts';
import { periodBounds, type Viewpoint } from './period-bounds.ts';

/** What the oracle knows of an entry: what the log shows, and the exchange behind it where that is known. */
export interface Subject {
  readonly entry: LogEntry;
  readonly exchange: ExchangeLine | undefined;
}

/** What a filter makes of an entry. */
export interface Selection {
  /** `undefined`: what the filter looks at cannot be known of this entry. */
  readonly selected: boolean | undefined;
  /** The entry lies on the inclusive end that the filter names. Always true for filters without ends. */
  readonly onEdge: boolean;
}

const unknown: Selection = { selected: undefined, onEdge: false };

/**
 * What a filter with a value must do with an entry. Written against the words of the specification language alone and
 * apart from what serves a log, so that the two can be compared.
 */
export function select(
  specification: DialectSpecification,
  filter: FilterClause,
  value: string,
  subject: Subject,
  viewpoint?: Viewpoint,
): Selection {
  if (meansAll(filter, value)) return { selected: true, onEdge: false };
  const selections = subjectValues(specification, filter, subject).map((shown) =>
    filter.operator === 'period' ? selectPeriod(filter, value, shown, viewpoint) : selectValue(filter, value, shown),
  );
  const [first] = selections;
  if (first === undefined || selections.some(({ selected }) => selected !== first.selected)) return unknown;
  return { selected: first.selected, onEdge: selections.every(({ onEdge }) => onEdge) };
}

function selectValue(filter: FilterClause, value: string, shown: JsonValue): Selection {
  const { operator } = filter;
  if (operator === 'equals') return { selected: shown !== null && alike(filter, textOf(shown), value), onEdge: true };
  if (operator === 'endpoint') {
    return { selected: shown !== null && liesWithin(filter, textOf(shown), value), onEdge: true };
  }
  const bounds = boundsOf(value);
  const instant = typeof shown === 'number' ? shown : instantOf(shown);
  if (bounds === undefined || instant === undefined) return unknown;
  const onEdge = instant >= bounds.first && instant <= bounds.last;
  if (operator === 'on-or-after') return { selected: instant >= bounds.first, onEdge };
  return operator === 'on-or-before' ? { selected: instant <= bounds.last, onEdge } : unknown;
}

function selectPeriod(
  { periods = {}, caseSensitive }: FilterClause,
  value: string,
  shown: JsonValue,
  viewpoint: Viewpoint | undefined,
): Selection {
  const even = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const days = Object.entries(periods).find(([name]) => even(name) === even(value))?.[1];
  const instant = typeof shown === 'number' ? shown : instantOf(shown);
  if (days === undefined || instant === undefined || viewpoint === undefined) return unknown;
  const { certain, possible } = periodBounds(days, viewpoint);
  if (instant >= certain.first && instant <= certain.last) return { selected: true, onEdge: true };
  return instant < possible.first || instant > possible.last ? { selected: false, onEdge: false } : unknown;
}

/** Whether the value is the one that means no filtering. */
export function meansAll(filter: FilterClause, value: string): boolean {
  return filter.all !== undefined && alike(filter, filter.all, value);
}

/**
 * The values that the filter may go by; `null` stands for none. It is the shown one, because a reader of the log goes by
 * that. Where the column is empty or shows something else than the client saw, the filter may go by either: the column
 * is wrong then, which is not for the filter to answer for. Empty where nothing can be known.
 */
function subjectValues(
  specification: DialectSpecification,
  filter: FilterClause,
  { entry, exchange }: Subject,
): readonly JsonValue[] {
  const named = specification.columns.find((column) => column.name === filter.column);
  const fact = filter.fact ?? named?.fact;
  const column = filter.fact === undefined ? named : specification.columns.find((other) => other.fact === fact);
  const value = column === undefined ? undefined : entry[column.name];
  const shown = column === undefined || value === undefined || !saysSomething(column, value) ? [] : [value];
  if (column !== undefined && shown.length > 0) {
    const wrong = exchange !== undefined && compareColumn(column, entry, exchange)?.agrees === false;
    if (!wrong) return shown;
  }
  const seen = fact === undefined ? [] : seenValues(specification, filter, fact, { entry, exchange });
  if (seen.length > 0) return [...shown, ...seen.map((fromWire) => column?.values?.[textOf(fromWire)] ?? fromWire)];
  return shown.length > 0 || column === undefined || column.presence === 'always' ? shown : [null];
}

/** A value that no reader could filter by, such as a word outside of the vocabulary, is as good as none. */
function saysSomething(column: ColumnClause, value: JsonValue): boolean {
  if (isEmpty(value) || typeof value === 'object') return false;
  return column.values === undefined || Object.values(column.values).includes(textOf(value));
}

/** What the client saw of a fact, or what follows of it from what the entry shows. */
function seenValues(
  specification: DialectSpecification,
  filter: FilterClause,
  fact: FactName,
  { entry, exchange }: Subject,
): readonly JsonValue[] {
  if (fact === 'occurredAt') return exchange === undefined ? [] : [exchange.sentAt, exchange.receivedAt];
  const seen = exchange === undefined ? undefined : wireFact(fact, exchange);
  if (fact !== 'http.resourceType') return seen === undefined ? [] : [seen];
  const segment = seen ?? derivedResourceType(specification, entry);
  const settled = segment === undefined ? undefined : settledResourceType(filter, textOf(segment));
  return settled === undefined ? [] : [settled];
}

function derivedResourceType(specification: DialectSpecification, entry: LogEntry): JsonValue | undefined {
  const column = specification.columns.find((candidate) => candidate.fact === 'http.endpoint');
  const endpoint = column === undefined ? undefined : entry[column.name];
  return typeof endpoint === 'string' ? resourceTypeOf(endpoint) : undefined;
}

/** How a segment counts that differs from a choice in case or in encoding alone is for the server to say. */
function settledResourceType(filter: FilterClause, segment: string): string | undefined {
  const nearly = (choice: string): boolean => choice !== segment && choice.toLowerCase() === segment.toLowerCase();
  return segment.includes('%') || filter.values?.some(nearly) === true ? undefined : segment;
}

/** The path is the given one or lies below it, a segment at a time; a slash at the end changes nothing. */
function liesWithin({ caseSensitive }: FilterClause, path: string, value: string): boolean {
  const even = (text: string): string => (caseSensitive ? text : text.toLowerCase()).replace(/\/+$/u, '');
  return even(path) === even(value) || even(path).startsWith(`${even(value)}/`);
}

function alike(filter: FilterClause, left: string, right: string): boolean {
  return filter.caseSensitive ? left === right : left.toLowerCase() === right.toLowerCase();
}
