import { type Clock, type Instant, type Random, ScimulateError } from '../kernel/index.ts';
import type { AuditStore, DialectSpecification } from '../audit/index.ts';
import type { HttpSender } from '../provisioning/index.ts';
import type { FoundingMember } from '../organization/index.ts';
import type { ResourceModel, Strictness } from '../scim/index.ts';

/** A client of the SCIM door: a static bearer token, an OAuth client that is issued tokens, or both. */
export interface CredentialOptions {
  /** What the logs call it; unique in its tenant. */
  readonly name: string;
  /** What people call it, where that is something else. */
  readonly display?: string;
  /** Static bearer token (RFC 6750). */
  readonly token?: string;
  /** OAuth 2.0 client that gets tokens by the client credentials grant (RFC 6749 section 4.4). */
  readonly client?: { readonly id: string; readonly secret: string };
  /** From this moment on neither the token nor the client is accepted. */
  readonly expiresAt?: Instant;
  readonly revoked?: boolean;
  /** What it may do: `read-only` is refused every write with 403. `read-write` by default. */
  readonly access?: 'read-only' | 'read-write';
  /** `userName` of the User that `/Me` stands for (RFC 7644 section 3.11); without it `/Me` answers 501. */
  readonly me?: string;
}

/** Somebody who reads the logs. */
export interface ViewerOptions {
  /** What the record of a read calls them; unique in its tenant. */
  readonly name: string;
  readonly token: string;
  /** One or several, compared with the roles of each dialect's access clause. */
  readonly role: string | readonly string[];
}

export interface TenantOptions {
  /** Part of URLs: letters, digits, `.`, `_` and `-`, beginning with a letter or digit. `default` is served without prefix. */
  readonly id: string;
  readonly credentials: readonly CredentialOptions[];
  readonly viewers: readonly ViewerOptions[];
  /** Members that the organization has when it begins; what the store holds of it goes before. */
  readonly members?: readonly FoundingMember[];
}

/** Bounds of what one request may cost. */
export interface Limits {
  /** Bytes of a request body; more is answered with 413. */
  readonly bodyBytes: number;
  /** RFC 7643 section 5, `bulk.maxOperations` and `bulk.maxPayloadSize` in bytes. */
  readonly bulkOperations: number;
  readonly bulkPayloadBytes: number;
  /** Resources on a page when the client names no count, and at most. */
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  /** How long a cursor of a list or a log is good for. */
  readonly cursorTimeoutSeconds: number;
  /** Lifetime of tokens that the token endpoint issues. */
  readonly accessTokenSeconds: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 16 * 1024 * 1024,
  bulkOperations: 1000,
  bulkPayloadBytes: 1024 * 1024,
  defaultPageSize: 100,
  maxPageSize: 1000,
  cursorTimeoutSeconds: 3600,
  accessTokenSeconds: 3600,
};

/** No tolerance at all: the RFCs to the letter. */
export const STRICT: Strictness = {
  anyCaseOperations: false,
  booleanStrings: false,
  removeWithValue: false,
  unquotedFilterValues: false,
  valuePathComparisons: false,
  pathKeys: false,
  emptyOperations: false,
  unknownAttributes: false,
  singleForMultiValued: false,
  arrayForSingular: false,
  lenientMembers: false,
  managerAsString: false,
  plainJson: false,
};

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Closed together with the simulator. */
  readonly store: AuditStore;
  readonly tenants: readonly TenantOptions[];
  /** Tolerances toward clients; none by default. */
  readonly strictness?: Partial<Strictness>;
  /** Resource types that are served; User with the enterprise extension and Group by default. */
  readonly models?: readonly ResourceModel[];
  readonly limits?: Partial<Limits>;
  /** Logs that are served; by default the request log, the IAM log and the organization audit log. */
  readonly dialects?: readonly DialectSpecification[];
  /** The way to applications and identity providers that are not simulated; the platform's `fetch` by default. */
  readonly send?: HttpSender;
  /**
   * Key of cursors and issued tokens. Drawn from `random` by default, which is fit for tests only;
   * a simulator on a network gets one from the operating system.
   */
  readonly secret?: string;
  /**
   * Bearer token with which `GET /admin/outbox` gives what would have been sent by e-mail: invitations and magic links.
   * Whoever has it can sign in as anybody. Without it nobody reads them.
   */
  readonly outboxToken?: string;
}

export const TENANT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;

/** @throws ScimulateError `SIMULATOR_OPTIONS` naming the first option that cannot work. */
export function checkOptions(options: SimulatorOptions): void {
  const ids = new Set<string>();
  for (const [index, tenant] of options.tenants.entries()) {
    const place = `/tenants/${index}`;
    if (!TENANT_ID.test(tenant.id)) fail(`${place}/id`, `"${tenant.id}" is no tenant id`);
    if (ids.has(tenant.id)) fail(`${place}/id`, `tenant "${tenant.id}" is there twice`);
    ids.add(tenant.id);
    checkUnique(tenant.credentials, `${place}/credentials`, 'name', (credential) => credential.name);
    checkUnique(tenant.viewers, `${place}/viewers`, 'name', (viewer) => viewer.name);
    checkUnique(tenant.credentials, `${place}/credentials`, 'token', (credential) => credential.token);
    checkUnique(tenant.credentials, `${place}/credentials`, 'client id', (credential) => credential.client?.id);
    checkUnique(tenant.viewers, `${place}/viewers`, 'token', (viewer) => viewer.token);
    checkUnique(tenant.members ?? [], `${place}/members`, 'e-mail address', ({ email }) => email.toLowerCase());
    checkUnique(tenant.members ?? [], `${place}/members`, 'token', (member) => member.token);
  }
  for (const [name, value] of Object.entries(options.limits ?? {}))
    if (!Number.isSafeInteger(value) || value < 1) fail(`/limits/${name}`, 'a limit is a positive integer');
}

function checkUnique<T>(items: readonly T[], place: string, what: string, key: (item: T) => string | undefined): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const value = key(item);
    if (value === undefined) continue;
    if (value === '') fail(`${place}/${index}`, `an empty ${what}`);
    // The value itself stays out of the message: it can be a secret.
    if (seen.has(value)) fail(`${place}/${index}`, `a ${what} that another one has already`);
    seen.add(value);
  }
}

function fail(pointer: string, message: string): never {
  throw new ScimulateError('SIMULATOR_OPTIONS', message, {
    place: { pointer },
    mend: 'correct the options of the simulator',
  });
}
