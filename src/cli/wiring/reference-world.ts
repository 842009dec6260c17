import { join } from 'node:path';
import { type Random, VirtualClock } from '../../kernel/index.ts';
import { openStore } from '../../audit/index.ts';
import type { Strictness } from '../../scim/index.ts';
import { createSimulator, DEFAULT_TENANT, type Simulator, type TenantOptions } from '../../simulator/index.ts';
import { type ReferenceTokens, referenceTarget, type Target, type Transport } from '../../targets/index.ts';
import { loadModels } from './custom-schemas.ts';
import { dialects } from './dialects.ts';
import { packageRoot } from './package-root.ts';

/** When a run against the bundled simulator begins on its virtual clock: a Monday morning in UTC. */
const START = Date.UTC(2026, 0, 5, 9);

/** Small pages, so that a run gets to their limits with few resources. */
const LIMITS = { defaultPageSize: 10, maxPageSize: 20 } as const;

/**
 * The bundled simulator in process, on a virtual clock and with the embedded store in memory, as a target.
 * The same source of randomness gives the same tokens, ids and times.
 */
export async function openReference(random: Random, strictness: Partial<Strictness> = {}): Promise<Target> {
  const clock = new VirtualClock(START);
  const postmaster = { token: random.fork('tokens/postmaster').hex(20) };
  const tokens = {
    [DEFAULT_TENANT]: tokensFor(random.fork('tokens'), postmaster),
    other: tokensFor(random.fork('tokens/other'), postmaster),
  };
  const simulator = await createSimulator({
    clock,
    random: random.fork('simulator'),
    store: await openStore('memory', { clock }),
    tenants: Object.entries(tokens).map(([id, own]) => tenantOf(id, own)),
    strictness,
    models: loadModels(join(packageRoot().folder, 'scenarios', 'schemas')),
    limits: LIMITS,
    outboxToken: tokens[DEFAULT_TENANT].actors.postmaster.token,
  });
  return referenceTarget({
    transport: simulatorTransport(simulator),
    clock,
    dialects,
    tenants: tokens,
    close: () => simulator.close(),
  });
}

function tokensFor(random: Random, postmaster: { readonly token: string }): WorldTokens {
  return {
    credentials: { valid: random.hex(20), expired: random.hex(20), 'read-only': random.hex(20) },
    viewers: { administrator: random.hex(20), outsider: random.hex(20) },
    actors: {
      administrator: { token: random.hex(20), email: 'administrator@example.com' },
      member: { token: random.hex(20), email: 'member@example.com' },
      postmaster,
    },
  };
}

/** Tokens of one tenant; the driver acts as its first member. */
interface WorldTokens extends ReferenceTokens {
  readonly actors: Readonly<Record<'administrator' | 'member', { readonly token: string; readonly email: string }>> & {
    readonly postmaster: { readonly token: string };
  };
}

function tenantOf(id: string, tokens: WorldTokens): TenantOptions {
  return {
    id,
    credentials: [
      { name: 'valid', token: tokens.credentials['valid']!, me: 'reference-account' },
      { name: 'expired', token: tokens.credentials['expired']!, expiresAt: START - 1 },
      { name: 'read-only', token: tokens.credentials['read-only']!, access: 'read-only' },
    ],
    viewers: [
      {
        name: 'administrator',
        token: tokens.viewers['administrator']!,
        role: ['workspace-administrator', 'iam-log-reader', 'organization-administrator'],
      },
      { name: 'outsider', token: tokens.viewers['outsider']!, role: 'member' },
    ],
    members: [{ ...tokens.actors.administrator, roles: ['organization-administrator'] }, { ...tokens.actors.member }],
  };
}

/** Carries a request to the simulator by a function call, as an HTTP client would over the network. */
function simulatorTransport(simulator: Simulator): Transport {
  return ({ method, url, headers, body }) => {
    const { origin, host } = new URL(url);
    const fields = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    return simulator.handle({ method, url: url.slice(origin.length), headers: { host, ...fields }, body, origin });
  };
}
