import { openStore } from '../../../../src/audit/index.ts';
import { isJsonObject, parseJson, seededRandom, VirtualClock } from '../../../../src/kernel/index.ts';
import { coreModels, type ResourceModel } from '../../../../src/scim/index.ts';
import { createSimulator, type SimulatorOptions } from '../../../../src/simulator/index.ts';
import type { Target } from './probe-harness.ts';

const start = Date.parse('2026-05-13T10:00:00.000Z');

/** Values of the Authorization field by the name of the credential. */
const authorizations: Readonly<Record<string, string>> = {
  valid: 'Bearer reference-valid-token',
  expired: 'Bearer reference-expired-token',
  'read-only': 'Bearer reference-read-only-token',
  wrong: 'Bearer reference-no-such-token',
};

/** The reference simulator in process, strict, on a virtual clock and a store in memory. */
export async function referenceTarget(
  models: readonly ResourceModel[] = coreModels(),
  limits: SimulatorOptions['limits'] = {},
): Promise<Target> {
  const clock = new VirtualClock(start);
  const credentials = (tenant: string) => [
    {
      name: `${tenant}-valid`,
      token: `reference-valid-token${tenant === 'default' ? '' : `-${tenant}`}`,
      me: `${tenant}-account`,
    },
    {
      name: `${tenant}-read-only`,
      token: `reference-read-only-token${tenant === 'default' ? '' : `-${tenant}`}`,
      access: 'read-only' as const,
    },
    { name: `${tenant}-expired`, token: `reference-expired-token-${tenant}`, expiresAt: start - 1 },
  ];
  const simulator = await createSimulator({
    clock,
    random: seededRandom('reference'),
    store: await openStore('memory', { clock }),
    tenants: ['default', 'other'].map((id) => ({ id, credentials: credentials(id), viewers: [] })),
    models,
    limits,
  });
  return {
    credentials: ['expired', 'read-only'],
    tenants: ['default', 'other'],
    pass: ({ pause }) => clock.advance(pause),
    respond: async ({ method, path, headers = {}, body, credential = 'valid', tenant = 'default' }) => {
      const other = tenant === 'default' ? '' : `-${tenant}`;
      const authorization = authorizations[credential];
      // A millisecond goes by with each request, as on any machine.
      await clock.advance(1);
      const answer = await simulator.handle({
        method,
        url: `${tenant === 'default' ? '' : `/tenants/${tenant}`}/scim/v2${path}`,
        headers: {
          ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
          ...(authorization === undefined ? {} : { authorization: `${authorization}${other}` }),
        },
        body: typeof body === 'string' ? body : '',
        origin: 'https://scim.example.com',
      });
      const parsed = parseJson(answer.body);
      return {
        status: answer.status,
        headers: answer.headers,
        text: answer.body,
        body: isJsonObject(parsed) ? parsed : undefined,
      };
    },
  };
}
