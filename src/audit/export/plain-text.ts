/**
 * Characters that act on whatever shows a text in place of being shown: controls (terminal escapes, line ends), line and
 * paragraph separators, marks that change the direction of writing, a byte order mark, and half surrogate pairs.
 */
const ACTING = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\p{Surrogate}]/gu;

/** JSON on one line, in which nothing acts on a terminal or an editor; it parses to the same value. */
export function toSafeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(ACTING, codeUnit);
}

const SHORT: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

/** Text on one line: `\\`, `\n`, `\r`, `\t` and `\u0000` stand for what cannot be shown, and for the backslash itself. */
export function toSafeText(text: string): string {
  return text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll(ACTING, (character) => SHORT[character] ?? codeUnit(character));
}

function codeUnit(character: string): string {
  return String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0');
}
