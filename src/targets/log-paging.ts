import { hash } from 'node:crypto';
import { isJsonObject, type JsonValue, parseJson, resolvePointer } from '../kernel/index.ts';
import type { LogFault } from './log-fault.ts';
import type { PagingStyle } from './target-file.ts';

/**
 * Where a walk through a log stands. It travels in the cursor that readers pass back, so that a source keeps no state
 * and walks do not disturb each other.
 */
export interface LogPosition {
  /** Cursor, URL, page number or offset of the page to read; absent where the first page needs none. */
  readonly at?: string | number;
  /** 1, 2, 3 … */
  readonly page: number;
  /** Entries on the pages before. */
  readonly entries: number;
  /** An earlier `at`, renewed at every power of two: a walk that comes back to it goes in a circle (Brent's method). */
  readonly mark?: string | number;
  /** Digest of the page before, and how many times in a row it has come again. */
  readonly digest?: string;
  readonly repeats: number;
}

/** What of an answer the way onward depends on. */
export interface PageAnswer {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: JsonValue;
  readonly rawEntries: readonly JsonValue[];
}

/** An honest log can repeat a page by mistake; one that gives the same page this many more times never ends. */
const mostRepeats = 2;

/** The position of a walk's first page. */
export function firstPosition(paging: PagingStyle): LogPosition {
  const start = { page: 1, entries: 0, repeats: 0 };
  if (paging.style === 'page') return { ...start, at: paging.first ?? 1 };
  if (paging.style === 'offset') return { ...start, at: paging.first ?? 0 };
  return start;
}

/** The position as an opaque text, and back; `undefined` when the text is none that was given out. */
export function writePosition(position: LogPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function readPosition(text: string): LogPosition | undefined {
  const value = parseJson(Buffer.from(text, 'base64url').toString('utf8'));
  return isPosition(value) ? value : undefined;
}

function isPosition(value: unknown): value is LogPosition {
  return isJsonObject(value) && ['page', 'entries', 'repeats'].every((name) => typeof value[name] === 'number');
}

/** The parameter that asks for a position, if it takes one. */
export function pagingParameter(
  paging: PagingStyle,
  { at }: LogPosition,
): readonly [string, string | number] | undefined {
  if (at === undefined || paging.style === 'none' || paging.style === 'link') return undefined;
  return [paging.parameter, at];
}

/**
 * The position of the page after this one, or `undefined` after the last.
 * @throws ScimulateError `LOG_SOURCE_PAGING` for an answer that does not say what follows, `LOG_SOURCE_LOOP` for paging
 * without an end
 */
export function nextPosition(
  paging: PagingStyle,
  position: LogPosition,
  answer: PageAnswer,
  fault: LogFault,
): LogPosition | undefined {
  const at = nextAt(paging, position, answer, fault);
  if (at === undefined) return undefined;
  const { page, mark } = position;
  const count = answer.rawEntries.length;
  const digest = hash('sha256', JSON.stringify(answer.rawEntries), 'base64url');
  const repeats = count > 0 && digest === position.digest ? position.repeats + 1 : 0;
  if (at === mark || repeats >= mostRepeats) {
    const what =
      repeats >= mostRepeats
        ? `page ${page} is the same as the ${mostRepeats} before it`
        : `page ${page} leads back to an earlier one`;
    throw fault.error('LOOP', `the paging has no end: ${what}.`, 'check "paging" in the target file.');
  }
  const renewed = Number.isInteger(Math.log2(page)) ? at : mark;
  return {
    at,
    page: page + 1,
    entries: position.entries + count,
    ...(renewed === undefined ? {} : { mark: renewed }),
    digest,
    repeats,
  };
}

function nextAt(
  paging: PagingStyle,
  position: LogPosition,
  answer: PageAnswer,
  fault: LogFault,
): string | number | undefined {
  const count = answer.rawEntries.length;
  if (paging.style === 'none') return undefined;
  if (paging.style === 'page') {
    return moreFollows(paging, position, answer, fault) ? Number(position.at) + 1 : undefined;
  }
  if (paging.style === 'offset') {
    return moreFollows(paging, position, answer, fault) ? Number(position.at) + count : undefined;
  }
  if (paging.emptyPageEnds === true && count === 0) return undefined;
  if (paging.style === 'cursor') return cursorAt(answer.document, paging.next, fault);
  const { next } = paging;
  const link = next === undefined ? linkHeader(answer.headers['link']) : cursorAt(answer.document, next, fault);
  return link === undefined ? undefined : followable(String(link), answer.url, fault);
}

function cursorAt(document: JsonValue, pointer: string, fault: LogFault): string | number | undefined {
  const value = resolvePointer(document, pointer);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw fault.error('PAGING', `there is no cursor at "${pointer}" but ${fault.excerpt(JSON.stringify(value))}.`);
}

function moreFollows(
  paging: Extract<PagingStyle, { style: 'page' | 'offset' }>,
  position: LogPosition,
  { document, rawEntries }: PageAnswer,
  fault: LogFault,
): boolean {
  // A page without entries cannot lead on: asking again would give it again.
  if (rawEntries.length === 0) return false;
  if (paging.more !== undefined) {
    const more = resolvePointer(document, paging.more);
    if (typeof more === 'boolean') return more;
    throw fault.error('PAGING', `there is no true or false at "${paging.more}" to say whether more follows.`);
  }
  if (paging.total === undefined) return true;
  const total = resolvePointer(document, paging.total);
  if (typeof total === 'number') return position.entries + rawEntries.length < total;
  throw fault.error('PAGING', `there is no number of all entries at "${paging.total}".`);
}

/** The target of the first link with `rel="next"` (RFC 8288). */
function linkHeader(header: string | undefined): string | undefined {
  for (const [, target, parameters] of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)/gu,
  )) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s|;|$))/iu.test(parameters ?? '')) return target;
  }
  return undefined;
}

/** A link is followed with the viewer's credential, so it must not lead to anybody else. */
function followable(link: string, base: string, fault: LogFault): string {
  const target = URL.parse(link, base);
  if (target === null) throw fault.error('PAGING', `the link to the next page is not a URL: ${fault.excerpt(link)}.`);
  if (target.origin === new URL(base).origin) return target.href;
  throw fault.error('PAGING', `the link to the next page leads to another origin, ${fault.excerpt(target.origin)}.`);
}
