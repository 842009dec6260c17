import { decodeJsonString, decodeParameter } from './decoding.ts';
import { type Scalar, scanJson } from './json-scanner.ts';
import { redactPhrase } from './phrase-redaction.ts';
import { type Found, REDACTED } from './placeholder.ts';
import type { SecretNames } from './secret-names.ts';

const JSON_START = /^\s*[[{]/u;
const FORM = /^[\w.:$%+[\]-]+=[^\s"]*$/u;

const URI_QUERY = /(?<=^[^\s?]*\?)\S+$/u;

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
    const mentioned = this.#names.hiddenIn(text);
    if (!mentioned && !text.includes(OPERATIONS)) return text;
    const json = this.#json(text, found, 0);
    if (json !== undefined || !mentioned) return json ?? text;
    // Of what is neither JSON nor a form nobody knows where a value begins or ends.
    return FORM.test(text) ? this.query(text, found) : REDACTED;
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

  /** A value of a header field, which may be a URI with a query. */
  field(text: string, found: Found): string {
    const query = URI_QUERY.exec(text)?.[0];
    if (query === undefined) return this.phrase(text, found);
    return text.slice(0, -query.length) + this.query(query, found);
  }

  /** Running text that a person or a program wrote, in which values may be quoted. */
  phrase(text: string, found: Found): string {
    if (!this.#names.hiddenIn(text)) return text;
    return this.#json(text, found, 0) ?? redactPhrase(text, this.#names, found);
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

  /** `undefined` for a text that is no JSON, or is broken in its middle. */
  #json(text: string, found: Found, nested: number): string | undefined {
    if (!JSON_START.test(text) || nested > MOST_NESTED) return undefined;
    const { scalars, state } = scanJson(text, this.#names);
    if (state === 'broken') return undefined;
    let result = '';
    let kept = 0;
    for (const scalar of scalars) {
      const replacement = this.#scalar(text.slice(scalar.start, scalar.end), scalar, found, nested);
      if (replacement === undefined) continue;
      result += text.slice(kept, scalar.start) + replacement;
      kept = scalar.end;
    }
    return result + text.slice(kept);
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
    const redacted = this.#json(decoded, found, nested + 1) ?? this.#inString(decoded, found);
    return redacted === decoded ? undefined : JSON.stringify(redacted);
  }

  /** Text in a string of a JSON document: what begins as JSON and is none cannot be read by anybody. */
  #inString(text: string, found: Found): string {
    return JSON_START.test(text) ? REDACTED : redactPhrase(text, this.#names, found);
  }
}
