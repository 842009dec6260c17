import type { Instant, JsonObject } from '../kernel/index.ts';
import type { Party } from './effect.ts';

// Everything here is state that outlives a restart: plain JSON, never changed in place. These are type aliases, since an
// interface does not count as JSON to the compiler.

/** How jobs of one integration are carried out. Times in milliseconds. */
export type JobPolicy = {
  /** Attempts at one operation before it fails for good, the first included. */
  readonly attempts: number;
  /** How long one attempt may take. */
  readonly timeLimit: number;
  /** Wait after the first failed attempt; each further one waits `factor` times as long, up to `longest`. */
  readonly backoff: { readonly first: number; readonly factor: number; readonly longest: number };
  /** Operations under way at the same time. */
  readonly concurrency: number;
};

/** The account in the external application on whose behalf jobs act. */
export type ServiceAccount = {
  readonly id: string;
  readonly name: string;
};

/** Where an identity provider sends SCIM requests for one integration. */
export type Gateway = {
  readonly id: string;
  readonly connectedAt: Instant;
  /** SCIM clients whose writes are this gateway's; none: every client's. */
  readonly credentials: readonly string[];
};

/** How an external application is reached. */
export type ApplicationSettings =
  | { readonly kind: 'simulated'; readonly latency: number }
  /** Any SCIM 2.0 service. `token` is a bearer token. */
  | { readonly kind: 'scim'; readonly baseUrl: string; readonly token: string };

/** An external application that users and groups are provisioned to. */
export type Integration = {
  readonly id: string;
  readonly name: string;
  readonly policy: JobPolicy;
  readonly application: ApplicationSettings;
  readonly serviceAccount?: ServiceAccount;
  readonly gateway?: Gateway;
};

/** A resource that is kept in step: an account (SCIM User) or an organization (SCIM Group). */
export type ObjectType = 'User' | 'Group';

export type SyncObject = {
  readonly type: ObjectType;
  /** In the directory for operations, in the identity provider for imports. */
  readonly id: string;
  readonly display: string;
};

export type SyncType = 'create' | 'update' | 'delete';

/** How a synchronization was set off: by a person, or by a schedule or a change. */
export type TriggerMethod = 'manual' | 'automatic';

export type OperationKind =
  | 'user.invite'
  | 'user.update'
  | 'user.removal'
  | 'group.creation'
  | 'group.update'
  | 'group.removal';

/**
 * One operation in an external application, and the job that carries it out. It is kept until it has come to its end;
 * from then on the log tells of it.
 */
export type Operation = {
  readonly id: string;
  /** Position in the order of acceptance. */
  readonly order: number;
  readonly integration: string;
  readonly kind: OperationKind;
  readonly object: SyncObject;
  readonly syncType: SyncType;
  /** What the application shall hold of the object afterwards; `null`: nothing. */
  readonly desired: JsonObject | null;
  readonly actor: Party;
  readonly correlationId: string;
  readonly method: TriggerMethod;
  readonly task?: string;
  readonly stage: 'requested' | 'in-progress';
  /** Attempts that have failed. */
  readonly failures: number;
  /** When the next attempt is due, after a failed one. */
  readonly dueAt?: Instant;
  /** When the operation came to its stage; no later stage is dated before it, whatever the clock does. */
  readonly at: Instant;
};

/** A health check that has not come to its end. */
export type HealthCheck = {
  readonly id: string;
  readonly integration: string;
  readonly correlationId: string;
  readonly actor: Party;
  readonly at: Instant;
};

/** How the data of an identity provider is read. */
export type SourceSettings =
  | { readonly kind: 'simulated'; readonly latency: number }
  | { readonly kind: 'scim'; readonly baseUrl: string; readonly token: string };

export type Schedule = {
  readonly everyMilliseconds: number;
  readonly nextAt: Instant;
};

/** An identity provider that accounts and organizations are imported from. */
export type IdentityProvider = {
  readonly id: string;
  readonly name: string;
  readonly source: SourceSettings;
  /** Longest time that reading all of it may take, in milliseconds. */
  readonly timeLimit: number;
  /** Milliseconds from one imported entry to the next. */
  readonly pace: number;
  readonly schedule?: Schedule;
};

export type TaskMode = 'identity-provider-import' | 'application-push';

export type TaskStatus = 'initial' | 'running' | 'successful' | 'failed' | 'partially-succeeded';

/** A synchronization of several entries. It is kept for good, since it can be triggered again. */
export type Task = {
  readonly id: string;
  readonly order: number;
  readonly mode: TaskMode;
  /** Id and name of the identity provider or integration. */
  readonly module: { readonly id: string; readonly name: string };
  readonly method: TriggerMethod;
  readonly actor: Party;
  readonly correlationId: string;
  readonly status: TaskStatus;
  /** Why it did not start, or what failed; empty where there is nothing to say. */
  readonly description: string;
  /** When it was triggered. */
  readonly startedAt: Instant;
  /** Set with the terminal status, never before. */
  readonly endedAt?: Instant;
  /** In the initial status: an exception kept it from starting, and it will not try again. */
  readonly halted: boolean;
  /** Requests that it consists of; 0 until it has started. */
  readonly requests: number;
  readonly succeeded: number;
  readonly failedAccounts: number;
  readonly failedOrganizations: number;
  /** The task of which this one is another run. */
  readonly runAgainOf?: string;
};

/** One change of one object that an identity provider has, to be made in the directory. */
export type ImportRequest = {
  readonly task: string;
  /** 1, 2, 3 … in its task. */
  readonly number: number;
  readonly object: SyncObject;
  readonly syncType: SyncType;
  /** The resource as the provider has it; `null`: it is gone. Members carry ids of the provider. */
  readonly resource: JsonObject | null;
};

/** Which resource of the directory an object of an identity provider was imported as. */
export type Origin = {
  readonly provider: string;
  readonly type: ObjectType;
  /** In the identity provider. */
  readonly id: string;
  /** In the directory. */
  readonly resource: string;
};

export const DEFAULT_POLICY: JobPolicy = {
  attempts: 4,
  timeLimit: 10_000,
  backoff: { first: 1_000, factor: 2, longest: 60_000 },
  concurrency: 4,
};
