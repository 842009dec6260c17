import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { Place } from '../kernel/index.ts';
import type { CredentialSetup } from './credential.ts';
import type { SecretBook } from './secret-book.ts';
import type { HttpJsonSource } from './target-file.ts';

/** A target as it is put to work: everything looked up and checked. A target file and the bundled simulator both end here. */
export interface TargetSetup {
  readonly name: string;
  readonly kind: 'reference' | 'external';
  /** By name; the first is the one to use by default. */
  readonly tenants: ReadonlyMap<string, TenantSetup>;
  readonly logs: readonly LogSetup[];
  readonly secrets: SecretBook;
}

export interface TenantSetup {
  /** Absolute, without a trailing slash. */
  readonly baseUrl: string;
  /** Where the target file says so. */
  readonly place?: Place;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: ReadonlyMap<string, CredentialSetup>;
}

export interface LogSetup {
  readonly specification: DialectSpecification;
  readonly source: HttpJsonSource;
  /** `source.url`, absolute. */
  readonly url: string;
  /** Where a tenant's log is another address than `url`. */
  readonly tenantUrls?: ReadonlyMap<string, string>;
  /** Where the target file describes the log. */
  readonly place?: Place;
  /** `source.headers`, looked up. */
  readonly headers: Readonly<Record<string, string>>;
  /** Viewers by tenant, then by name. */
  readonly viewers: ReadonlyMap<string, ReadonlyMap<string, CredentialSetup>>;
  /** As in `LogSource`. */
  readonly unavailable: Readonly<Record<string, string>>;
}

/** A bearer token that no system has given out. */
export const wrongToken = 'scimulate-wrong-credential';
