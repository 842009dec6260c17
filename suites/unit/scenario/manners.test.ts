import { describe, expect, test } from 'vitest';
import { fixedProbe, get } from '../../../src/conformance/probes/kit/index.ts';
import type { Probe } from '../../../src/conformance/index.ts';
import { FakeTarget } from './fake-target.ts';
import { linesOf, play } from './recorded-run.ts';

const search = 'schemas: [urn:ietf:params:scim:api:messages:2.0:SearchRequest]';

/** Creates a user and reads it. */
const creating: Probe = fixedProbe({
  id: 'manners/create',
  title: 'A probe that writes',
  requirements: ['RFC7644-3.3-1'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('read', user.path);
  },
  judge: (judgement) => void judgement.status('RFC7644-3.3-1', 'read', 200),
});

describe('a read-only run', () => {
  const text = `profile: okta
people: { ada: {} }
steps:
  - test-connection
  - create-user: ada
  - request: { method: GET, path: /Users }
  - request: { method: POST, path: /Users/.search, body: { ${search} } }
  - request: { method: POST, path: /Users, body: { userName: somebody } }
  - request: { method: DELETE, path: /Users/1 }
  - probes: [manners]
`;

  test('sends what is safe, passes over the rest and says why', async () => {
    const target = new FakeTarget({
      kind: 'external',
      answer: ({ path }) => (path.endsWith('/.search') ? { status: 200, headers: {}, body: '{}' } : undefined),
    });
    const lines = await play(text, target, { readOnly: true, probes: [creating] });
    const written = target.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/.search'));
    expect(written).toEqual([]);
    expect(target.requests.map(({ path }) => path)).toContain('/Users/.search');
    expect(linesOf(lines, 'note').map(({ step, text: said }) => `${step}: ${said}`)).toEqual([
      'create-user ada: passed over: the run is read-only.',
      'POST /Users: passed over: the run is read-only.',
      'DELETE /Users/1: passed over: the run is read-only.',
    ]);
    expect(linesOf(lines, 'probe').at(-1)).toMatchObject({ trial: 1, skipped: 'the run is read-only' });
  });

  test('is what the option makes of it: without it the same steps write', async () => {
    const target = new FakeTarget({ kind: 'external' });
    await play(text, target, { probes: [creating] });
    expect(target.requests.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0);
  });
});

/** Answers 429 so many times first. */
function busy(times: number, retryAfter?: string): FakeTarget {
  let left = times;
  const waiting: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  return new FakeTarget({
    kind: 'external',
    answer: () => {
      if (left === 0) return undefined;
      left -= 1;
      return { status: 429, headers: waiting, body: '' };
    },
  });
}

describe('a target that asks to wait', () => {
  const text =
    'steps:\n  - request: { method: GET, path: /Users, expect: [{ requirement: RFC7644-3.4.2-1, status: 200 }] }\n';
  test('is asked again after that time; the refused attempts are on record and nothing is expected of them', async () => {
    const lines = await play(text, busy(2, '7'));
    const exchanges = linesOf(lines, 'exchange');
    expect(exchanges.map(({ response, expect: expected }) => [response?.status, expected.length])).toEqual([
      [429, 0],
      [429, 0],
      [200, 1],
    ]);
    for (const [index, line] of exchanges.slice(1).entries())
      expect(line.sentAt - exchanges[index]!.receivedAt).toBeGreaterThanOrEqual(7000);
  });

  test.each([
    ['no time is named', undefined],
    ['the time is longer than a run waits', '3600'],
  ])('is not asked again where %s', async (_why, retryAfter) => {
    const exchanges = linesOf(await play(text, busy(1, retryAfter)), 'exchange');
    expect(exchanges.map(({ response, expect: expected }) => [response?.status, expected.length])).toEqual([[429, 1]]);
  });

  test('is given up after four attempts', async () => {
    expect(linesOf(await play(text, busy(9, '1')), 'exchange')).toHaveLength(4);
  });
});
