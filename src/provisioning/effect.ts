import type { Instant, JsonObject } from '../kernel/index.ts';

/** Who acted, or what was acted upon. */
export type Party = {
  /** `credential`, `integration`, `service-account`, `identity-provider`, `application`, or a SCIM resource type. */
  readonly type: string;
  readonly id: string;
  /** What a person reads. */
  readonly display?: string;
};

/** What set a command off: everything that follows from it carries the same correlation id. */
export interface Cause {
  readonly correlationId: string;
  readonly actor: Party;
}

/** Which of the canonical kinds of record an effect makes. */
type EffectKind = 'integration.event' | 'job.transition' | 'task.transition' | 'sync.entry' | 'management.action';

/**
 * Something that happened and belongs on record: the canonical record of it, but for the tenant. Ids follow from what
 * happened (`<job>.succeeded`), so that a store that refuses a second record with the same id refuses a second outcome.
 */
export interface ProvisioningEffect {
  readonly id: string;
  readonly kind: EffectKind;
  readonly occurredAt: Instant;
  readonly correlationId: string;
  /** Canonical dotted verb: `user.invite.requested`, `integration.gateway.connect`, `task.start`, `entry.create`. */
  readonly action: string;
  readonly outcome: 'success' | 'failure' | 'partial' | 'pending' | 'running';
  readonly actor: Party;
  readonly target?: Party;
  /** Present on every failure. */
  readonly reason?: string;
  readonly integration?: string;
  readonly job?: string;
  readonly task?: string;
  readonly detail?: JsonObject;
}
