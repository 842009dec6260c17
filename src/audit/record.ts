import type { Instant, JsonObject, JsonValue } from '../kernel/index.ts';

/**
 * What a record is about. One SCIM request makes one `scim.request` and, for each effect that it had,
 * one record of another kind; all of them share the request's correlation id.
 */
export type RecordKind =
  /** One HTTP exchange at the SCIM door, whatever became of it. */
  | 'scim.request'
  /** One operation of a Bulk request, with a method, path, status and bodies of its own. */
  | 'scim.operation'
  /** One effect on one resource of the directory. */
  | 'resource.change'
  /** One step in the life of a provisioning job. */
  | 'job.transition'
  /** One step in the life of a provisioning task. */
  | 'task.transition'
  /** One synchronized entry of a task, or one that stands alone. */
  | 'sync.entry'
  /** A synchronization that is on record as management and not as provisioning: over OpenAPI, or by an application. */
  | 'management.action'
  /** An integration's own life: its service account, its gateway, its health checks. */
  | 'integration.event'
  /** One administrative or security action in an organization. */
  | 'organization.action'
  /** Somebody read or exported a log (FLD-READ-1). */
  | 'log.read';

export type Outcome = 'success' | 'failure' | 'partial' | 'pending' | 'running';

/** Who acted, or what was acted upon. */
export interface Party {
  /** For example `credential`, `integration`, `member`, `system`; or a SCIM resource type. */
  readonly type: string;
  /** Empty where it names what never came to be, as in a creation that failed. */
  readonly id: string;
  /** What a person reads: a name, an e-mail address. Hostile text: escape it where it is shown. */
  readonly display?: string;
}

/** One attribute that an update changed. Secrets are masked before a record is made. */
export interface AttributeChange {
  /** SCIM attribute path, for example `name.familyName`. */
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One HTTP exchange, with credentials already redacted. */
export interface HttpFacts {
  /** Also sent to the client in the `X-Request-Id` header. */
  readonly requestId: string;
  /** As sent, upper or lower case. */
  readonly method: string;
  /** Path below the SCIM base URI, without query: `/Users/2819c223`. As sent, not decoded. */
  readonly endpoint: string;
  /** Query string as sent, without `?`; empty where there was none. */
  readonly query: string;
  /** By the first path segment: `Users`, `Groups`, `Me`, `Bulk`, another endpoint's name, or empty. */
  readonly resourceType: string;
  readonly statusCode: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Payload as sent; empty where there was none. */
  readonly requestBody: string;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** From the arrival of the whole request to the end of its handling. */
  readonly durationMilliseconds: number;
}

/** The canonical form of an event, before the store has given it its place. Plain JSON throughout. */
export interface RecordDraft {
  readonly tenant: string;
  /**
   * Unique in its tenant. Appending the same id again is refused, so that a retry cannot double an event. Ids that begin
   * with the time (`orderedUuid`) append about twice as fast as random ones.
   */
  readonly id: string;
  readonly kind: RecordKind;
  /** When it happened, by the clock of the system that saw it. May step back between records. */
  readonly occurredAt: Instant;
  /** Ties together everything that one cause brought about. */
  readonly correlationId: string;
  /**
   * Canonical dotted verb. Of a `scim.request` and a `scim.operation` what was asked for: `user.` or `group.` or, of any
   * other type, `resource.`, with `create`, `read`, `list`, `update`, `delete`; `group.members.update` for nothing but
   * members; `bulk`, `discovery`, `other`; `authentication.fail` whatever was asked for without good credentials. Of a
   * `resource.change` what was done: the same verbs, and `user.deactivate`, `user.reactivate`.
   */
  readonly action: string;
  /** Of a `scim.request`: `success` or `failure`, as its status code says; its parts have records of their own. */
  readonly outcome: Outcome;
  readonly actor: Party;
  readonly target?: Party;
  /** Why it failed, in words; present on every failure. */
  readonly reason?: string;
  readonly http?: HttpFacts;
  /** Of a `resource.change`, and of a request or operation that changed one resource. */
  readonly changes?: readonly AttributeChange[];
  readonly members?: { readonly added: readonly Party[]; readonly removed: readonly Party[] };
  readonly integration?: string;
  readonly job?: string;
  readonly task?: string;
  /** Whatever else a dialect needs of this kind of record. */
  readonly detail?: JsonObject;
}

/** A record in its place in one tenant's chain. */
export interface AuditRecord extends RecordDraft {
  /** 1, 2, 3 … in each tenant, without gaps. This, never the clock, is the order of the log. */
  readonly sequence: number;
  /** When the store took it in. */
  readonly recordedAt: Instant;
  /** Lower-case hexadecimal SHA-256 of the record before it in the tenant; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 over `previousHash` and every other field (see `chain.ts`). */
  readonly hash: string;
}
