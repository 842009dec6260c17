import { parseArgs } from 'node:util';
import process from 'node:process';
import { openStore } from '../../../src/audit/index.ts';
import { seededRandom, SystemClock } from '../../../src/kernel/index.ts';
import { createSimulator, DEFAULT_TENANT, serve } from '../../../src/simulator/index.ts';
import { seedUsers } from './seed-users.ts';

const { values } = parseArgs({ options: { store: { type: 'string' }, users: { type: 'string' } } });
const clock = new SystemClock();
const simulator = await createSimulator({
  clock,
  random: seededRandom(1),
  store: await openStore(values.store ?? 'memory', { clock }),
  tenants: [{ id: DEFAULT_TENANT, credentials: [{ name: 'bench', token: 'bench-token-4f9d2c71' }], viewers: [] }],
});
const headers = {
  authorization: 'Bearer bench-token-4f9d2c71',
  'content-type': 'application/scim+json',
  host: 'bench',
};
const ids = await seedUsers(Number(values.users), async (user) => {
  const body = JSON.stringify(user);
  const created = await simulator.handle({
    method: 'POST',
    url: '/scim/v2/Users',
    headers,
    body,
    origin: 'http://bench',
  });
  return created.body;
});
const server = await serve({ simulator, host: '127.0.0.1', port: 0 });
process.once('SIGTERM', () => void server.stop());
process.stdout.write(`${JSON.stringify({ base: `${server.origin}/scim/v2`, id: ids })}\n`);
