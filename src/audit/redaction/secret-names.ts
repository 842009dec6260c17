import { withoutEscapes } from './decoding.ts';

/** Names of attributes, parameters and fields whose values are credentials. A hyphen stands for any separator or none. */
const NAMES = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'token',
  'api-key',
  'private-key',
  'assertion',
  'authorization',
  'code-verifier',
] as const;

/** `newPassword`, `client_secret`, `refresh_token`; but a token that only says where a page begins is none. */
const ENDING = /(?:password|passwd|passphrase|secret|token|apikey|privatekey|assertion)$/u;
/** `\\u0070` or `%70`. */
const ESCAPED_LETTER = /\\u00[4-7]|%(?:25)*[4-7]/u;
const PAGING = /(?:page|next|previous|continuation|sync|skip|delta)token$/u;

/** Decides by their names which values are secret. */
export class SecretNames {
  /** Regular expression source of what a text with one of the names in it looks like, escaped or not. */
  readonly pattern: string;
  readonly #names: ReadonlySet<string>;
  readonly #hint: RegExp;
  readonly #search: RegExp;
  readonly #decided = new Map<string, boolean>();

  /** @param more Names besides the usual ones, such as the `writeOnly` attributes of a schema. */
  constructor(more: Iterable<string> = []) {
    const names = [...NAMES, ...[...more].map((name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, '-'))];
    this.#names = new Set(names.map(plain));
    const pattern = names.map(anyCase).join('|');
    this.pattern = `${pattern}|${ESCAPED_LETTER.source}`;
    this.#hint = new RegExp(pattern, 'u');
    this.#search = new RegExp(pattern, 'gu');
  }

  /**
   * Whether what a name names is secret. The name may be qualified by a URN or a path in dots or brackets:
   * `urn:ietf:params:scim:schemas:core:2.0:User:password`, `user.password`, `user[password]`.
   */
  has(name: string): boolean {
    const decided = this.#decided.get(name);
    if (decided !== undefined) return decided;
    const secret = name.length <= LONGEST_NAME && this.#decide(name);
    if (this.#decided.size >= MOST_DECIDED) this.#decided.clear();
    this.#decided.set(name, secret);
    return secret;
  }

  /** Whether a text holds any of the names: where it does not, nothing in it is secret by its name. */
  mentionedIn(text: string): boolean {
    return this.#hint.test(text);
  }

  /** As `mentionedIn`, also where the name is written with escapes of JSON or of a URI. */
  hiddenIn(text: string): boolean {
    return this.#hint.test(text) || (ESCAPED_LETTER.test(text) && this.#hint.test(withoutEscapes(text)));
  }

  /** Where the next of the names begins, from `index` on; -1 where none does. */
  findIn(text: string, index: number): number {
    this.#search.lastIndex = index;
    return this.#search.exec(text)?.index ?? -1;
  }

  #decide(name: string): boolean {
    const unqualified = name.slice(name.lastIndexOf(':') + 1).split(/[.[\]]/u);
    return unqualified.some((step) => {
      const word = plain(step);
      return this.#names.has(word) || (ENDING.test(word) && !PAGING.test(word));
    });
  }
}

/** What is longer is no name, and is not kept in mind. */
const LONGEST_NAME = 512;
const MOST_DECIDED = 2000;

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '');
}

/** A pattern for a name in any case; it is several times faster than the flag `i`. */
function anyCase(name: string): string {
  const letters = Array.from(name.toLowerCase(), (letter) => {
    if (letter === '-') return String.raw`[-_\s]?`;
    const upper = letter.toUpperCase();
    if (upper !== letter && upper.length === 1) return `[${letter}${upper}]`;
    return letter.replaceAll(/[\^$\\.*+?()[\]{}|/]/gu, String.raw`\$&`);
  });
  return letters.join('');
}
