import type { Clock } from '../kernel/index.ts';
import { MemoryStore } from './engines/memory/memory-store.ts';
import type { SqliteOptions } from './engines/sqlite/sqlite-database.ts';
import { SqliteStore } from './engines/sqlite/sqlite-store.ts';
import type { AuditStore } from './store.ts';

export interface StoreOptions extends SqliteOptions {
  /** Dates what the store takes in. */
  readonly clock: Clock;
}

/**
 * Opens an audit store.
 * @param location `memory`, or the path of an SQLite file, which is created where there is none.
 * @throws ScimulateError `STORE_NOT_OURS` on a file that is something else, `STORE_NEWER` on one of a later version,
 * `STORE_LOCKED`, `STORE_DAMAGED`, `STORE_OPEN` on any other.
 */
export async function openStore(location: string, options: StoreOptions): Promise<AuditStore> {
  if (location === 'memory') return new MemoryStore(options.clock);
  const { clock, ...sqlite } = options;
  return new SqliteStore(location, clock, sqlite);
}
