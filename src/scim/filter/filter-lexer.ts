import { ScimError } from '../errors.ts';

type TokenKind = 'word' | 'string' | '(' | ')' | '[' | ']' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string its decoded value. */
  readonly text: string;
  /** Index of its first character, starting at 0. */
  readonly start: number;
  /** Index after its last character. */
  readonly end: number;
}

/** Longest filter that is read, in UTF-16 code units: some thousand terms, far above what a URL carries. */
export const maximumFilterLength = 131_072;

const space = /\s/u;
/** Names, operators and literals other than strings; what it may not contain ends it. */
const word = /[^\s()[\]"]+/uy;
/** A JSON string (RFC 8259 section 7) as far as its end is concerned; `JSON.parse` decides on the rest. */
const string = /"(?:[^"\\]|\\.)*"/suy;

/**
 * Reads the tokens of a filter one by one. White space separates and is otherwise without meaning: the grammar wants
 * one space, but an example of RFC 7644 section 3.5.2.2 has none before a string and others break lines.
 */
export class FilterLexer {
  readonly text: string;
  #position: number;
  #next: Token | undefined;

  /**
   * @param start index of the first character to read.
   * @throws ScimError 400 `invalidFilter` on a text that is too long.
   */
  constructor(text: string, start = 0) {
    this.text = text;
    this.#position = start;
    if (text.length > maximumFilterLength) {
      throw new ScimError(
        400,
        `The filter has ${text.length} characters; at most ${maximumFilterLength} are accepted.`,
        'invalidFilter',
      );
    }
  }

  peek(): Token {
    this.#next ??= this.#read();
    return this.#next;
  }

  take(): Token {
    const token = this.peek();
    this.#position = token.end;
    this.#next = undefined;
    return token;
  }

  #read(): Token {
    let start = this.#position;
    while (start < this.text.length && space.test(this.text[start]!)) start++;
    if (start === this.text.length) return { kind: 'end', text: '', start, end: start };
    const first = this.text[start]!;
    if (first === '(' || first === ')' || first === '[' || first === ']')
      return { kind: first, text: first, start, end: start + 1 };
    if (first === '"') return this.#string(start);
    word.lastIndex = start;
    const text = word.exec(this.text)![0];
    return { kind: 'word', text, start, end: start + text.length };
  }

  #string(start: number): Token {
    string.lastIndex = start;
    const match = string.exec(this.text);
    if (match === null) throw syntaxError(start, 'a closing quotation mark for the string that opens here');
    const text = decodeString(match[0]);
    if (text === undefined) throw syntaxError(start, 'a JSON string', match[0]);
    return { kind: 'string', text, start, end: start + match[0].length };
  }
}

function decodeString(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

/** Builds the error for a fault at index `start` of a filter. Positions are told from 1. */
export function syntaxError(start: number, expected: string, found?: string): ScimError {
  const seen = found === undefined ? '' : `, found ${found === '' ? 'the end' : excerpt(found)}`;
  return new ScimError(400, `Invalid filter at position ${start + 1}: expected ${expected}${seen}.`, 'invalidFilter');
}

/** Text from the wire, short enough to be shown and without control characters. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length <= 40 ? text : `${text.slice(0, 40)}…`);
}
