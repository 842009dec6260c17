import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/audit/index.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import { CLIENT, group, openSimulator, patchOp, START, textOf, TOKENS, user, bulk } from './open-simulator.ts';
import { FullStore } from './store-doubles.ts';

describe('each request', () => {
  test.each([
    ['read', 'GET', '/Users/0', undefined, {}, 404, 'user.read'],
    ['list', 'GET', '/Users?count=1', undefined, {}, 200, 'user.list'],
    ['root list', 'GET', '/', undefined, {}, 200, 'resource.list'],
    ['create', 'POST', '/Users', user('a'), {}, 201, 'user.create'],
    ['invalid create', 'POST', '/Users', {}, {}, 400, 'user.create'],
    ['malformed body', 'POST', '/Users', '{', {}, 400, 'user.create'],
    ['wrong type', 'POST', '/Users', 'a=b', { headers: { 'content-type': 'text/plain' } }, 415, 'user.create'],
    ['nothing acceptable', 'GET', '/Groups', undefined, { headers: { accept: 'text/html' } }, 406, 'group.list'],
    ['no token', 'GET', '/Users', undefined, { token: null }, 401, 'authentication.fail'],
    ['wrong token', 'DELETE', '/Users/1', undefined, { token: 'wrong' }, 401, 'authentication.fail'],
    ['expired token', 'GET', '/Me', undefined, { token: TOKENS.expired }, 401, 'authentication.fail'],
    ['read-only writer', 'PUT', '/Groups/1', {}, { token: TOKENS.reader }, 403, 'group.update'],
    ['unknown path', 'GET', '/nowhere/at/all', undefined, {}, 404, 'other'],
    ['unknown method', 'BREW', '/Users', undefined, {}, 501, 'other'],
    ['method refused', 'PATCH', '/Users', {}, {}, 405, 'other'],
    ['no /Me', 'GET', '/Me', undefined, {}, 501, 'user.read'],
    ['search', 'POST', '/Users/.search', {}, {}, 400, 'user.list'],
    ['bulk', 'POST', '/Bulk', bulk([]), {}, 400, 'bulk'],
    ['discovery', 'GET', '/Schemas', undefined, {}, 200, 'discovery'],
    ['head', 'HEAD', '/Users', undefined, {}, 200, 'user.list'],
    ['options', 'OPTIONS', '/Users', undefined, {}, 204, 'other'],
  ] as const)('is on record once: %s', async (_, method, path, body, sent, status, action) => {
    const open = await openSimulator();
    await open.clock.advance(1234);
    const answer = await open.scim(method, path, body, sent);
    expect(answer.status).toBe(status);
    const records = (await open.records()).filter(({ kind }) => kind === 'scim.request');
    expect(records).toHaveLength(1);
    const [record] = records;
    const [endpoint, query = ''] = path.split('?');
    expect(record).toMatchObject({
      id: answer.headers['x-request-id'],
      correlationId: answer.headers['x-request-id'],
      occurredAt: START + 1234,
      action,
      outcome: status < 400 ? 'success' : 'failure',
      http: {
        requestId: answer.headers['x-request-id'],
        method,
        endpoint,
        query,
        resourceType: endpoint!.split('/')[1],
        statusCode: status,
        responseBody: answer.body,
      },
    });
    if (status < 400) expect(record).not.toHaveProperty('reason');
    else expect(record!.reason).toBe(answer.json.detail);
  });

  test('names the credential that made it, also one that is good no more', async () => {
    const open = await openSimulator();
    for (const token of [TOKENS.provider, TOKENS.expired, TOKENS.revoked, TOKENS.acme, null])
      await open.scim('GET', '/Users', undefined, { token });
    expect((await open.records()).map(({ actor }) => actor)).toEqual(
      ['provider', 'expired', 'revoked', 'anonymous', 'anonymous'].map((id) => ({ type: 'credential', id })),
    );
  });

  test('has an id of its own, whatever the client sends', async () => {
    const open = await openSimulator();
    const headers = { 'x-request-id': 'mine', 'x-correlation-id': 'mine' };
    const ids = [1, 2].map(
      async () => (await open.scim('GET', '/Users', undefined, { headers })).headers['x-request-id'],
    );
    expect(new Set(['mine', ...(await Promise.all(ids))]).size).toBe(3);
    const [record] = await open.records();
    expect(record!.correlationId).not.toBe('mine');
    expect(record!.http!.requestHeaders['x-correlation-id']).toBe('mine');
  });

  test('that broke off is on record too, and nothing of it is done', async () => {
    const open = await openSimulator();
    const request = {
      method: 'POST',
      url: '/scim/v2/Users',
      origin: 'http://scim.test',
      headers: { authorization: `Bearer ${TOKENS.provider}`, 'content-length': '1000' },
      body: JSON.stringify(user('bjensen')).slice(0, 20),
    };
    await open.simulator.abandon(request, 'disconnect');
    await open.simulator.abandon(request, 'timeout');
    await open.simulator.abandon({ ...request, url: '/logs' }, 'timeout');
    const records = await open.records();
    expect(records.map(({ outcome, action, http }) => [outcome, action, http!.statusCode])).toEqual([
      ['failure', 'user.create', 499],
      ['failure', 'user.create', 408],
    ]);
    expect(records[0]).toMatchObject({
      actor: { id: 'provider' },
      reason: expect.stringContaining('closed'),
      http: { requestBody: request.body, responseBody: '' },
    });
  });

  test('with a body beyond the limit is on record with the beginning of it', async () => {
    const open = await openSimulator({ limits: { bodyBytes: 5000 } });
    const answer = await open.scim('POST', '/Users', JSON.stringify(user('x'.repeat(10_000))));
    expect(answer.status).toBe(413);
    const [record] = await open.records();
    expect(record!.http!.requestBody.length).toBeLessThan(4300);
    expect(record!.http!.requestBody).toMatch(/^\{"schemas".*x{100} \[cut off: .*\]$/u);
  });
});

describe('each effect', () => {
  test('is on record with what changed, under the id of its request', async () => {
    const open = await openSimulator();
    const made = await open.scim('POST', '/Users', user('bjensen', { nickName: 'Babs' }));
    const id = textOf(made.json.id);
    const guides = await open.scim('POST', '/Groups', group('Guides'));
    const guidesPath = `/Groups/${textOf(guides.json.id)}`;
    const requests = [
      await open.scim('PATCH', `/Users/${id}`, patchOp({ op: 'replace', path: 'nickName', value: 'B' })),
      await open.scim('PATCH', `/Users/${id}`, patchOp({ op: 'replace', path: 'active', value: false })),
      await open.scim('PATCH', `/Users/${id}`, patchOp({ op: 'replace', path: 'active', value: true })),
      await open.scim('PATCH', guidesPath, patchOp({ op: 'add', path: 'members', value: [{ value: id }] })),
      await open.scim('PATCH', guidesPath, patchOp({ op: 'add', path: 'members', value: [{ value: id }] })),
      await open.scim('PATCH', guidesPath, patchOp({ op: 'remove', path: `members[value eq "${id}"]` })),
      await open.scim('PATCH', guidesPath, patchOp({ op: 'replace', path: 'displayName', value: 'Tour Guides' })),
      await open.scim('DELETE', `/Users/${id}`),
    ];
    expect(requests.every(({ status }) => status === 204)).toBe(true);
    const changes = (await open.records()).filter(({ kind }) => kind === 'resource.change');
    expect(changes.map(({ action }) => action)).toEqual([
      'user.create',
      'group.create',
      'user.update',
      'user.deactivate',
      'user.reactivate',
      'group.members.update',
      'group.members.update',
      'group.update',
      'user.delete',
    ]);
    const [, , update, , , added] = changes;
    expect(update).toMatchObject({
      outcome: 'success',
      correlationId: requests[0]!.headers['x-request-id'],
      actor: { type: 'credential', id: 'provider' },
      target: { type: 'User', id, display: 'bjensen' },
      changes: [{ path: 'nickName', before: 'Babs', after: 'B' }],
    });
    expect(added!.members).toEqual({ added: [{ type: 'User', id, display: 'bjensen' }], removed: [] });
    expect(new Set(changes.map(({ id: each }) => each)).size).toBe(changes.length);
  });
});

describe('an update of a group', () => {
  const member = { op: 'add', path: 'members', value: [{ value: '0' }] };
  test.each([
    ['members by path', patchOp(member), 'group.members.update'],
    [
      'some members',
      patchOp({ op: 'replace', path: 'Members[value eq "0"].value', value: '1' }),
      'group.members.update',
    ],
    ['members without a path', patchOp({ op: 'add', value: { members: member.value } }), 'group.members.update'],
    ['a name', patchOp({ op: 'replace', path: 'displayName', value: '' }), 'group.update'],
    ['both', patchOp(member, { op: 'replace', path: 'displayName', value: 'X' }), 'group.update'],
    ['both without a path', patchOp({ op: 'add', value: { members: member.value, displayName: 'X' } }), 'group.update'],
    ['an attribute that begins alike', patchOp({ op: 'add', path: 'membership', value: 'x' }), 'group.update'],
    ['nothing', patchOp(), 'group.update'],
    ['what is no JSON', '{', 'group.update'],
  ])('that was refused is called what it asks for: %s', async (_, body, action) => {
    const open = await openSimulator();
    const made = await open.scim('POST', '/Groups', group('Guides'));
    const answer = await open.scim('PATCH', `/Groups/${textOf(made.json.id)}`, body);
    expect(answer.status).toBe(400);
    expect((await open.records()).at(-1)!).toMatchObject({ kind: 'scim.request', action });
  });

  test('that was made is called what it did, however it was asked for', async () => {
    const open = await openSimulator();
    const { json } = await open.scim('POST', '/Users', user('bjensen'));
    const made = await open.scim('POST', '/Groups', group('Guides'));
    const path = `/Groups/${textOf(made.json.id)}`;
    await open.scim('PUT', path, group('Guides', textOf(json.id)));
    await open.scim('PUT', path, group('Tour Guides', textOf(json.id)));
    const name = { op: 'replace', path: 'displayName', value: 'Tour Guides' };
    await open.scim('PATCH', path, patchOp(name, { op: 'remove', path: 'members' }));
    const requests = (await open.records()).filter(({ kind }) => kind === 'scim.request').slice(2);
    expect(requests.map(({ action }) => action)).toEqual([
      'group.members.update',
      'group.update',
      'group.members.update',
    ]);
    const party = { type: 'User', id: json.id, display: 'bjensen' };
    expect(requests.map(({ members, changes }) => ({ members, changes }))).toEqual([
      { members: { added: [party], removed: [] }, changes: undefined },
      { members: undefined, changes: [{ path: 'displayName', before: 'Guides', after: 'Tour Guides' }] },
      { members: { added: [], removed: [party] }, changes: undefined },
    ]);
  });
});

test('a creation that fails is on record with the name of what was to be created', async () => {
  const open = await openSimulator();
  await open.scim('POST', '/Users', user('bjensen'));
  await open.scim('POST', '/Users', user('BJensen', { displayName: 'Babs' }));
  await open.scim('POST', '/Groups', { DisplayName: 'Guides' });
  await open.scim('POST', '/Users', {});
  const failed = (await open.records()).filter(({ outcome }) => outcome === 'failure');
  expect(failed.map(({ target }) => target)).toEqual([
    { type: 'User', id: '', display: 'Babs' },
    { type: 'Group', id: '', display: 'Guides' },
    { type: 'User', id: '' },
  ]);
});

describe('secrets (REQ-SECRET-1)', () => {
  test.each(['memory', 'sqlite'])('are found in no byte of the %s store', async (engine) => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const clock = new VirtualClock(START);
    const store = await openStore(engine === 'memory' ? 'memory' : join(folder, 'audit.db'), { clock });
    const open = await openSimulator({ store, clock });
    const secrets = [
      't1meMa$heen-9',
      'correct-horse-10',
      'staple-battery-11',
      'bulk-secret-12',
      'cookie-secret-13',
      'query-secret-14',
      'broken-off-15',
    ];
    const [first, second, third, fourth, cookie, query, broken] = secrets as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const made = await open.scim('POST', '/Users', user('bjensen', { password: first }));
    const path = `/Users/${textOf(made.json.id)}`;
    await open.scim('PUT', path, user('bjensen', { password: second }));
    await open.scim(
      'PATCH',
      path,
      patchOp({ op: 'replace', path: 'password', value: third }, { op: 'replace', value: { password: third } }),
    );
    await open.scim(
      'POST',
      '/Bulk',
      bulk([{ method: 'POST', path: '/Users', bulkId: '1', data: user('c', { password: fourth }) }]),
    );
    await open.scim('POST', '/Users', user('bjensen', { password: [first] }));
    await open.scim('GET', `/Users?access_token=${query}&token=${query}`, undefined, {
      headers: { cookie: `session=${cookie}` },
    });
    await open.scim('POST', '/Users', `{"userName":"x","password":"${broken}`);
    await open.scim('GET', '/Users', undefined, { token: `unknown-${query}` });
    for (const token of Object.values(TOKENS)) {
      await open.scim('GET', `/Users?filter=userName%20eq%20%22${token}%22`, undefined, { token });
      await open.send('/logs/requests', { token });
      await open.send('/logs/requests', { method: 'POST', token, body: { token } });
    }
    const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64');
    const issued = await open.send('/oauth/token', {
      method: 'POST',
      token: null,
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const token = textOf(issued.json.access_token);
    expect((await open.scim('GET', `/Users?token=${token}`, undefined, { token })).status).toBe(200);
    await open.scim('POST', '/Users', user('d', { client_secret: CLIENT.secret }), {
      headers: { authorization: `Basic ${basic}` },
    });

    const stored: string[] = [];
    for (const tenant of await open.store.tenants()) {
      for (const { line } of await open.store.lines(tenant, 0, 100_000)) stored.push(line);
      for (const collection of ['directory.resources', 'directory.members', 'directory.sequence'])
        stored.push(JSON.stringify(await open.store.readState(tenant, collection)));
    }
    const files = await readdir(folder);
    for (const file of files) stored.push(await readFile(join(folder, file), 'latin1'));
    expect(files.length > 0).toBe(engine === 'sqlite');
    const text = stored.join('\n');
    expect(text).toContain('bjensen');
    for (const secret of [...secrets, ...Object.values(TOKENS), CLIENT.secret, token, basic]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('base64').replaceAll('=', ''));
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

describe('a store that refuses a batch', () => {
  test('undoes the change, answers 503, and goes on when it recovers', async () => {
    const store = new FullStore(await openStore('memory', { clock: new VirtualClock(START) }));
    const open = await openSimulator({ store });
    const made = await open.scim('POST', '/Users', user('kept'));
    const path = `/Users/${textOf(made.json.id)}`;
    store.full = true;
    const refused = [
      await open.scim('POST', '/Users', user('lost')),
      await open.scim('PATCH', path, patchOp({ op: 'add', path: 'title', value: 'x' })),
      await open.scim('DELETE', path),
      await open.scim('GET', path),
    ];
    for (const { status, json, headers } of refused) {
      expect({ status, json }).toMatchObject({ status: 503, json: { status: '503' } });
      expect(headers['retry-after']).toBe('5');
    }
    store.full = false;
    const read = await open.scim('GET', path);
    expect(read.headers.etag).toBe(made.headers.etag);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(1);
    expect((await open.scim('POST', '/Users', user('lost'))).status).toBe(201);
    expect((await open.records()).filter(({ http }) => http?.statusCode === 503)).toEqual([]);
  });

  test('still lets the log be read', async () => {
    const store = new FullStore(await openStore('memory', { clock: new VirtualClock(START) }));
    const open = await openSimulator({ store });
    await open.scim('GET', '/Users');
    store.full = true;
    const answer = await open.send('/logs/requests', { token: TOKENS.administrator });
    expect(answer).toMatchObject({ status: 200, json: { itemsPerPage: 1 } });
  });
});

test('what was acknowledged is there when a simulator starts again on the store, under new ids', async () => {
  const clock = new VirtualClock(START);
  const store = await openStore('memory', { clock });
  const first = await openSimulator({ store, clock });
  const made = await first.scim('POST', '/Users', user('bjensen', { password: 't1meMa$heen' }));
  const guides = await first.scim('POST', '/Groups', group('Guides', textOf(made.json.id)));
  const before = await first.scim('GET', `/Groups/${textOf(guides.json.id)}`);
  const again = await openSimulator({ store, clock });
  const after = await again.scim('GET', `/Groups/${textOf(guides.json.id)}`);
  expect(after).toMatchObject({ status: 200, body: before.body, headers: { etag: before.headers.etag } });
  const other = await again.scim('POST', '/Users', user('other'));
  expect(other.status).toBe(201);
  expect(other.json.id).not.toBe(made.json.id);
});

const runSeeded = async () => {
  const open = await openSimulator();
  const made = await open.scim('POST', '/Users', user('bjensen', { password: 'x-y-z-secret' }));
  await open.scim('GET', `/Users/${textOf(made.json.id)}`);
  await open.send('/logs/requests?count=1', { token: TOKENS.administrator });
  return (await open.store.lines('default', 0, 100)).map(({ line }) => line);
};

test('the same seed gives the same bytes', async () => {
  expect(await runSeeded()).toEqual(await runSeeded());
});
