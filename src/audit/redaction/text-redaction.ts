import { decodeJsonString, decodeParameter } from './decoding.ts';
import { type Scalar, scanJson } from './json-scanner.ts';
import { redactBehindName, redactPhrase } from './phrase-redaction.ts';
import { type Found, REDACTED } from './placeholder.ts';
import type { SecretNames } from './secret-names.ts';

const JSON_START = /^\s*[[{"]/u;
const FORM = /^[^\s=&{}<>]+=/u;

/** A PATCH whose value may be a password although nothing before the end of the text says so. */
const OPERATIONS = 'perations';

/** JSON in JSON in JSON is looked into, deeper nesting is not. */
const MOST_NESTED = 3;

/**
 * Takes out of texts what is secret by the name that it stands under, and leaves every other byte as it is.
 * A text without secrets comes back as the same string.
 */
export class TextRedaction {
  readonly #names: SecretNames;

  constructor(names: SecretNames) {
    this.#names = names;
  }

  /** What a client sent: JSON, a form, or anything else, whatever its content type says. */
  requestBody(text: string, found: Found): string {
    if (JSON_START.test(text)) {
      return this.#names.hiddenIn(text) || text.includes(OPERATIONS) ? this.#json(text, found, 0) : text;
    }
    if (!this.#names.hiddenIn(text)) return text;
    return FORM.test(text) ? this.query(text, found) : redactBehindName(text, this.#names);
  }

  /** What a server answered: what is not JSON is a text for people, such as the error page of a proxy. */
  responseBody(text: string, found: Found): string {
    return this.phrase(text, found);
  }

  /** `name=value` pairs joined by `&`. */
  query(text: string, found: Found): string {
    if (!this.#names.hiddenIn(text)) return text;
    return text
      .split('&')
      .map((pair) => this.#parameter(pair, found))
      .join('&');
  }

  /** Running text that a person or a program wrote, in which values may be quoted. */
  phrase(text: string, found: Found, nested = 0): string {
    if (!this.#names.hiddenIn(text)) return text;
    if (JSON_START.test(text) && nested < MOST_NESTED) return this.#json(text, found, nested + 1);
    return redactPhrase(text, this.#names, found);
  }

  #parameter(pair: string, found: Found): string {
    const equals = pair.indexOf('=');
    if (equals === -1) return pair;
    const name = pair.slice(0, equals);
    const value = decodeParameter(pair.slice(equals + 1));
    if (value !== '' && this.#names.has(decodeParameter(name))) {
      found(value);
      return `${name}=${REDACTED}`;
    }
    const redacted = this.phrase(value, found);
    if (redacted === value) return pair;
    return `${name}=${encodeURIComponent(redacted.toWellFormed()).replaceAll(encodeURIComponent(REDACTED), REDACTED)}`;
  }

  #json(text: string, found: Found, nested: number): string {
    const { scalars, end, secretEnd } = scanJson(text, this.#names);
    let result = '';
    let kept = 0;
    for (const scalar of scalars) {
      if (secretEnd && scalar.start >= end) break;
      const replacement = this.#scalar(text.slice(scalar.start, scalar.end), scalar, found, nested);
      if (replacement === undefined) continue;
      result += text.slice(kept, scalar.start) + replacement;
      kept = scalar.end;
    }
    return result + (secretEnd ? text.slice(kept, end) + REDACTED : text.slice(kept));
  }

  /** What stands in place of a scalar; `undefined` where it stays as it is. */
  #scalar(written: string, scalar: Scalar, found: Found, nested: number): string | undefined {
    if (scalar.secret) {
      if (written === '""') return undefined;
      found(scalar.kind === 'number' ? written : (decodeJsonString(written) ?? written.slice(1)));
      return `"${REDACTED}"`;
    }
    if (scalar.kind === 'number' || !this.#names.hiddenIn(written)) return undefined;
    const decoded = decodeJsonString(written) ?? written.slice(1);
    const redacted = this.phrase(decoded, found, nested);
    return redacted === decoded ? undefined : JSON.stringify(redacted);
  }
}
