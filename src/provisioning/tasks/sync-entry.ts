import type { Instant, JsonObject } from '../../kernel/index.ts';
import type { ProvisioningEffect } from '../effect.ts';
import type { SyncObject, SyncType, TriggerMethod } from '../model.ts';

/** Inbound: from an identity provider into the directory. Outbound: from the directory into an application. */
export type Direction = 'inbound' | 'outbound';

export interface SyncEntry {
  readonly id: string;
  readonly direction: Direction;
  /** The identity provider or the integration. */
  readonly module: { readonly id: string; readonly name: string };
  readonly method: TriggerMethod;
  /** By its id where it comes from: in the identity provider, or in the directory. */
  readonly object: SyncObject;
  /** Id in the directory of what comes from an identity provider, where it is there. */
  readonly resource?: string;
  readonly syncType: SyncType;
  readonly correlationId: string;
  readonly task?: string;
  readonly at: Instant;
  readonly outcome: { readonly ok: true } | { readonly ok: false; readonly reason: string };
}

/** One synchronized entry of the provisioning log (PRV-COL-ENTRY), in a task or by itself. */
export function entryEffect(entry: SyncEntry): Omit<ProvisioningEffect, 'actor'> {
  const { id, syncType, object, resource, outcome, correlationId, task, at } = entry;
  return {
    id,
    kind: 'sync.entry',
    action: `entry.${syncType}`,
    occurredAt: at,
    correlationId,
    outcome: outcome.ok ? 'success' : 'failure',
    ...(!outcome.ok && { reason: outcome.reason }),
    target: object,
    ...(task !== undefined && { task }),
    detail: {
      ...triggerDetail(entry),
      object: object.type === 'User' ? 'account' : 'organization',
      ...(resource !== undefined && { resource }),
    },
  };
}

/** What tasks and entries say of where they come from. */
export function triggerDetail({
  direction,
  module,
  method,
}: Pick<SyncEntry, 'direction' | 'module' | 'method'>): JsonObject {
  return {
    direction,
    module: direction === 'inbound' ? 'identity-provider' : 'application',
    moduleId: module.id,
    moduleName: module.name,
    method,
  };
}
