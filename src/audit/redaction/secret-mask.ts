import { SecretFinder } from '../../kernel/index.ts';
import { REDACTED } from './placeholder.ts';

/** A shorter value stands everywhere, and is nobody's secret. */
export const SHORTEST_SECRET = 4;

/** Less of a base64 text is no trace of what was encoded. */
const SHORTEST_BASE64 = 8;

/** More secrets than this are looked for in every text; up to it, a quick look rules most texts out. */
const MOST_SUSPECTS = 64;

/** Masks known values wherever they stand: as they are, escaped in JSON or a URI, or in base64. */
export class SecretMask {
  readonly #secrets: readonly string[];
  readonly #traces: readonly string[];
  readonly #escaped: readonly string[];
  readonly #escape: RegExp;
  #finder: SecretFinder | undefined;

  /** @param secrets Each of at least `SHORTEST_SECRET` characters. */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
    this.#traces = secrets.length > MOST_SUSPECTS ? [''] : secrets.flatMap(tracesOf);
    this.#escaped = secrets.flatMap(escapedForms);
    this.#escape = secrets.every(isPlain) ? /%|\\[u/]/u : /[%\\+]/u;
  }

  /** Regular expression source of what every text looks like that holds one of the secrets; others may look so, too. */
  get pattern(): string {
    return [...this.#traces.map(literal), this.#escape.source].join('|');
  }

  apply(text: string): string {
    if (!this.#traces.some((trace) => text.includes(trace)) && !this.#escape.test(text)) return text;
    let plain = text;
    for (const form of this.#escaped) plain = plain.replaceAll(form, REDACTED);
    return this.#maskForms(plain);
  }

  #maskForms(text: string): string {
    this.#finder ??= new SecretFinder(new Map(this.#secrets.map((secret) => [secret, ''])));
    const bytes = Buffer.from(text, 'utf8');
    let result = '';
    let kept = 0;
    for (const { start, end } of this.#finder.find(bytes)) {
      result += bytes.toString('utf8', kept, start) + REDACTED;
      kept = end;
    }
    return kept === 0 ? text : result + bytes.toString('utf8', kept);
  }
}

/** The secret, and the digits that it always leaves in base64 and base64url at each of three offsets. */
function tracesOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const fixed = [0, 1, 2].map((offset) => {
    const digits = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return digits.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const long = fixed.filter((digits) => digits.length >= SHORTEST_BASE64);
  const traces = [secret, ...(long.length > 0 ? long : [bytes.toString('base64').replaceAll('=', '')])];
  return [...new Set(traces.flatMap((trace) => [trace, trace.replaceAll('+', '-').replaceAll('/', '_')]))];
}

/**
 * A secret with quotes or backslashes in it, as JSON writes it, and JSON in JSON. Next to what else is escaped they
 * cannot be told apart once the escapes are undone, so they are looked for as they are written.
 */
function escapedForms(secret: string): readonly string[] {
  const once = JSON.stringify(secret).slice(1, -1);
  return once === secret ? [] : [JSON.stringify(once).slice(1, -1), once];
}

/** Whether JSON and forms write the secret as it is. */
function isPlain(secret: string): boolean {
  return /^[\w.~*!'()@:;,=?&#<>-]*$/u.test(secret);
}

function literal(text: string): string {
  return text.replaceAll(/[\^$\\.*+?()[\]{}|]/gu, String.raw`\$&`);
}
