import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { Place } from '../kernel/index.ts';
import type { CredentialSetup } from './credential.ts';
import type { SecretBook } from './secret-book.ts';
import type { ActionDoor, HttpJsonSource } from './target-file.ts';

/** A target as it is put to work: everything looked up and checked. A target file and the bundled simulator both end here. */
export interface TargetSetup {
  readonly name: string;
  readonly kind: 'reference' | 'external';
  /** By name; the first is the one to use by default. */
  readonly tenants: ReadonlyMap<string, TenantSetup>;
  readonly logs: readonly LogSetup[];
  readonly driver?: DriverSetup;
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
  /** Where the choices of filters are offered, absolute, by `choiceKey` of tenant and filter. */
  readonly choiceUrls?: ReadonlyMap<string, string>;
  /** Where the target file describes the log. */
  readonly place?: Place;
  /** `source.headers`, looked up. */
  readonly headers: Readonly<Record<string, string>>;
  /** Viewers by tenant, then by name. */
  readonly viewers: ReadonlyMap<string, ReadonlyMap<string, CredentialSetup>>;
  /** As in `LogSource`. */
  readonly unavailable: Readonly<Record<string, string>>;
}

/** How a target is driven. */
export interface DriverSetup {
  /** What paths of actions are below, by tenant: absolute, without a trailing slash. */
  readonly urls: ReadonlyMap<string, string>;
  /** Sent with every action. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who can act from the start, by tenant, then by name. */
  readonly actors: ReadonlyMap<string, ReadonlyMap<string, ActorSetup>>;
  readonly actions: ReadonlyMap<string, ActionDoor>;
}

export interface ActorSetup {
  readonly credential: CredentialSetup;
  /** As the logs may call them. */
  readonly id?: string;
  readonly display?: string;
}

/** A bearer token that no system has given out. */
export const wrongToken = 'scimulate-wrong-credential';
