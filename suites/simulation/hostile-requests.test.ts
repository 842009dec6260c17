import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { sample } from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/audit/index.ts';
import { VirtualClock } from '../../src/kernel/index.ts';
import { anyRequest, bind } from '../unit/simulator/any-request.ts';
import { group, MESSAGE, openSimulator, START, textOf, user } from '../unit/simulator/open-simulator.ts';

const BATCHES = 100;
const BATCH = 1000;
/** As many at a time as a busy provider has under way, and as are committed together. */
const AT_ONCE = 50;
const MEBIBYTE = 1024 * 1024;

test('100,000 generated requests: no 5xx, no silence, no growing without bound, and each is on record', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-simulation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new VirtualClock(START);
  const store = await openStore(join(folder, 'audit.db'), { clock });
  const open = await openSimulator({ clock, store, limits: { bulkOperations: 5 }, strictness: { plainJson: true } });
  const person = textOf((await open.scim('POST', '/Users', user('existing'))).json.id);
  const some = textOf((await open.scim('POST', '/Groups', group('existing', person))).json.id);
  const failed: string[] = [];
  const statuses = new Map<number, number>();
  for (let batch = 0; batch < BATCHES; batch++) {
    const requests = sample(anyRequest, { seed: batch, numRuns: BATCH }).map((each) =>
      bind(each, { user: person, group: some }),
    );
    for (let start = 0; start < BATCH; start += AT_ONCE) {
      const part = requests.slice(start, start + AT_ONCE);
      const answers = await Promise.all(
        part.map(({ url, ...sent }) => open.send(url, { ...sent, ...(sent.body === '' && { body: undefined }) })),
      );
      for (const [index, { status, body }] of answers.entries()) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 && status !== 501) failed.push(`${JSON.stringify(part[index])}: ${status} ${body}`);
      }
    }
  }
  expect(failed).toEqual([]);
  for (const status of [200, 201, 204, 400, 404, 405, 409, 412, 415])
    expect(statuses.get(status), String(status)).toBeGreaterThan(100);
  const { sequence } = await store.head('default');
  expect(sequence).toBeGreaterThanOrEqual(BATCHES * BATCH * 0.9);
  // The log is on disk; what stays in memory is the directory, which the generator keeps small.
  expect(process.memoryUsage().heapUsed).toBeLessThan(1024 * MEBIBYTE);
}, 300_000);

test.each([
  [
    'a filter nested 10,000 deep',
    'GET',
    `/Users?filter=${'('.repeat(10_000)}userName%20pr${')'.repeat(10_000)}`,
    '',
    [400, 414],
  ],
  [
    'a filter of 10,000 negations',
    'GET',
    `/Users?filter=${'not%20('.repeat(10_000)}userName%20pr${')'.repeat(10_000)}`,
    '',
    [400, 414],
  ],
  ['a body of 50 MB', 'POST', '/Users', `{"userName":"${'x'.repeat(50_000_000)}"}`, [413]],
  ['a body nested 100,000 deep', 'POST', '/Users', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, [400]],
  [
    'a bulk request of 10,000 operations',
    'POST',
    '/Bulk',
    JSON.stringify({
      schemas: [`${MESSAGE}BulkRequest`],
      Operations: Array.from({ length: 10_000 }, (_, number) => ({ method: 'DELETE', path: `/Users/${number}` })),
    }),
    [413],
  ],
])('%s is refused', async (_what, method, path, body, accepted) => {
  const open = await openSimulator();
  const answer = await open.scim(method, path, body === '' ? undefined : body);
  expect(accepted).toContain(answer.status);
  expect(answer.json).toMatchObject({ schemas: [`${MESSAGE}Error`], status: String(answer.status) });
  expect(await open.records()).toHaveLength(1);
  // It still works afterwards.
  expect((await open.scim('GET', '/Users')).status).toBe(200);
});
