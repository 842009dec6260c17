import type { HttpFacts, RecordDraft } from './record.ts';

/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

export interface RedactionOptions {
  /** Credentials that are masked wherever they occur, also in encodings; those under 4 characters are passed over. */
  readonly secrets?: Iterable<string>;
  /** Names of attributes that hold secrets, besides those that are known to: for example writeOnly ones of a schema. */
  readonly secretAttributes?: Iterable<string>;
  /** Key of the fingerprints by which two credentials can be told apart. Without one no fingerprint is shown. */
  readonly fingerprintKey?: string;
}

/** Takes secrets out of what came over the wire, before anything is stored (REQ-SECRET-1). */
export interface Redactor {
  /** A record with no secret in any of its fields. The same object where there was none. */
  draft(draft: RecordDraft): RecordDraft;
  http(facts: HttpFacts): HttpFacts;
  /** Text of any kind, such as an error message. */
  text(text: string): string;
  /** One more credential to mask from now on, such as a token that was just issued. */
  learn(secret: string): void;
}
