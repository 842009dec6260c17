import { REDACTED, type Found } from './placeholder.ts';
import type { SecretNames } from './secret-names.ts';

/** What may stand between a name and its value: `=`, `:`, `=>`, or an operator of a filter (RFC 7644 section 3.4.2.2). */
const BETWEEN = /(\\*["']?\]?)(?:\s*(=>|=|:)\s*|\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s+)/iy;
const QUOTE = /\\*["']/y;
const WORD = /[^\s&"<>]+/y;
const IN_NAME = /[\w$.-]/u;

/**
 * Takes values out of running text, such as an error message or a filter, where a secret name stands before them:
 * `password eq "…"`, `client_secret=…`, `"password":"…"`. Prose is left alone: `password: must not be empty`.
 */
export function redactPhrase(text: string, names: SecretNames, found: Found): string {
  let result = '';
  let kept = 0;
  for (const { end } of secretNamesIn(text, names)) {
    const value = end < kept ? undefined : valueAt(text, end);
    if (value === undefined) continue;
    found(text.slice(value.start, value.end));
    result += text.slice(kept, value.start) + REDACTED;
    kept = value.end;
  }
  return kept === 0 ? text : result + text.slice(kept);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The names in a text that are secret, each with the URN or path before it. */
function* secretNamesIn(text: string, names: SecretNames): Generator<Span> {
  let from = 0;
  for (;;) {
    const hint = names.findIn(text, from);
    if (hint === -1) return;
    let start = hint;
    while (start > from && (IN_NAME.test(text[start - 1]!) || text[start - 1] === ':')) start -= 1;
    let end = hint + 1;
    while (end < text.length && IN_NAME.test(text[end]!)) end += 1;
    if (names.has(text.slice(start, end))) yield { start, end };
    from = end;
  }
}

/** The value that belongs to a name that ends at `at`. */
function valueAt(text: string, at: number): Span | undefined {
  BETWEEN.lastIndex = at;
  const between = BETWEEN.exec(text);
  if (between === null) return undefined;
  const start = BETWEEN.lastIndex;
  QUOTE.lastIndex = start;
  const quote = QUOTE.exec(text)?.[0];
  if (quote !== undefined) return { start: start + quote.length, end: closing(text, quote, start + quote.length) };
  const isProse = (between[2] === ':' || between[2] === '=>') && between[1] === '';
  WORD.lastIndex = start;
  return !isProse && WORD.test(text) ? { start, end: WORD.lastIndex } : undefined;
}

/** Where the quotation ends that was opened with `quote`, which has a backslash for each level of JSON in JSON. */
function closing(text: string, quote: string, from: number): number {
  let at = text.indexOf(quote, from);
  while (at !== -1 && text[at - 1] === '\\' && at > from) at = text.indexOf(quote, at + 1);
  return at === -1 ? text.length : at;
}
