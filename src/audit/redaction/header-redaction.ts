import { createHmac } from 'node:crypto';
import { type Found, REDACTED } from './placeholder.ts';
import type { SecretNames } from './secret-names.ts';
import type { TextRedaction } from './text-redaction.ts';

export type Headers = Readonly<Record<string, string>>;

/** Fields that are credentials through and through. */
const COOKIES: ReadonlySet<string> = new Set(['cookie', 'set-cookie', 'set-cookie2']);
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization']);

/** `X-Api-Key`, `X-Auth-Token`, `X-Amz-Security-Token`, `X-Session-Id`, `X-Goog-Signature`; CSRF tokens, too. */
const SECRET_FIELD =
  /(?:api-?key|access-?key|private-?key|token|secret|passw(?:or)?d|session|credentials?|signature|jwt)/u;

/** Schemes of IANA's HTTP Authentication Scheme Registry, and two that are in use without. Only they are shown. */
const SCHEME =
  /^(basic|bearer|concealed|digest|dpop|gnap|hoba|mutual|negotiate|ntlm|oauth|privatetoken|scram-sha-1|scram-sha-256|token|vapid) +(?=\S)/iu;

const MOST_FINGERPRINTS = 1000;
const MOST_REMEMBERED = 1000;
/** Characters; a longer field is unlikely to come again. */
const LONGEST_REMEMBERED = 200;
const FINGERPRINT_LENGTH = 12;

/** Takes credentials out of header fields. Names are compared without regard to case. */
export class HeaderRedaction {
  readonly #names: SecretNames;
  readonly #texts: TextRedaction;
  readonly #key: string | undefined;
  readonly #fingerprints = new Map<string, string>();
  /** Fields, name and value, in which nothing was found: clients send the same ones with every request. */
  readonly #clean = new Set<string>();

  constructor(names: SecretNames, texts: TextRedaction, fingerprintKey: string | undefined) {
    this.#names = names;
    this.#texts = texts;
    this.#key = fingerprintKey;
  }

  /** The same object where there was nothing to take out. */
  headers(headers: Headers, found: Found): Headers {
    let changed: Record<string, string> | undefined;
    for (const name of Object.keys(headers)) {
      const value = headers[name]!;
      const redacted = this.#field(name.toLowerCase(), value, found);
      if (redacted === value) continue;
      changed ??= { ...headers };
      changed[name] = redacted;
    }
    return changed ?? headers;
  }

  #field(name: string, value: string, found: Found): string {
    const whole = `${name}:${value}`;
    if (value === '' || this.#clean.has(whole)) return value;
    if (CREDENTIALS.has(name)) return this.#credentials(value, found);
    if (COOKIES.has(name)) return cookies(name, value, found);
    if (SECRET_FIELD.test(name) || this.#names.has(name)) {
      found(value);
      return REDACTED + this.#fingerprint(value);
    }
    let secrets = 0;
    const redacted = this.#texts.field(value, (secret) => {
      secrets += 1;
      found(secret);
    });
    if (secrets === 0 && redacted === value) this.#remember(whole);
    return redacted;
  }

  #remember(whole: string): void {
    if (whole.length > LONGEST_REMEMBERED) return;
    if (this.#clean.size >= MOST_REMEMBERED) this.#clean.clear();
    this.#clean.add(whole);
  }

  /** `Bearer [redacted] 3f9a…`: the scheme, and by what one can tell two credentials apart. */
  #credentials(value: string, found: Found): string {
    const scheme = SCHEME.exec(value)?.[0] ?? '';
    const secret = value.slice(scheme.length).trim();
    found(secret);
    // Of `user:password` (RFC 7617) the password may stand elsewhere by itself.
    if (/^basic /iu.test(scheme)) {
      const pair = Buffer.from(secret, 'base64').toString('utf8');
      found(pair.slice(pair.indexOf(':') + 1));
    }
    return scheme + REDACTED + this.#fingerprint(secret);
  }

  #fingerprint(value: string): string {
    if (this.#key === undefined) return '';
    let fingerprint = this.#fingerprints.get(value);
    if (fingerprint === undefined) {
      const digest = createHmac('sha256', this.#key).update(value).digest('hex');
      fingerprint = ` ${digest.slice(0, FINGERPRINT_LENGTH)}`;
      if (this.#fingerprints.size >= MOST_FINGERPRINTS) this.#fingerprints.clear();
      this.#fingerprints.set(value, fingerprint);
    }
    return fingerprint;
  }
}

/** The values can stand elsewhere by themselves. What follows the first pair of a `Set-Cookie` are attributes. */
function cookies(name: string, value: string, found: Found): string {
  const pairs = value.split(';', name === 'cookie' ? undefined : 1);
  for (const pair of pairs) found(pair.slice(pair.indexOf('=') + 1).trim());
  return REDACTED;
}
