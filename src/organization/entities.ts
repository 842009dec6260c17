import type { Instant, JsonObject } from '../kernel/index.ts';
import type { Permission } from './permissions.ts';

/** Everything that an organization keeps has an id that is never used twice. Instants are milliseconds since 1970. */
interface Entity {
  readonly id: string;
}

/** A secret is kept as the SHA-256 of it, in base64: it can be recognized and not be read. */
interface WithDigest extends Entity {
  readonly digest: string;
}

export interface Profile extends Entity {
  readonly name: string;
  /** What siblings have in common. */
  readonly family: string;
  readonly settings: Settings;
  /** Absent as long as the organization is there. */
  readonly deletedAt?: Instant;
}

export type Settings = {
  /** Minutes until a session ends by itself. */
  readonly sessionMinutes: number;
  readonly magicLinkMinutes: number;
  readonly invitationHours: number;
  /** Whether members sign in with passwords. */
  readonly passwordLogin: boolean;
  /** Domains of e-mail addresses that can be invited; empty for any. */
  readonly emailDomains: readonly string[];
};

export interface Member extends Entity {
  /** The same in every sibling of which the person is a member. */
  readonly account: string;
  readonly email: string;
  readonly name: string;
  /** Ids of roles, built-in ones among them. */
  readonly roles: readonly string[];
  /** What is kept of the password; absent for one who never chose any. */
  readonly password?: string;
}

export interface Session extends WithDigest {
  readonly member: string;
  /** Absent for a standing session, which the operator of the simulator has set up. */
  readonly expiresAt?: Instant;
}

export interface MagicLink extends WithDigest {
  readonly member: string;
  readonly expiresAt: Instant;
}

export interface OidcProvider extends Entity {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Key of the signatures of ID tokens (HS256); never returned or recorded. */
  readonly clientSecret: string;
  /** Whether members of this organization sign in by it. */
  readonly linked: boolean;
}

export interface Invitation extends WithDigest {
  readonly email: string;
  readonly expiresAt: Instant;
}

export interface Role extends Entity {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

export interface ServiceAccount extends Entity {
  readonly name: string;
  /** What its keys may do. */
  readonly permissions: readonly Permission[];
}

export interface ApiKey extends WithDigest {
  readonly serviceAccount: string;
  readonly name: string;
  /** 1, 2, 3 … with each rotation. */
  readonly generation: number;
  readonly revokedAt?: Instant;
}

export interface Connector extends Entity {
  readonly name: string;
  /** Kind of data source: `postgres`, `s3`. */
  readonly kind: string;
  readonly configuration: JsonObject;
  /** Id of the secret that it signs in with. */
  readonly secret?: string;
}

export interface AccessKey extends WithDigest {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt?: Instant;
}

export interface Secret extends Entity {
  readonly name: string;
  readonly description: string;
  /** What is kept of the value, from which it cannot be read. */
  readonly kept: string;
}

export interface ScimToken extends Entity {
  readonly name: string;
  readonly expiresAt?: Instant;
  readonly revokedAt?: Instant;
}

export interface ScimClient extends Entity {
  readonly name: string;
  readonly revokedAt?: Instant;
}

/** What an organization keeps, by the name of the table. */
export interface Tables {
  readonly profile: Profile;
  readonly members: Member;
  readonly sessions: Session;
  readonly 'magic-links': MagicLink;
  readonly 'oidc-providers': OidcProvider;
  readonly invitations: Invitation;
  readonly roles: Role;
  readonly 'service-accounts': ServiceAccount;
  readonly 'api-keys': ApiKey;
  readonly connectors: Connector;
  readonly 'access-keys': AccessKey;
  readonly secrets: Secret;
  readonly 'scim-tokens': ScimToken;
  readonly 'scim-clients': ScimClient;
}

export type TableName = keyof Tables;

export const TABLE_NAMES: readonly TableName[] = [
  'profile',
  'members',
  'sessions',
  'magic-links',
  'oidc-providers',
  'invitations',
  'roles',
  'service-accounts',
  'api-keys',
  'connectors',
  'access-keys',
  'secrets',
  'scim-tokens',
  'scim-clients',
];
