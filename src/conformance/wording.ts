import type { JsonValue } from '../kernel/index.ts';

/** Longest text from the wire that a message quotes, in UTF-16 code units before escaping. */
const longestQuote = 120;

/** Controls, and characters that are invisible or change the direction of what stands around them. */
const deceptive =
  /[\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202F\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/**
 * A value from the wire as it may stand in a message: JSON, cut to 120 characters, every control or deceptive
 * character as an escape. `undefined` and the empty string read `nothing`.
 */
export function quote(value: JsonValue | undefined): string {
  if (value === undefined || value === '') return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(shortened(value)) : shortened(JSON.stringify(value));
  return escaped(text);
}

/** Text from the wire without quotation marks around it: names of scenarios, methods, paths. */
export function plain(text: string): string {
  return escaped(JSON.stringify(shortened(text)).slice(1, -1).replaceAll('\\"', '"'));
}

/** `1 entry`, `3 entries`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function shortened(text: string): string {
  if (text.length <= longestQuote) return text;
  return `${text.slice(0, longestQuote).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

function escaped(text: string): string {
  return text.replaceAll(deceptive, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
