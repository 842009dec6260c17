import { isJsonObject } from '../kernel/index.ts';
import type { AttributeChange, HttpFacts, RecordDraft } from './record.ts';
import { HeaderRedaction } from './redaction/header-redaction.ts';
import { type Found, REDACTED } from './redaction/placeholder.ts';
import { SecretMask, SHORTEST_SECRET } from './redaction/secret-mask.ts';
import { SecretNames } from './redaction/secret-names.ts';
import { TextRedaction } from './redaction/text-redaction.ts';

export { REDACTED } from './redaction/placeholder.ts';

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

type Masks = readonly SecretMask[];

/** Shorter values, and names of attributes, are masked where they were found and nowhere else. */
const SHORTEST_FOUND = 6;
const MOST_FOUND_MASKS = 256;

/** A Bulk request can hold many passwords: they are looked for together. */
const MOST_FOUND_SINGLY = 4;

class DoorRedactor implements Redactor {
  readonly #names: SecretNames;
  readonly #texts: TextRedaction;
  readonly #headers: HeaderRedaction;
  readonly #known = new Set<string>();
  #knownMasks: Masks = [];
  /** The same credential comes with every request of a client. */
  readonly #foundMasks = new Map<string, SecretMask>();

  constructor(options: RedactionOptions) {
    this.#names = new SecretNames(options.secretAttributes);
    this.#texts = new TextRedaction(this.#names);
    this.#headers = new HeaderRedaction(this.#names, this.#texts, options.fingerprintKey);
    for (const secret of options.secrets ?? []) this.learn(secret);
  }

  drafts(drafts: readonly RecordDraft[]): readonly RecordDraft[] {
    const found = new Set<string>();
    const note = this.#noteIn(found);
    const redacted = drafts.map((draft) => ({
      ...draft,
      ...(draft.http && { http: this.#exchange(draft.http, note) }),
      ...(draft.reason !== undefined && { reason: this.#texts.phrase(draft.reason, note) }),
      ...(draft.changes && { changes: draft.changes.map((change) => this.#change(change)) }),
    }));
    const masks = this.#masks(found);
    return redacted.map((draft) => this.#maskDraft(draft, masks));
  }

  http(facts: HttpFacts): HttpFacts {
    const found = new Set<string>();
    const redacted = this.#exchange(facts, this.#noteIn(found));
    return this.#maskExchange(redacted, this.#masks(found));
  }

  text(text: string): string {
    return masked(
      this.#texts.phrase(text, () => undefined),
      this.#knownMasks,
    );
  }

  learn(secret: string): void {
    if (secret.length < SHORTEST_SECRET || this.#known.has(secret)) return;
    this.#known.add(secret);
    this.#knownMasks = [new SecretMask([...this.#known])];
  }

  #noteIn(found: Set<string>): Found {
    return (secret) => {
      if (secret.length >= SHORTEST_FOUND && !this.#known.has(secret) && !this.#names.has(secret)) found.add(secret);
    };
  }

  #exchange(facts: HttpFacts, found: Found): HttpFacts {
    return {
      ...facts,
      query: this.#texts.query(facts.query, found),
      requestHeaders: this.#headers.headers(facts.requestHeaders, found),
      requestBody: this.#texts.requestBody(facts.requestBody, found),
      responseHeaders: this.#headers.headers(facts.responseHeaders, found),
      responseBody: this.#texts.responseBody(facts.responseBody, found),
    };
  }

  /** The value of a secret attribute is not kept, but that it changed is. */
  #change(change: AttributeChange): AttributeChange {
    if (!this.#names.has(change.path)) return change;
    return {
      path: change.path,
      ...(change.before !== undefined && { before: REDACTED }),
      ...(change.after !== undefined && { after: REDACTED }),
    };
  }

  /** Ids, methods and paths are what a log is searched by: no client can have them masked by choosing a password. */
  #maskDraft(draft: RecordDraft, masks: Masks): RecordDraft {
    const { tenant, id, kind, http, reason, changes, detail, ...rest } = draft;
    return {
      tenant,
      id,
      kind,
      ...maskedDeep(rest, this.#knownMasks),
      ...(reason !== undefined && { reason: masked(reason, masks) }),
      ...(http && { http: this.#maskExchange(http, masks) }),
      ...(changes && { changes: maskedDeep(changes, masks) }),
      ...(detail && { detail: maskedDeep(detail, masks) }),
    };
  }

  #maskExchange(facts: HttpFacts, masks: Masks): HttpFacts {
    return {
      ...facts,
      method: masked(facts.method, this.#knownMasks),
      endpoint: masked(facts.endpoint, this.#knownMasks),
      resourceType: masked(facts.resourceType, this.#knownMasks),
      query: masked(facts.query, masks),
      requestHeaders: maskedDeep(facts.requestHeaders, masks),
      requestBody: masked(facts.requestBody, masks),
      responseHeaders: maskedDeep(facts.responseHeaders, masks),
      responseBody: masked(facts.responseBody, masks),
    };
  }

  #masks(found: ReadonlySet<string>): Masks {
    if (found.size === 0) return this.#knownMasks;
    const secrets = [...found];
    if (secrets.length > MOST_FOUND_SINGLY) return [...this.#knownMasks, new SecretMask(secrets)];
    return [...this.#knownMasks, ...secrets.map((secret) => this.#foundMask(secret))];
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

function masked(text: string, masks: Masks): string {
  let result = text;
  for (const mask of masks) result = mask.apply(result);
  return result;
}

/** Masks every string in plain JSON, names of members too; what has none to mask is shared, not copied. */
function maskedDeep<T>(value: T, masks: Masks): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- A string stays a string, and the shape is kept.
  return mapStrings(value, (text) => masked(text, masks)) as T;
}

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
