import { isJsonObject, type JsonValue, type Random } from '../kernel/index.ts';
import type { Cast } from './cast.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One turn of a `repeat`. */
export interface Turn {
  /** From 1. */
  readonly index: number;
  readonly value: JsonValue;
}

/** What a run supplies to its placeholders. */
export interface BindingSources {
  readonly namespace: string;
  readonly random: Random;
  /** Called once for each secret that the scenario makes up. */
  readonly learn: (name: string, value: string) => void;
}

/** Values of placeholders in the course of one run. */
export class Bindings {
  readonly #sources: BindingSources;
  readonly #captures = new Map<string, JsonValue>();
  readonly #secrets = new Map<string, string>();
  #cast: Cast | undefined;

  constructor(sources: BindingSources) {
    this.#sources = sources;
  }

  /** Makes people and groups known. */
  introduce(cast: Cast): void {
    this.#cast = cast;
  }

  /** Binds a capture; without a value it is unbound, so that no step goes on with an old one. */
  capture(name: string, value: JsonValue | undefined): void {
    if (value === undefined) this.#captures.delete(name);
    else this.#captures.set(name, value);
  }

  /** The value of an expression, inside of `turn` where steps are repeated. */
  resolve(expression: string, turn?: Turn): JsonValue | undefined {
    const [head = '', tail = ''] = splitOnce(expression, /[.:]/u);
    if (expression.startsWith('secret:')) return this.#secret(tail);
    if (expression === 'namespace') return this.#sources.namespace;
    if (head === 'random') return this.#drawn(tail);
    if (head === 'repeat') return tail === 'index' ? turn?.index : turn?.value;
    return this.#captures.get(expression) ?? this.#ofCast(head, tail);
  }

  #ofCast(name: string, field: string): JsonValue | undefined {
    const person = this.#cast?.people.get(name);
    const group = this.#cast?.groups.get(name);
    if (field === 'remoteId') return person?.remoteId ?? group?.remoteId;
    const fields: unknown = person?.user ?? group?.group;
    return isJsonObject(fields) ? fields[field] : undefined;
  }

  #drawn(what: string): JsonValue | undefined {
    const [kind, length = '0'] = what.split('.');
    const { random } = this.#sources;
    if (kind === 'uuid') return random.uuid();
    if (kind === 'hex') return random.hex(Math.ceil(Number(length) / 2)).slice(0, Number(length));
    if (kind === 'text')
      return Array.from({ length: Number(length) }, () => letters[random.integer(letters.length)]).join('');
    return undefined;
  }

  /** Made up once for each name, of a kind that most password policies let through and that needs no escaping. */
  #secret(name: string): string {
    const known = this.#secrets.get(name);
    if (known !== undefined) return known;
    const value = `Aa1.${this.#sources.random.fork(`secret/${name}`).hex(10)}`;
    this.#secrets.set(name, value);
    this.#sources.learn(name, value);
    return value;
  }
}

function splitOnce(text: string, separator: RegExp): string[] {
  const index = text.search(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
