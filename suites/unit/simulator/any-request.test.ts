import { assert, asyncProperty } from 'fast-check';
import { expect, test } from 'vitest';
import { anyRequest, bind } from './any-request.ts';
import { group, MESSAGE, openSimulator, textOf, user } from './open-simulator.ts';

test('no request makes the simulator fail, stay silent or leave its log', async () => {
  const open = await openSimulator({ limits: { bulkOperations: 5 }, strictness: { plainJson: true } });
  const existing = textOf((await open.scim('POST', '/Users', user('existing'))).json.id);
  const some = textOf((await open.scim('POST', '/Groups', group('existing', existing))).json.id);
  const statuses = new Map<number, number>();
  await assert(
    asyncProperty(anyRequest, async (generated) => {
      const { method, url, headers, body: content } = bind(generated, { user: existing, group: some });
      const answer = await open.send(url, { method, headers, ...(content !== '' && { body: content }) });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status === 501 || answer.status < 500, `${method} ${url} ${content}: ${answer.body}`).toBe(true);
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/u);
      if (answer.status < 400 || method === 'HEAD') return;
      const error = {
        schemas: [`${MESSAGE}Error`],
        status: String(answer.status),
        detail: expect.stringMatching(/./u),
      };
      expect(answer.json).toMatchObject(error);
    }),
    { numRuns: 1500, seed: 7644 },
  );
  // Noise that is all refused at the first look would prove nothing.
  for (const status of [200, 201, 204, 400, 404, 405, 409, 415])
    expect(statuses.get(status), String(status)).toBeGreaterThan(5);
  const requests = (await open.records()).filter(({ kind }) => kind === 'scim.request');
  const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  expect(requests).toHaveLength(answered + 2);
});
