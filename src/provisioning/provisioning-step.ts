import type { ProvisioningEffect } from './effect.ts';
import type { StateCommit } from './state/state-box.ts';

/**
 * One step of provisioning, done in memory and to be made durable: its effects on record together with its state, or
 * neither. Whoever gets one appends both and then calls `settle`, or `undo` where that failed.
 */
export interface ProvisioningStep<T = unknown> extends StateCommit {
  readonly result: T;
  readonly effects: readonly ProvisioningEffect[];
}
