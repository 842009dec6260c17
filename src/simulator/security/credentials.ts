import { hash } from 'node:crypto';
import type { Instant } from '../../kernel/index.ts';
import type { CredentialOptions } from '../options.ts';
import type { Seal } from './seal.ts';

/** What a request's `Authorization` field amounts to. */
export type Authentication =
  | { readonly accepted: true; readonly credential: CredentialOptions }
  | {
      readonly accepted: false;
      /** `absent`: no field. `malformed`: not `Bearer <token>`. `unknown`: never given out in this tenant. */
      readonly cause: 'absent' | 'malformed' | 'unknown' | 'expired' | 'revoked';
      /** Whose token it was, for the log; set for `expired` and `revoked`. */
      readonly credential?: CredentialOptions;
    };

const UNKNOWN: Authentication = { accepted: false, cause: 'unknown' };

/** b64token of RFC 6750 section 2.1. */
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/iu;

/**
 * The clients of one tenant's SCIM door. Static tokens are kept as digests (RFC 7644 section 7.7); issued tokens are
 * sealed and not kept at all, so that revoking or expiring their client ends them too.
 */
export class CredentialRegistry {
  readonly #byName = new Map<string, CredentialOptions>();
  readonly #byTokenDigest = new Map<string, string>();
  readonly #byClientId = new Map<string, { readonly name: string; readonly secretDigest: string }>();
  readonly #seal: Seal;
  readonly #purpose: string;

  constructor(tenant: string, credentials: readonly CredentialOptions[], seal: Seal) {
    this.#seal = seal;
    this.#purpose = `access-token/${tenant}`;
    for (const credential of credentials) this.add(credential);
  }

  /** Opens the door to one more client. */
  add(credential: CredentialOptions): void {
    const { token, client, ...kept } = credential;
    this.#byName.set(credential.name, kept);
    if (token !== undefined) this.#byTokenDigest.set(digest(token), credential.name);
    if (client !== undefined)
      this.#byClientId.set(client.id, { name: credential.name, secretDigest: digest(client.secret) });
  }

  /** Closes the door to a client from now on. @returns Whether there is such a client. */
  revoke(name: string): boolean {
    const credential = this.#byName.get(name);
    if (credential === undefined) return false;
    this.#byName.set(name, { ...credential, revoked: true });
    return true;
  }

  authenticate(authorization: string | undefined, now: Instant): Authentication {
    if (authorization === undefined) return { accepted: false, cause: 'absent' };
    const token = bearerToken(authorization);
    if (token === undefined) return { accepted: false, cause: 'malformed' };
    const name = this.#byTokenDigest.get(digest(token));
    if (name !== undefined) return this.#admit(name, now);
    const issued = this.#seal.open(this.#purpose, token);
    if (issued === undefined) return UNKNOWN;
    const admitted = typeof issued.credential === 'string' ? this.#admit(issued.credential, now) : UNKNOWN;
    if (admitted.accepted && now >= Number(issued.expiresAt))
      return { accepted: false, cause: 'expired', credential: admitted.credential };
    return admitted;
  }

  /** The credential of an OAuth client that proved its secret and may get a token. */
  authenticateClient(id: string, secret: string, now: Instant): CredentialOptions | undefined {
    const client = this.#byClientId.get(id);
    // Digests are compared, so that the time taken tells nothing about the secret.
    if (client === undefined || client.secretDigest !== digest(secret)) return undefined;
    const admitted = this.#admit(client.name, now);
    return admitted.accepted ? admitted.credential : undefined;
  }

  /** An access token that names its credential and dies at `expiresAt`. @param serial Makes it differ from every other. */
  issue(credential: CredentialOptions, expiresAt: Instant, serial: string): string {
    return this.#seal.close(this.#purpose, { credential: credential.name, expiresAt, serial });
  }

  #admit(name: string, now: Instant): Authentication {
    const credential = this.#byName.get(name);
    if (credential === undefined) return UNKNOWN;
    if (credential.revoked === true) return { accepted: false, cause: 'revoked', credential };
    if (credential.expiresAt !== undefined && now >= credential.expiresAt)
      return { accepted: false, cause: 'expired', credential };
    return { accepted: true, credential };
  }
}

/** The token of an `Authorization` field of the Bearer scheme (RFC 6750 section 2.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
}

/** SHA-256 in base64: what is kept in place of a secret. */
export function digest(secret: string): string {
  return hash('sha256', secret, 'base64');
}
