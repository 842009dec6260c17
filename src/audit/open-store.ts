import type { Clock } from '../kernel/index.ts';
import { MemoryStore } from './engines/memory/memory-store.ts';
import type { AuditStore } from './store.ts';

/**
 * Opens an audit store.
 * @param location `memory`, or the path of an SQLite file, which is created where there is none.
 * @throws ScimulateError `STORE_NOT_OURS`, `STORE_NEWER`, `STORE_LOCKED`, `STORE_OPEN`.
 */
export async function openStore(location: string, options: { readonly clock: Clock }): Promise<AuditStore> {
  if (location === 'memory') return new MemoryStore(options.clock);
  throw new Error(location);
}
