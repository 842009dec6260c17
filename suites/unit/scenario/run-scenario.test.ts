import { describe, expect, test } from 'vitest';
import { type HistoryLine, lineText } from '../../../src/history/index.ts';
import { ScimulateError, SystemClock } from '../../../src/kernel/index.ts';
import { FakeTarget } from './fake-target.ts';
import { linesOf, play, playInto } from './recorded-run.ts';

const lifecycle = `
profile: okta
people: { ada: { givenName: Ada, familyName: Lovelace }, grace: }
groups: { engineers: }
steps:
  - test-connection
  - create-user: ada
  - create-user: grace
  - create-group: engineers
  - add-members: { group: engineers, members: [ada, grace] }
  - update-user: { user: ada, title: "Countess of {{namespace}}" }
  - deactivate-user: { user: ada, credential: valid }
  - reactivate-user: ada
  - remove-members: { group: engineers, members: [grace] }
  - rename-group: { group: engineers, displayName: "Platform {{namespace}}" }
  - delete-group: engineers
`;

test('the actions of a profile become recorded exchanges, with what the target gave bound on the way', async () => {
  const target = new FakeTarget();
  const lines = await play(lifecycle, target);
  const exchanges = linesOf(lines, 'exchange');
  expect(exchanges.map((line) => line.number)).toEqual(exchanges.map((_line, index) => index + 1));
  expect(exchanges.map((line) => line.step)).toContain('create-user ada: match-user');
  const ada = [...target.resources.values()].find((resource) => JSON.stringify(resource).includes('Lovelace'));
  expect(ada).toMatchObject({ active: true, title: expect.stringMatching(/^Countess of t[0-9a-f]{8}$/u) });
  expect([...target.resources.keys()].filter((path) => path.startsWith('/Groups'))).toEqual([]);
  expect(linesOf(lines, 'note')).toEqual([]);
});

test('the same seed gives the same bytes, and another seed others', async () => {
  const [first, again, other] = await Promise.all(
    [7, 7, 8].map(async (seed) => (await play(lifecycle, new FakeTarget(), { seed })).map(lineText).join('\n')),
  );
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('time passes between exchanges, and never within one that takes none', async () => {
  const exchanges = linesOf(await play(lifecycle), 'exchange');
  exchanges.slice(1).forEach((line, index) => expect(line.sentAt).toBeGreaterThan(exchanges[index]!.receivedAt));
  expect(exchanges.every((line) => line.receivedAt === line.sentAt)).toBe(true);
});

test('a raw request goes out as it is written', async () => {
  const target = new FakeTarget();
  const lines = await play(
    `
steps:
  - request:
      name: odd one
      method: pAtCh
      path: /Users?a=%20b&&c
      query: { filter: 'userName eq "é+&"', count: 2 }
      headers: { Accept: null, content-type: text/plain, X-Own: "{{namespace}}" }
      body: '{"broken": '
      credential: wrong
      expect: [{ requirement: REQ-COL-1, status: 401, body: { /detail: not wrong }, absent: [/id], headers: { x-request-id: "^request" } }]
`,
    target,
  );
  const [sent] = target.requests;
  expect(sent).toMatchObject({ method: 'pAtCh', body: '{"broken": ', credential: 'wrong', tenant: 'default' });
  expect(sent?.path).toBe('/Users?a=%20b&&c&filter=userName%20eq%20%22%C3%A9%2B%26%22&count=2');
  expect(sent?.headers).toEqual({
    'User-Agent': 'scimulate',
    'content-type': 'text/plain',
    'X-Own': expect.stringMatching(/^t[0-9a-f]{8}$/u),
  });
  const [line] = linesOf(lines, 'exchange');
  expect(line).toMatchObject({ step: 'odd one', credential: 'wrong', response: { status: 401 } });
  expect(line?.request).toEqual({ method: 'pAtCh', path: sent?.path, headers: sent?.headers, body: sent?.body });
  expect(line?.expect).toEqual([
    {
      requirement: 'REQ-COL-1',
      status: [401],
      body: { '/detail': 'not wrong' },
      absent: ['/id'],
      headers: { 'x-request-id': '^request' },
    },
  ]);
});

test('what a response gives is captured and keeps its type, and is encoded in a path', async () => {
  const target = new FakeTarget({
    answer: (request) =>
      request.method === 'GET'
        ? { status: 200, headers: { etag: 'W/"1"' }, body: '{"id":"a/b c","count":3}' }
        : undefined,
  });
  const lines = await play(
    `
steps:
  - request: { method: GET, path: /Users/x, capture: { id: /id, count: /count, version: "header:etag" } }
  - request:
      method: PUT
      path: "/Users/{{id}}?x={{id}}"
      headers: { If-Match: "{{version}}" }
      body: { id: "{{id}}", count: "{{count}}", text: "{{count}} of {{id}} \\\\{{plain}}" }
      expect: [{ requirement: R, body: { /id: "{{id}}" } }]
`,
    target,
  );
  const sent = target.requests[1]!;
  expect(sent.path).toBe('/Users/a%2Fb%20c?x=a%2Fb%20c');
  expect(sent.headers['If-Match']).toBe('W/"1"');
  expect(JSON.parse(sent.body)).toEqual({ id: 'a/b c', count: 3, text: '3 of a/b c {{plain}}' });
  expect(linesOf(lines, 'exchange')[1]?.expect).toEqual([{ requirement: 'R', body: { '/id': 'a/b c' } }]);
});

test('a step whose value never came is passed over, with the reason, and the story goes on', async () => {
  const target = new FakeTarget();
  const lines = await play(
    `
steps:
  - request: { method: GET, path: /Users/absent, capture: { id: /id } }
  - request: { name: needs it, method: GET, path: "/Users/{{id}}" }
  - request: { method: GET, path: /Groups }
`,
    target,
  );
  expect(target.requests.map((request) => request.path)).toEqual(['/Users/absent', '/Groups']);
  expect(linesOf(lines, 'note').map((line) => [line.step, line.text])).toEqual([
    ['GET /Users/absent', 'the response does not have "id" (/id).'],
    ['needs it', 'passed over: {{id}} has no value.'],
  ]);
});

test('a credential that the target lacks passes the step over', async () => {
  const target = new FakeTarget({ credentials: ['valid', 'wrong', 'none'] });
  const lines = await play(
    `
profile: okta
people: { ada: }
steps:
  - request: { method: GET, path: /Users, credential: expired }
  - create-user: { user: ada, credential: expired }
  - update-user: { user: ada, title: Countess }
  - request: { method: GET, path: /Users, credential: none }
`,
    target,
  );
  expect(target.requests.map((request) => request.credential)).toEqual(['none']);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([
    'passed over: the target has no credential "expired".',
    'passed over: the target has no credential "expired".',
    'passed over: the target has given no id for "ada".',
  ]);
});

test('a failed create leaves the person without an id, and a later one mends it', async () => {
  const target = new FakeTarget();
  const lines = await play(
    `
profile: entra
people: { ada: }
steps:
  - create-user: { user: ada, credential: wrong }
  - deactivate-user: ada
  - create-user: ada
  - request: { method: GET, path: "/Users/{{ada.remoteId}}" }
`,
    target,
  );
  expect(linesOf(lines, 'note').map((line) => line.step)).toEqual(['deactivate-user ada']);
  expect(linesOf(lines, 'exchange').at(-1)?.response?.status).toBe(200);
});

test('steps are repeated over a count and over values', async () => {
  const target = new FakeTarget();
  await play(
    `
steps:
  - repeat: { times: 2, steps: [{ request: { method: GET, path: "/A/{{repeat.index}}" } }] }
  - repeat:
      over: [x, { deep: "{{namespace}}" }]
      steps: [{ request: { method: POST, path: /B, body: { value: "{{repeat.value}}", at: "{{repeat.index}}" } } }]
`,
    target,
  );
  expect(target.requests.map((request) => request.path)).toEqual(['/A/1', '/A/2', '/B', '/B']);
  expect(target.requests.slice(2).map((request) => JSON.parse(request.body))).toEqual([
    { value: 'x', at: 1 },
    { value: { deep: expect.stringMatching(/^t/u) }, at: 2 },
  ]);
});

test('the clock advances, is corrected, and waits for a time of day to the millisecond', async () => {
  const lines = await play(`
reads: none
steps:
  - clock: { advance: 1d2h }
  - clock: { to: "23:59:59.999" }
  - request: { method: GET, path: /Users }
  - clock: { step: -5s }
  - request: { method: GET, path: /Users }
`);
  const moves = linesOf(lines, 'clock');
  expect(moves.map(({ action }) => action)).toEqual(['advance', 'advance', 'step']);
  expect(moves[0]?.milliseconds).toBe(26 * 3_600_000);
  const [first, second] = linesOf(lines, 'exchange');
  expect(new Date(first!.sentAt).toISOString()).toBe('2026-05-14T23:59:59.999Z');
  expect(second!.sentAt).toBeLessThan(first!.sentAt);
});

test('the clock of a target in real time is left alone', async () => {
  const target = new FakeTarget({ clock: new SystemClock(), kind: 'external' });
  const lines = await play(
    'reads: none\nsteps: [{ clock: { advance: 1d } }, { request: { method: GET, path: /Users } }]',
    target,
  );
  expect(linesOf(lines, 'clock')).toEqual([]);
  expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([
    'passed over: the clock of this target cannot be moved.',
  ]);
});

test('passwords and secrets reach the target and not the history', async () => {
  const target = new FakeTarget();
  const lines = await play(
    `
profile: okta
people: { ada: }
steps:
  - create-user: ada
  - request: { method: POST, path: "/Users?token={{secret:query}}", headers: { Cookie: "s={{secret:session}}" }, body: { password: "{{secret:first}}" } }
  - request: { method: PATCH, path: /Users/1, body: { Operations: [{ op: replace, path: password, value: plain-text-1 }] } }
  - request: { method: POST, path: /Bulk, body: { Operations: [{ data: { "urn:x:password": plain-text-2 } }] } }
`,
    target,
  );
  const text = lines.map(lineText).join('\n');
  const sent = target.requests.map((request) => JSON.stringify(request)).join('\n');
  const okta = target.requests.flatMap((request) => /"password":"([^"]+)"/u.exec(request.body)?.[1] ?? [])[0];
  for (const secret of [okta!, 'plain-text-1', 'plain-text-2']) {
    expect(sent).toContain(secret);
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('token={{secret:query}}');
  expect(text).toContain('s={{secret:session}}');
  expect(text).toContain('\\"password\\":\\"{{secret:first}}\\"');
});

describe('on somebody else’s system', () => {
  const creating = `
people: { ada: }
steps:
  - request: { method: POST, path: /Users, body: { userName: "{{ada.userName}}" } }
  - request: { method: POST, path: /Groups, body: { displayName: "g {{namespace}}" } }
`;
  test('everything that was created is deleted, the latest first', async () => {
    const target = new FakeTarget({ kind: 'external' });
    const lines = await play(creating, target);
    expect(target.resources.size).toBe(0);
    const cleaned = linesOf(lines, 'exchange').filter((line) => line.step === 'cleanup');
    expect(cleaned.map((line) => line.request.path)).toEqual(['/Groups/id-2-2', '/Users/id-1-1']);
  });

  test('also when a step failed', async () => {
    const fault = new ScimulateError('LOG_SOURCE_ANSWER', 'HTML');
    const target = new FakeTarget({
      kind: 'external',
      readLog: () => {
        throw fault;
      },
    });
    const lines: HistoryLine[] = [];
    await expect(playInto(lines, `${creating}  - read-log: { log: small }\n`, target)).rejects.toBe(fault);
    expect(target.resources.size).toBe(0);
    expect(linesOf(lines, 'exchange').filter((line) => line.step === 'cleanup')).toHaveLength(2);
  });

  test('also when the run was interrupted', async () => {
    const stop = new AbortController();
    const target = new FakeTarget({
      kind: 'external',
      answer: (request) => {
        if (request.path === '/Groups') stop.abort();
        return undefined;
      },
    });
    const lines: HistoryLine[] = [];
    const text = `${creating}  - request: { method: GET, path: /Users }\n`;
    await expect(playInto(lines, text, target, { signal: stop.signal })).rejects.toMatchObject({
      code: 'RUN_INTERRUPTED',
    });
    expect(target.resources.size).toBe(0);
    expect(target.reads).toEqual([]);
    expect(linesOf(lines, 'exchange').map((line) => line.step)).toEqual([
      'POST /Users',
      'POST /Groups',
      'cleanup',
      'cleanup',
    ]);
  });

  test('also what a bulk request created and what a lost answer may have created', async () => {
    const target: FakeTarget = new FakeTarget({
      kind: 'external',
      answer: ({ method, path, body }) => {
        if (path === '/Bulk') {
          target.resources.set('/Users/b1', { id: 'b1' });
          return {
            status: 200,
            headers: {},
            body: '{"Operations":[{"method":"POST","status":"201","location":"https://x.example/scim/v2/Users/b1"}]}',
          };
        }
        if (method !== 'POST') return undefined;
        target.resources.set('/Users/lost', { ...(JSON.parse(body) as object), id: 'lost' });
        return { failure: { code: 'TIMEOUT', message: 'no answer' } };
      },
    });
    target.resources.set('/Users/others', { id: 'others', userName: 'somebody else' });
    await play(
      `${creating}  - request: { method: POST, path: /Bulk, body: {} }\n`.replace('/Groups', '/Users'),
      target,
    );
    expect([...target.resources.keys()]).toEqual(['/Users/others']);
  });

  test('what cannot be deleted is named', async () => {
    const target = new FakeTarget({
      kind: 'external',
      answer: ({ method }) => (method === 'DELETE' ? { status: 500, headers: {}, body: '' } : undefined),
    });
    const lines = await play(creating, target);
    expect(linesOf(lines, 'note').map((line) => line.text)).toEqual([
      '/Groups/id-2-2 was left behind: status 500.',
      '/Users/id-1-1 was left behind: status 500.',
    ]);
  });

  test('the bundled simulator needs no cleaning', async () => {
    const target = new FakeTarget();
    await play(creating, target);
    expect(target.resources.size).toBe(2);
  });
});

test('an unknown profile is an error, not a silent omission', async () => {
  const action = play('profile: nobody\npeople: { ada: }\nsteps: [{ create-user: ada }]');
  await expect(action).rejects.toMatchObject({ code: 'PROFILE_UNKNOWN', place: { file: 'story.yaml' } });
});
