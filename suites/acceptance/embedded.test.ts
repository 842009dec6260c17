import { http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
import { createSimulator, openStore, seededRandom, VirtualClock } from '../../src/index.ts';

test('the simulator stands behind msw without a port, as somebody’s tests would use it', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 5));
  const simulator = await createSimulator({
    clock,
    random: seededRandom(1),
    store: await openStore('memory', { clock }),
    tenants: [
      {
        id: 'default',
        credentials: [{ name: 'client', token: 'a-token' }],
        viewers: [{ name: 'auditor', token: 'an-auditor', role: 'workspace-administrator' }],
      },
    ],
  });
  const server = setupServer(http.all('https://scim.test/*', ({ request }) => simulator.fetch(request)));
  server.listen({ onUnhandledFrame: 'error' });
  onTestFinished(async () => {
    server.close();
    await simulator.close();
  });

  const created = await fetch('https://scim.test/scim/v2/Users', {
    method: 'POST',
    headers: { authorization: 'Bearer a-token', 'content-type': 'application/scim+json' },
    body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada' }),
  });
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toMatch(/^https:\/\/scim\.test\/scim\/v2\/Users\//u);

  const log = await fetch('https://scim.test/logs/requests', { headers: { authorization: 'Bearer an-auditor' } });
  expect(await log.json()).toMatchObject({
    entries: [{ requestId: created.headers.get('x-request-id'), method: 'POST', endpoint: '/Users', statusCode: 201 }],
  });
});
