import { isJsonObject } from '../kernel/index.ts';
import type { AttributeChange, HttpFacts, RecordDraft } from './record.ts';
import { HeaderRedaction } from './redaction/header-redaction.ts';
import { type Found, REDACTED } from './redaction/placeholder.ts';
import { SecretMask, SHORTEST_SECRET } from './redaction/secret-mask.ts';
import { SecretNames } from './redaction/secret-names.ts';
import { TextRedaction } from './redaction/text-redaction.ts';

export interface RedactionOptions {
  /** Credentials that are masked wherever they occur, also in encodings; those under 4 characters are passed over. */
  readonly secrets?: Iterable<string>;
  /** Names of attributes that hold secrets, besides those that are known to: for example writeOnly ones of a schema. */
  readonly secretAttributes?: Iterable<string>;
  /**
   * Shows beside a redacted credential 48 bits of an HMAC-SHA-256 of it under this key, so that two credentials can be
   * told apart. Without the key it says nothing, not even of a password of four digits; who has the key can try
   * passwords against it, so it belongs into no log. Without a key no fingerprint is shown.
   */
  readonly fingerprintKey?: string;
}

/** Takes secrets out of what came over the wire, before anything is stored (REQ-SECRET-1). */
export interface Redactor {
  /**
   * The records of one exchange with no secret in any field. What is found to be secret in one of them, such as a
   * password in a body, is masked in all of them, wherever it stands: an error message may quote it.
   */
  drafts(drafts: readonly RecordDraft[]): readonly RecordDraft[];
  /** One exchange by itself. */
  http(facts: HttpFacts): HttpFacts;
  /** Text of any kind, such as an error message. */
  text(text: string): string;
  /** One more credential to mask from now on, such as a token that was just issued. */
  learn(secret: string): void;
}

export function createRedactor(options: RedactionOptions = {}): Redactor {
  return new DoorRedactor(options);
}

/** Shorter values, and names of attributes, are masked where they were found and nowhere else. */
const SHORTEST_FOUND = 6;
const MOST_FOUND_MASKS = 256;

/** A Bulk request can hold many passwords: they are looked for together. */
const MOST_FOUND_SINGLY = 4;

/** The same texts come again and again, of header fields above all: so many characters of them are remembered. */
const MOST_REMEMBERED = 1_000_000;

class DoorRedactor implements Redactor {
  readonly #names: SecretNames;
  readonly #texts: TextRedaction;
  readonly #headers: HeaderRedaction;
  readonly #known = new Set<string>();
  #knownMask = new SecretMask([]);
  /** What a text looks like in which there may be something to redact: most have nothing of the kind. */
  #suspect: RegExp;
  readonly #clean = new Set<string>();
  #remembered = 0;
  /** The same credential comes with every request of a client. */
  readonly #foundMasks = new Map<string, SecretMask>();

  constructor(options: RedactionOptions) {
    this.#names = new SecretNames(options.secretAttributes);
    this.#texts = new TextRedaction(this.#names);
    this.#headers = new HeaderRedaction(this.#names, this.#texts, options.fingerprintKey);
    this.#suspect = new RegExp(this.#names.pattern, 'u');
    for (const secret of options.secrets ?? []) this.learn(secret);
  }

  drafts(drafts: readonly RecordDraft[]): readonly RecordDraft[] {
    const found = new Set<string>();
    const note = this.#noteIn(found);
    const redacted = drafts.map((draft) => this.#redactDraft(draft, note));
    const masks = this.#masks(found);
    return redacted.map((draft) => this.#maskDraft(draft, masks));
  }

  http(facts: HttpFacts): HttpFacts {
    const found = new Set<string>();
    const redacted = this.#redactExchange(facts, this.#noteIn(found));
    return this.#maskExchange(redacted, this.#masks(found));
  }

  text(text: string): string {
    return this.#isClean(text) ? text : this.#knownMask.apply(this.#texts.phrase(text, () => undefined));
  }

  learn(secret: string): void {
    if (secret.length < SHORTEST_SECRET || this.#known.has(secret)) return;
    this.#known.add(secret);
    this.#knownMask = new SecretMask([...this.#known]);
    this.#suspect = new RegExp(`${this.#names.pattern}|${this.#knownMask.pattern}`, 'u');
    this.#clean.clear();
  }

  #isClean(text: string): boolean {
    if (text === '' || this.#clean.has(text)) return true;
    if (this.#suspect.test(text)) return false;
    this.#remembered += text.length;
    if (this.#remembered > MOST_REMEMBERED) {
      this.#clean.clear();
      this.#remembered = text.length;
    }
    this.#clean.add(text);
    return true;
  }

  #noteIn(found: Set<string>): Found {
    return (secret) => {
      if (secret.length >= SHORTEST_FOUND && !this.#known.has(secret) && !this.#names.has(secret)) found.add(secret);
    };
  }

  #redactDraft(draft: RecordDraft, found: Found): RecordDraft {
    const { http, reason, changes } = draft;
    return {
      ...draft,
      ...(http && { http: this.#redactExchange(http, found) }),
      ...(reason !== undefined && { reason: this.#texts.phrase(reason, found) }),
      ...(changes && { changes: changes.map((change) => this.#redactChange(change)) }),
    };
  }

  #redactExchange(facts: HttpFacts, found: Found): HttpFacts {
    const { query, requestBody, responseBody } = facts;
    return {
      ...facts,
      query: this.#isClean(query) ? query : this.#texts.query(query, found),
      requestHeaders: this.#headers.headers(facts.requestHeaders, found),
      requestBody: this.#texts.requestBody(requestBody, found),
      responseHeaders: this.#headers.headers(facts.responseHeaders, found),
      responseBody: this.#isClean(responseBody) ? responseBody : this.#texts.responseBody(responseBody, found),
    };
  }

  /** The value of a secret attribute is not kept, but that it changed is. */
  #redactChange(change: AttributeChange): AttributeChange {
    if (!this.#names.has(change.path)) return change;
    return {
      path: change.path,
      ...(change.before !== undefined && { before: REDACTED }),
      ...(change.after !== undefined && { after: REDACTED }),
    };
  }

  /** Ids, methods and paths are what a log is searched by: no client can have them masked by choosing a password. */
  #maskDraft(draft: RecordDraft, masks: Masks): RecordDraft {
    const { actor, target, members, reason, http, changes, detail } = draft;
    return {
      ...draft,
      actor: this.#maskDeep(actor, NONE),
      ...(target && { target: this.#maskDeep(target, NONE) }),
      ...(members && { members: this.#maskDeep(members, NONE) }),
      ...(reason !== undefined && { reason: this.#mask(reason, masks) }),
      ...(http && { http: this.#maskExchange(http, masks) }),
      ...(changes && { changes: this.#maskDeep(changes, masks) }),
      ...(detail && { detail: this.#maskDeep(detail, masks) }),
    };
  }

  #maskExchange(facts: HttpFacts, masks: Masks): HttpFacts {
    return {
      ...facts,
      method: this.#mask(facts.method, NONE),
      endpoint: this.#mask(facts.endpoint, NONE),
      resourceType: this.#mask(facts.resourceType, NONE),
      query: this.#mask(facts.query, masks),
      requestHeaders: this.#maskDeep(facts.requestHeaders, masks),
      requestBody: this.#mask(facts.requestBody, masks),
      responseHeaders: this.#maskDeep(facts.responseHeaders, masks),
      responseBody: this.#mask(facts.responseBody, masks),
    };
  }

  /** Masks what was known before, and what the exchange itself showed to be secret. */
  #mask(text: string, found: Masks): string {
    let result = this.#isClean(text) ? text : this.#knownMask.apply(text);
    for (const mask of found) result = mask.apply(result);
    return result;
  }

  #maskDeep<T>(value: T, found: Masks): T {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A string stays a string, and the shape is kept.
    return mapStrings(value, (text) => this.#mask(text, found)) as T;
  }

  #masks(found: ReadonlySet<string>): Masks {
    const secrets = [...found];
    if (secrets.length > MOST_FOUND_SINGLY) return [new SecretMask(secrets)];
    return secrets.map((secret) => this.#foundMask(secret));
  }

  #foundMask(secret: string): SecretMask {
    let mask = this.#foundMasks.get(secret);
    if (mask === undefined) {
      mask = new SecretMask([secret]);
      if (this.#foundMasks.size >= MOST_FOUND_MASKS) this.#foundMasks.clear();
      this.#foundMasks.set(secret, mask);
    }
    return mask;
  }
}

type Masks = readonly SecretMask[];
const NONE: Masks = [];

/** Changes every string in plain JSON, names of members too; what stays the same is shared, not copied. */
function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => mapStrings(item, map));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  let changed = false;
  const members = Object.entries(value).map(([name, member]) => {
    const mapped = [map(name), mapStrings(member, map)] as const;
    changed ||= mapped[0] !== name || mapped[1] !== member;
    return mapped;
  });
  return changed ? Object.fromEntries(members) : value;
}
