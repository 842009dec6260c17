import type { Instant, JsonObject, JsonValue } from '../kernel/index.ts';
import type { Tables } from './entities.ts';
import type { OrganizationAction } from './organization-actions.ts';
import type { Permission } from './permissions.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';

/** Who acted, or what was acted upon. */
export interface OrganizationParty {
  /** Of who acted: `member`, `access-key`, `service-account`, `anonymous`. Of what was acted upon: `role`, `connector` … */
  readonly type: string;
  readonly id: string;
  /** An e-mail address or a name. */
  readonly display?: string;
}

/** One value that a command changed. Of a secret neither the value before nor the one after is there. */
export interface OrganizationChange {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** Something that happened in the organization. A command that changed nothing has none. */
export interface OrganizationEffect {
  readonly action: OrganizationAction;
  readonly outcome: 'success' | 'failure';
  readonly actor: OrganizationParty;
  readonly target: OrganizationParty;
  /** Why it failed: present on every failure. */
  readonly reason?: string;
  readonly changes?: readonly OrganizationChange[];
  readonly detail?: JsonObject;
}

/** A piece of state to be committed with the records that explain it. */
export interface OrganizationWrite {
  readonly collection: string;
  readonly key: string;
  /** Absent: delete the key. */
  readonly value?: JsonValue;
}

/** A command that took place in memory and is to be made durable. */
export interface OrganizationCommit<T> {
  readonly result: T;
  readonly effects: readonly OrganizationEffect[];
  /** What changed in the durable state, the last value of each key. */
  readonly writes: readonly OrganizationWrite[];
  /** Takes it back, because its records could not be made durable. */
  undo(): void;
  /** It is durable. */
  settle(): void;
}

/** Who asks for something, and what they may do. */
export interface Principal {
  readonly party: OrganizationParty;
  /** Whether they administer the organization. */
  readonly administrator: boolean;
  readonly permissions: ReadonlySet<Permission>;
  /** Ids of the roles of a member. */
  readonly roles: readonly string[];
  /** Of somebody who has signed in. */
  readonly session?: { readonly id: string; readonly member: string };
}

/**
 * One organization. Synchronous: what it holds, it holds in memory. One command at a time: the next one begins when the
 * one before is settled or undone, because what it does may rest on it.
 */
export interface Organization {
  /** The tenant's id. */
  readonly id: string;
  readonly deleted: boolean;
  /**
   * All of `work` or, when it throws, nothing.
   * @throws RangeError while another command is neither settled nor undone.
   */
  transact<T>(work: (transaction: OrganizationTransaction) => T): OrganizationCommit<T>;
  list<Name extends keyof Tables>(table: Name): readonly Tables[Name][];
  get<Name extends keyof Tables>(table: Name, id: string): Tables[Name] | undefined;
  /** Whose token this is: of a session, an API access key or a service account's API key; `undefined` for nobody's. */
  authenticate(token: string, now: Instant): Principal | undefined;
  /** The whole durable state: what `writes` of all commands add up to. */
  snapshot(): readonly OrganizationWrite[];
}
