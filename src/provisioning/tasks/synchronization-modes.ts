import type { Direction } from './sync-entry.ts';

/** Where a synchronization is on record, by what sets it off and which way it goes (PRV-SCOPE-1, PRV-TASK-2). */
type ModeScope =
  /** In the provisioning logs: as a task with its entries, or as an entry that stands alone. */
  | { readonly direction: Direction; readonly log: 'provisioning'; readonly grouping: 'task' | 'entry' }
  /** In the management or user logs. */
  | { readonly direction: Direction; readonly log: 'management' }
  | { readonly direction: Direction; readonly log: 'refused'; readonly reason: string };

/**
 * Every mode that anybody can ask for, and what becomes of it. A single change that is pushed to an application is not
 * asked for: it follows from a change in the directory by itself, and makes an entry that stands alone.
 */
export const synchronizationModes = {
  'identity-provider-import': { direction: 'inbound', log: 'provisioning', grouping: 'task' },
  'identity-provider-change': { direction: 'inbound', log: 'provisioning', grouping: 'entry' },
  'application-push': { direction: 'outbound', log: 'provisioning', grouping: 'task' },
  'open-api': { direction: 'inbound', log: 'management' },
  'application-pull': { direction: 'outbound', log: 'management' },
  'identity-provider-push': {
    direction: 'outbound',
    log: 'refused',
    reason: 'Nothing is pushed to an identity provider.',
  },
  'developer-api': { direction: 'inbound', log: 'refused', reason: 'The developer API does not synchronize.' },
  'scim-api': { direction: 'inbound', log: 'refused', reason: 'No synchronization is started over the SCIM API.' },
  'lazy-loading': { direction: 'inbound', log: 'refused', reason: 'Accounts are not loaded when they are first used.' },
  'account-synchronization': {
    direction: 'outbound',
    log: 'refused',
    reason: 'A single account cannot be synchronized by hand.',
  },
  'organization-synchronization': {
    direction: 'outbound',
    log: 'refused',
    reason: 'A single organization cannot be synchronized by hand.',
  },
} as const satisfies Readonly<Record<string, ModeScope>>;

export type SynchronizationMode = keyof typeof synchronizationModes;

export function isSynchronizationMode(mode: string): mode is SynchronizationMode {
  return Object.hasOwn(synchronizationModes, mode);
}
