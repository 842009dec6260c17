import { decodeJsonString } from './decoding.ts';
import type { SecretNames } from './secret-names.ts';

/** A string or number in a JSON text. */
export interface Scalar {
  /** Of a string, with the quotes. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'key' | 'string' | 'number';
  secret: boolean;
}

export interface JsonScan {
  readonly scalars: readonly Scalar[];
  /**
   * `cut-off`: it is JSON as far as it goes. `broken`: something in it is wrong, and nothing behind that can be trusted
   * to stand where it seems to stand.
   */
  readonly state: 'whole' | 'cut-off' | 'broken';
}

/** An object or array that is open. */
interface Frame {
  readonly isObject: boolean;
  /** The member of the object around it that holds it, in lower case. */
  readonly name: string;
  /** Everything in it is secret. */
  readonly secret: boolean;
  /** It is an operation of a PATCH request (RFC 7644 section 3.5.2). */
  readonly operation: boolean;
  empty: boolean;
  /** Name of the present member. */
  key: string;
  /** The scalars of which `path` says what they are: the first of each run of them, and the one behind the last. */
  readonly about: [from: number, to: number][];
  /** Whether a member says what `value` is about, and whether that is secret. */
  naming: 'absent' | 'plain' | 'secret';
}

/** Members by which an object says what its member `value` is about. */
const NAMING: ReadonlySet<string> = new Set(['path', 'name', 'attribute', 'key']);

/** Members of an operation that are never part of a value. */
const FRAME_OF_OPERATION: ReadonlySet<string> = new Set(['op', 'path', 'name', 'method', 'bulkid', 'version']);

/** What is nested deeper is treated as broken. */
const MOST_LEVELS = 128;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?\d[\d.eE+-]*/y;
const LITERAL = /true|false|null/y;

/**
 * Finds the scalars of a JSON text, as far as it is JSON, and which of them are secret by the names they stand under.
 */
export function scanJson(text: string, names: SecretNames): JsonScan {
  return new Scanner(text, names).scan();
}

class Scanner {
  readonly #text: string;
  readonly #names: SecretNames;
  readonly #scalars: Scalar[] = [];
  readonly #frames: Frame[] = [];
  #at = 0;

  constructor(text: string, names: SecretNames) {
    this.#text = text;
    this.#names = names;
  }

  scan(): JsonScan {
    let whole = this.#value('', false);
    for (let frame = this.#frames.at(-1); whole && frame !== undefined; frame = this.#frames.at(-1)) {
      whole = this.#step(frame);
    }
    this.#take(SPACE);
    if (this.#at < this.#text.length) return { scalars: this.#scalars, state: 'broken' };
    if (!whole) this.#hideCutOff();
    return { scalars: this.#scalars, state: whole ? 'whole' : 'cut-off' };
  }

  /** Closes the frame, or reads its next member or item. @returns Whether the text is still JSON. */
  #step(frame: Frame): boolean {
    this.#take(SPACE);
    if (this.#text[this.#at] === (frame.isObject ? '}' : ']')) {
      this.#at += 1;
      this.#close(frame);
      return true;
    }
    if (!frame.empty && !this.#skip(',')) return false;
    frame.empty = false;
    this.#take(SPACE);
    if (!frame.isObject) return this.#value(frame.name, frame.secret);
    const key = this.#string('key', false);
    if (key === undefined) return false;
    frame.key = key.toLowerCase();
    if (isAbout(frame)) frame.about.push([this.#scalars.length, Number.POSITIVE_INFINITY]);
    this.#take(SPACE);
    return this.#skip(':') && this.#value(frame.key, frame.secret || this.#names.has(key));
  }

  #value(name: string, secret: boolean): boolean {
    this.#take(SPACE);
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{' || first === '[') return this.#open(first === '{', name, secret);
    if (first === '"') {
      const text = this.#string('string', secret);
      if (text !== undefined) this.#completed(text);
      return text !== undefined;
    }
    if (this.#take(LITERAL)) {
      this.#completed(undefined);
      return true;
    }
    if (!this.#take(NUMBER)) return false;
    this.#scalars.push({ start, end: this.#at, kind: 'number', secret });
    this.#completed(undefined);
    return true;
  }

  #open(isObject: boolean, name: string, secret: boolean): boolean {
    if (this.#frames.length >= MOST_LEVELS) return false;
    const parent = this.#frames.at(-1);
    this.#frames.push({
      isObject,
      name,
      secret,
      operation: isObject && parent?.isObject === false && parent.name === 'operations',
      empty: true,
      key: '',
      about: [],
      naming: 'absent',
    });
    this.#at += 1;
    return true;
  }

  #close(frame: Frame): void {
    this.#frames.pop();
    if (frame.naming === 'secret') this.#hideValue(frame);
    this.#completed(undefined);
  }

  /** A member or item of the innermost frame has been read; `text` where it is a string. */
  #completed(text: string | undefined): void {
    const frame = this.#frames.at(-1);
    if (frame?.isObject !== true) return;
    if (isAbout(frame)) frame.about.at(-1)![1] = this.#scalars.length;
    if (text === undefined || !isNaming(frame)) return;
    if (this.#names.has(text)) frame.naming = 'secret';
    else if (frame.naming === 'absent' && NAMING.has(frame.key)) frame.naming = 'plain';
  }

  #hideValue(frame: Frame): void {
    for (const [from, to] of frame.about)
      for (const scalar of this.#scalars.slice(from, to)) if (scalar.kind !== 'key') scalar.secret = true;
  }

  /** An operation that is cut off may have been about to say that its value is a password. */
  #hideCutOff(): void {
    for (const frame of this.#frames) {
      if (frame.naming === 'secret' || (frame.operation && frame.naming === 'absent')) this.#hideValue(frame);
    }
  }

  /** Reads a string with its escapes undone; `undefined` where it has no end, or an escape is none. */
  #string(kind: 'key' | 'string', secret: boolean): string | undefined {
    const start = this.#at;
    if (this.#text[start] !== '"') return undefined;
    const close = closingQuote(this.#text, start);
    const end = close === -1 ? this.#text.length : close + 1;
    this.#at = end;
    this.#scalars.push({ start, end, kind, secret });
    if (close === -1) return undefined;
    return decodeJsonString(this.#text.slice(start, end));
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(token: RegExp): boolean {
    token.lastIndex = this.#at;
    if (!token.test(this.#text)) return false;
    this.#at = token.lastIndex;
    return true;
  }
}

/** Index of the quote that ends the string which begins at `start`; -1 where none does. */
function closingQuote(text: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return -1;
    let slashes = quote;
    while (text[slashes - 1] === '\\') slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote;
    at = quote + 1;
  }
}

/** Whether the present member of an object belongs to what its `path` names; in an operation that is all but its frame. */
function isAbout({ key, operation }: Frame): boolean {
  return operation ? !FRAME_OF_OPERATION.has(key) : key === 'value';
}

/** Whether the present member can say what `value` is about; in an operation with a misspelt `path`, any other may. */
function isNaming({ key, operation }: Frame): boolean {
  return NAMING.has(key) || (operation && key !== 'value');
}
