import type { ColumnClause } from '../../audit/dialects/specification.ts';
import type { ExchangeLine, LogEntry } from '../../history/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { quote } from '../wording.ts';
import { textOf } from './canonical-json.ts';
import { missingHeader } from './header-agreement.ts';
import { sameBody, sameText } from './masking.ts';
import { isOnTheWire, wireFact } from './wire-facts.ts';

/** A column's value beside what the client saw. */
export interface Comparison {
  readonly agrees: boolean;
  /** There was something to show: two empty values agree and prove nothing. */
  readonly telling: boolean;
  /** What was expected and what came, for people. */
  explain(): string;
}

/** So much of the beginning is repeated where two texts begin alike, in UTF-16 code units. */
const longestCommonStart = 60;
const contextBefore = 20;

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u;

/** Milliseconds since 1970 of a value in a column of type `instant`, or `undefined` where it is no such value. */
export function instantOf(value: JsonValue | undefined): number | undefined {
  if (typeof value !== 'string' || !isoInstant.test(value)) return undefined;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Whether a column can be compared with what the client saw at all. Identifiers are compared by their header. */
export function isComparable(column: ColumnClause): boolean {
  return column.type !== 'identifier' && isOnTheWire(column.fact);
}

/** Compares a column's value with what the client saw, or gives `undefined` where the client did not see it. */
export function compareColumn(column: ColumnClause, entry: LogEntry, exchange: ExchangeLine): Comparison | undefined {
  if (!isComparable(column)) return undefined;
  const sent = wireFact(column.fact, exchange);
  if (sent === undefined) return undefined;
  const shown = entry[column.name];
  if (column.type === 'instant') return compareInstant(column, shown, exchange);
  if (column.type === 'request') return compareRequest(shown, exchange);
  if (column.type === 'body') return compareBody(textOf(sent), shown);
  const expected = column.values === undefined ? sent : (column.values[textOf(sent)] ?? sent);
  if (typeof expected !== 'string') {
    return { agrees: expected === shown, telling: true, explain: () => difference(expected, shown) };
  }
  const agrees = typeof shown === 'string' ? sameText(expected, shown) : expected === '' && isEmpty(shown);
  return { agrees, telling: expected !== '' || !agrees, explain: () => difference(expected, shown) };
}

function compareInstant(column: ColumnClause, shown: JsonValue | undefined, exchange: ExchangeLine): Comparison {
  const instant = instantOf(shown);
  const tolerance = column.toleranceMilliseconds ?? 0;
  const { sentAt, receivedAt } = exchange;
  // Where the clock stepped back in between, what was received lies before what was sent.
  const [early, late] = [Math.min(sentAt, receivedAt) - tolerance, Math.max(sentAt, receivedAt) + tolerance];
  return {
    agrees: instant !== undefined && instant >= early && instant <= late,
    telling: true,
    explain: () => `expected between ${iso(early)} and ${iso(late)}, came ${quote(shown)}`,
  };
}

function compareBody(sent: string, shown: JsonValue | undefined): Comparison | undefined {
  if (sent === '') return { agrees: isEmpty(shown), telling: !isEmpty(shown), explain: () => difference(sent, shown) };
  const agrees = sameBody(sent, shown);
  return agrees === undefined ? undefined : { agrees, telling: true, explain: () => difference(sent, shown) };
}

function compareRequest(shown: JsonValue | undefined, { request }: ExchangeLine): Comparison {
  const fault = requestFault(shown, request);
  return { agrees: fault === undefined, telling: true, explain: () => fault ?? '' };
}

function requestFault(shown: JsonValue | undefined, sent: ExchangeLine['request']): string | undefined {
  if (!isJsonObject(shown)) return `expected method, headers and body, came ${quote(shown)}`;
  if (shown['method'] !== sent.method) return `method: ${difference(sent.method, shown['method'])}`;
  const headers: JsonObject = isJsonObject(shown['headers']) ? shown['headers'] : {};
  const missing = missingHeader(sent.headers, headers);
  if (missing !== undefined) {
    const field = Object.keys(headers).find((name) => name.toLowerCase() === missing.toLowerCase());
    return `header ${quote(missing)}: ${difference(sent.headers[missing], field === undefined ? undefined : headers[field])}`;
  }
  if (compareBody(sent.body, shown['body'])?.agrees === false) return `body: ${difference(sent.body, shown['body'])}`;
  return undefined;
}

/** Long texts that begin alike are quoted from shortly before the place where they part. */
function difference(expected: JsonValue | undefined, shown: JsonValue | undefined): string {
  if (typeof expected !== 'string' || typeof shown !== 'string') {
    return `expected ${quote(expected)}, came ${quote(shown)}`;
  }
  let part = 0;
  while (part < expected.length && expected[part] === shown[part]) part += 1;
  if (part <= longestCommonStart) return `expected ${quote(expected)}, came ${quote(shown)}`;
  const from = part - contextBefore;
  return `from character ${from + 1} on expected ${quote(expected.slice(from))}, came ${quote(shown.slice(from))}`;
}

/** Whether the log shows nothing: no value, none but white space, or a dash that stands for none. */
export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && /^\s*[-–—]?\s*$/u.test(value));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
