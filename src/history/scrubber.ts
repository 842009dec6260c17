import { isJsonObject, SecretFinder } from '../kernel/index.ts';
import type { HistoryLine } from './line.ts';
import { lineSchemas, ownKeyword } from './line-schema.ts';
import { schemaMember } from './line-text.ts';

/** A shorter value would be found everywhere and is not kept secret by anybody. */
const shortestSecret = 4;

/** Logs are read over and over: the last texts that were scrubbed are remembered, up to so many characters. */
const rememberedCharacters = 8_000_000;

/**
 * Keeps secrets out of a history: wherever a known one stands in a line, as it is, percent-encoded, escaped in JSON or
 * in base64, it becomes `{{secret:NAME}}`. What is learned later does not change lines that were scrubbed before.
 */
export class Scrubber {
  /** Names by secret value. */
  readonly #names = new Map<string, string>();
  readonly #remembered = new Map<string, string>();
  #rememberedLength = 0;
  #finder: SecretFinder | undefined;
  #shortest = Number.POSITIVE_INFINITY;

  /** @param secrets values by name. */
  constructor(secrets: Iterable<readonly [name: string, value: string]> = []) {
    for (const [name, value] of secrets) this.learn(name, value);
  }

  /** Adds a secret of at least four characters; a shorter one is passed over. A value that is known keeps its first name. */
  learn(name: string, value: string): void {
    if (value.length < shortestSecret || this.#names.has(value)) return;
    this.#names.set(value, name);
    this.#shortest = Math.min(this.#shortest, value.length);
    this.#finder = undefined;
    this.#forget();
  }

  /** Replaces every secret in a text. */
  text(text: string): string {
    if (text.length < this.#shortest) return text;
    const remembered = this.#remembered.get(text);
    if (remembered !== undefined) return remembered;
    const scrubbed = this.#replace(text);
    if (this.#rememberedLength > rememberedCharacters) this.#forget();
    this.#remembered.set(text, scrubbed);
    this.#rememberedLength += text.length + scrubbed.length;
    return scrubbed;
  }

  /** Replaces every secret in whatever was observed in a line: all strings and keys that the format does not fix. */
  line<Line extends HistoryLine>(line: Line): Line {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Scrubbing keeps the shape of a line.
    return this.#scrub(line, lineSchemas[line.type]) as Line;
  }

  #forget(): void {
    this.#remembered.clear();
    this.#rememberedLength = 0;
  }

  #replace(text: string): string {
    this.#finder ??= new SecretFinder(this.#names);
    const bytes = Buffer.from(text, 'utf8');
    const places = this.#finder.find(bytes);
    if (places.length === 0) return text;
    let scrubbed = '';
    let from = 0;
    for (const { name, start, end } of places) {
      scrubbed += `${bytes.toString('utf8', from, start)}{{secret:${name}}}`;
      from = end;
    }
    return scrubbed + bytes.toString('utf8', from);
  }

  #scrub(value: unknown, schema: unknown): unknown {
    if (isOwn(schema)) return value;
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#scrub(item, schemaMember(schema, 'items')));
    if (!isJsonObject(value)) return value;
    const properties = schemaMember(schema, 'properties');
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const known = schemaMember(properties, name);
        return [known === undefined ? this.text(name) : name, this.#scrub(member, known)];
      }),
    );
  }
}

function isOwn(schema: unknown): boolean {
  return isJsonObject(schema) && (ownKeyword in schema || 'const' in schema || 'enum' in schema);
}
