import type { AuditStore, Head } from '../store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type LogVerdict, LogVerifier } from './log-verifier.ts';

/** A verdict on each tenant of a store. */
export interface StoreVerdict {
  readonly intact: boolean;
  readonly tenants: readonly (LogVerdict & { readonly tenant: string })[];
  /** What the engine found wrong with its own storage, in its own words: an index that hides a record, for example. */
  readonly damage: readonly string[];
}

const LINES_AT_ONCE = 1000;

/**
 * Verifies a whole store, without holding more than a part of it in memory.
 * @param known Heads that were noted earlier, by tenant.
 * @param checkpoints Of any tenants.
 */
export async function verifyStore(
  store: AuditStore,
  known: ReadonlyMap<string, Head> = new Map(),
  checkpoints: readonly Checkpoint[] = [],
): Promise<StoreVerdict> {
  const noted = checkpoints.map(({ tenant }) => tenant);
  const names = new Set([...(await store.tenants()), ...known.keys(), ...noted]);
  const tenants: (LogVerdict & { tenant: string })[] = [];
  for (const tenant of names) {
    const head = known.get(tenant);
    const own = checkpoints.filter((checkpoint) => checkpoint.tenant === tenant);
    const verifier = new LogVerifier(tenant, { checkpoints: own, ...(head !== undefined && { known: head }) });
    tenants.push({ tenant, ...(await verifyTenant(store, tenant, verifier)) });
  }
  const damage = await store.damage();
  return { intact: damage.length === 0 && tenants.every(({ fault }) => fault === undefined), tenants, damage };
}

async function verifyTenant(store: AuditStore, tenant: string, verifier: LogVerifier): Promise<LogVerdict> {
  let after = 0;
  for (;;) {
    const lines = await store.lines(tenant, after, LINES_AT_ONCE);
    for (const { sequence, line } of lines) verifier.push(line, sequence);
    after = lines.at(-1)?.sequence ?? after;
    if (lines.length < LINES_AT_ONCE) return verifier.finish();
  }
}
