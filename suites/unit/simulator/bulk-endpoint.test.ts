import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import {
  BASE,
  bulk,
  ENTERPRISE,
  GROUP,
  MESSAGE,
  type OpenSimulator,
  openSimulator,
  patchOp,
  textOf,
  USER,
  user,
} from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator({ limits: { bulkOperations: 12, bulkPayloadBytes: 4000 } });
});

const post = (bulkId: string, data: JsonObject, path = '/Users'): JsonObject => ({
  method: 'POST',
  path,
  bulkId,
  data,
});
const postGroup = (bulkId: string, displayName: string, ...references: string[]): JsonObject =>
  post(
    bulkId,
    { schemas: [GROUP], displayName, members: references.map((each) => ({ value: `bulkId:${each}` })) },
    '/Groups',
  );

const run = async (operations: readonly JsonValue[], more: JsonObject = {}) => {
  const answer = await open.scim('POST', '/Bulk', bulk(operations, more));
  expect(answer.status).toBe(200);
  expect(answer.json.schemas).toEqual([`${MESSAGE}BulkResponse`]);
  return answer.json.Operations as JsonObject[];
};
const statuses = (results: readonly JsonObject[]): unknown[] => results.map(({ status }) => status);
const read = async (result: JsonObject | undefined): Promise<JsonObject> =>
  (await open.send(textOf(result?.location).slice('http://scim.test'.length))).json;

describe('operations (RFC 7644 section 3.7)', () => {
  test('of every method answer as single requests do', async () => {
    const [made, other] = [await open.scim('POST', '/Users', user('a')), await open.scim('POST', '/Users', user('b'))];
    const [first, second] = [textOf(made.json.id), textOf(other.json.id)];
    const results = await run([
      post('new', user('c')),
      { method: 'PUT', path: `/Users/${first}`, version: made.headers.etag!, data: user('a2') },
      { method: 'PATCH', path: `/Users/${first}`, data: patchOp({ op: 'add', path: 'title', value: 'x' }) },
      { method: 'DELETE', path: `/Users/${second}` },
    ]);
    expect(results).toEqual([
      {
        method: 'POST',
        bulkId: 'new',
        location: expect.stringMatching(`^${BASE}/Users/`),
        version: expect.any(String),
        status: '201',
      },
      { method: 'PUT', location: `${BASE}/Users/${first}`, version: expect.any(String), status: '200' },
      { method: 'PATCH', location: `${BASE}/Users/${first}`, version: expect.any(String), status: '204' },
      { method: 'DELETE', location: `${BASE}/Users/${second}`, status: '204' },
    ]);
    const kept = await open.scim('GET', `/Users/${first}`);
    expect(kept.json).toMatchObject({ userName: 'a2', title: 'x' });
    expect(results[2]!.version).toBe(kept.headers.etag);
    expect((await open.scim('GET', `/Users/${second}`)).status).toBe(404);
  });

  test('that fail do so by themselves, with the error that a single request gets', async () => {
    const { json } = await open.scim('POST', '/Users', user('taken'));
    const path = `/Users/${textOf(json.id)}`;
    const results = await run([
      post('1', user('TAKEN')),
      post('2', { schemas: [USER] }),
      { method: 'PUT', path: '/Users/0', data: user('x') },
      { method: 'DELETE', path, version: 'W/"old"' },
      { method: 'PATCH', path, data: patchOp({ op: 'replace', path: 'id', value: 'x' }) },
      { method: 'DELETE', path: '/Users' },
      post('3', user('x'), '/Users/1'),
      post('4', user('x'), '/Nowhere'),
      post('5', user('x'), '/Bulk'),
      { method: 'DELETE', path: '/Schemas/x' },
      post('6', user('fine')),
    ]);
    expect(results.map(({ status, response }) => [status, (response as JsonObject | undefined)?.scimType])).toEqual([
      ['409', 'uniqueness'],
      ['400', 'invalidValue'],
      ['404', undefined],
      ['412', undefined],
      ['400', 'mutability'],
      ['405', undefined],
      ['405', undefined],
      ['404', undefined],
      ['404', undefined],
      ['404', undefined],
      ['201', undefined],
    ]);
    for (const result of results.slice(0, -1)) {
      expect(result.response).toMatchObject({ schemas: [`${MESSAGE}Error`], status: result.status });
      expect('location' in result).toBe(result.method !== 'POST');
      expect(result).not.toHaveProperty('version');
    }
    expect(results[3]!.location).toBe(BASE + path);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(2);
  });

  test('stop at as many errors as the client accepts', async () => {
    const operations = [
      post('1', user('a')),
      post('2', user('a')),
      post('3', user('b')),
      post('4', user('b')),
      post('5', user('c')),
    ];
    expect(statuses(await run(operations, { failOnErrors: 1 }))).toEqual(['201', '409']);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(1);
    expect(statuses(await run(operations.slice(1), { failOnErrors: 2 }))).toEqual(['409', '201', '409']);
  });
});

/** A User whose manager is one that the same request creates. */
const manager = (userName: string, boss: string) => ({
  schemas: [USER, ENTERPRISE],
  userName,
  [ENTERPRISE]: { manager: { value: `bulkId:${boss}` } },
});

describe('references (RFC 7644 section 3.7.2)', () => {
  test('to what was created before are replaced by ids, in extensions too', async () => {
    const [alice, bob, guides] = await run([
      post('qwerty', user('Alice')),
      post('ytrewq', {
        schemas: [USER, ENTERPRISE],
        userName: 'Bob',
        [ENTERPRISE]: { employeeNumber: '11250', manager: { value: 'bulkId:qwerty' } },
      }),
      postGroup('guides', 'Tour Guides', 'qwerty', 'ytrewq'),
    ]);
    const id = textOf((await read(alice)).id);
    expect(await read(bob)).toMatchObject({ [ENTERPRISE]: { manager: { value: id } } });
    expect(await read(guides)).toMatchObject({ members: [{ value: id, $ref: `${BASE}/Users/${id}` }, {}] });
  });

  test('to what comes later are resolved all the same, and the answers keep their places', async () => {
    const results = await run([
      postGroup('g', 'Guides', 'u', 'h'),
      postGroup('h', 'Helpers', 'u'),
      post('u', user('u')),
    ]);
    expect(results.map(({ bulkId, status }) => [bulkId, status])).toEqual([
      ['g', '201'],
      ['h', '201'],
      ['u', '201'],
    ]);
    expect((await read(results[0])).members).toHaveLength(2);
  });

  test('work in paths and in PATCH filters', async () => {
    const results = await run([
      post('u', user('u')),
      post('v', user('v')),
      postGroup('g', 'Guides', 'u', 'v'),
      {
        method: 'PATCH',
        path: '/Groups/bulkId:g',
        data: patchOp({ op: 'remove', path: 'members[value eq "bulkId:u"]' }),
      },
      { method: 'DELETE', path: '/Users/bulkId:u' },
    ]);
    expect(statuses(results)).toEqual(['201', '201', '201', '204', '204']);
    expect(results[4]!.location).toBe(results[0]!.location);
    expect((await read(results[2])).members).toEqual([expect.objectContaining({ display: 'v' })]);
  });

  test('in a circle are resolved (section 3.7.1)', async () => {
    const results = await run([postGroup('qwerty', 'Group A', 'ytrewq'), postGroup('ytrewq', 'Group B', 'qwerty')]);
    expect(statuses(results)).toEqual(['201', '201']);
    const [a, b] = [await read(results[0]), await read(results[1])];
    expect(a).toMatchObject({ members: [{ value: b.id, $ref: `${BASE}/Groups/${textOf(b.id)}` }] });
    expect(b).toMatchObject({ members: [{ value: a.id }] });
    for (const [index, group] of [a, b].entries())
      expect((group.meta as JsonObject).version).toBe(results[index]!.version);
  });

  test('of users who manage each other, and themselves, are resolved too', async () => {
    const results = await run([
      post('a', manager('a', 'b')),
      post('b', manager('b', 'c')),
      post('c', manager('c', 'a')),
      post('s', manager('s', 's')),
    ]);
    expect(statuses(results)).toEqual(['201', '201', '201', '201']);
    const [a, b, , self] = await Promise.all(results.map(read));
    expect(a).toMatchObject({ [ENTERPRISE]: { manager: { value: b!.id } } });
    expect(self).toMatchObject({ [ENTERPRISE]: { manager: { value: self!.id } } });
  });

  test('to what failed or is nowhere fail, and a circle fails as one', async () => {
    await open.scim('POST', '/Users', user('taken'));
    const results = await run([
      post('u', user('taken')),
      postGroup('g', 'Guides', 'u'),
      postGroup('h', 'Helpers', 'nowhere'),
      postGroup('i', 'Circle 1', 'j'),
      post('j', { schemas: [USER, ENTERPRISE], userName: 'taken', [ENTERPRISE]: { manager: { value: 'bulkId:i' } } }),
      { method: 'DELETE', path: '/Users/bulkId:u' },
    ]);
    expect(statuses(results)).toEqual(['409', '409', '400', '409', '409', '409']);
    expect((await open.scim('GET', '/')).json.totalResults).toBe(1);
    expect(results[4]!.response).toMatchObject({ scimType: 'uniqueness' });
    expect(results[3]!.response).not.toHaveProperty('scimType');
  });
});

describe('the message', () => {
  test.each([
    [{ Operations: [] }, 400],
    [{ schemas: [`${MESSAGE}BulkRequest`] }, 400],
    [bulk([]), 400],
    [bulk([{ method: 'GET', path: '/Users/1' }]), 400],
    [bulk([{ method: 'DELETE' }]), 400],
    [bulk([{ method: 'POST', path: '/Users', data: {} }]), 400],
    [bulk([post('1', {}), post('1', {})]), 400],
    [bulk(['x']), 400],
    [bulk([{ method: 'DELETE', path: '/Users/1' }], { failOnErrors: 0 }), 400],
  ])('%j answers %d invalidSyntax', async (body, status) => {
    expect(await open.scim('POST', '/Bulk', body)).toMatchObject({ status, json: { scimType: 'invalidSyntax' } });
  });

  test.each([
    [
      'operations',
      bulk(Array.from({ length: 13 }, () => ({ method: 'DELETE', path: '/Users/1' }))),
      'maxOperations (12)',
    ],
    ['bytes', bulk([post('1', user('x'.repeat(4000)))]), 'maxPayloadSize (4000)'],
  ])('with too many %s answers 413 and names the limit (section 3.7.4)', async (_, body, limit) => {
    const answer = await open.scim('POST', '/Bulk', body);
    expect(answer).toMatchObject({ status: 413, json: { status: '413', detail: expect.stringContaining(limit) } });
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(0);
  });
});

test('a Bulk request is one record, with one for each operation and one for each effect', async () => {
  await run([
    post('1', user('a', { displayName: 'Ann', password: 'bulk-secret-1' })),
    post('2', user('a')),
    { method: 'DELETE', path: '/Users/0' },
    postGroup('g', 'Guides', '1'),
    { method: 'PATCH', path: '/Users/bulkId:1', data: patchOp({ op: 'replace', path: 'nickName', value: 'A' }) },
    { method: 'PUT', path: '/Nothing/1', data: {} },
  ]);
  const [request, ...parts] = await open.records();
  expect(request).toMatchObject({
    kind: 'scim.request',
    action: 'bulk',
    outcome: 'success',
    detail: { operations: { sent: 6, succeeded: 3, failed: 3, notCarriedOut: 0 } },
  });
  const told = parts.map(({ kind, action, outcome, http }) => [kind, action, outcome, http?.statusCode]);
  expect(told).toEqual([
    ['scim.operation', 'user.create', 'success', 201],
    ['scim.operation', 'user.create', 'failure', 409],
    ['scim.operation', 'user.delete', 'failure', 404],
    ['scim.operation', 'group.create', 'success', 201],
    ['scim.operation', 'user.update', 'success', 204],
    ['scim.operation', 'other', 'failure', 404],
    ['resource.change', 'user.create', 'success', undefined],
    ['resource.change', 'group.create', 'success', undefined],
    ['resource.change', 'user.update', 'success', undefined],
  ]);
  const [created, taken, absent, guides, renamed] = parts;
  const { id } = created!.target!;
  expect(created).toMatchObject({
    target: { type: 'User', display: 'Ann' },
    detail: { operation: 1, bulkId: '1' },
    http: { method: 'POST', endpoint: '/Users', resourceType: 'Users', requestHeaders: {} },
  });
  expect(created!.http!.requestBody).not.toContain('bulk-secret-1');
  expect(taken).toMatchObject({
    target: { type: 'User', id: '', display: 'a' },
    reason: expect.stringMatching(/in use/u),
    detail: { operation: 2 },
    http: { responseBody: expect.stringContaining('uniqueness') },
  });
  expect(absent).toMatchObject({ target: { type: 'User', id: '0' }, http: { endpoint: '/Users/0' } });
  expect(guides).toMatchObject({ members: { added: [{ type: 'User', id, display: 'Ann' }], removed: [] } });
  expect(renamed).toMatchObject({
    target: { type: 'User', id, display: 'Ann' },
    changes: [{ path: 'nickName', after: 'A' }],
  });
  for (const part of parts) expect(part).toMatchObject({ correlationId: request!.id, actor: { id: 'provider' } });
  expect(new Set([request, ...parts].map((each) => each!.id)).size).toBe(10);
});

test('an operation that was not carried out has no record, and is counted', async () => {
  await run([{ method: 'DELETE', path: '/Users/0' }, post('1', user('a'))], { failOnErrors: 1 });
  const [request, ...parts] = await open.records();
  expect(request!.detail).toEqual({ operations: { sent: 2, succeeded: 0, failed: 1, notCarriedOut: 1 } });
  expect(parts.map(({ kind, action }) => [kind, action])).toEqual([['scim.operation', 'user.delete']]);
});

test('a request that is no Bulk message has no operations on record', async () => {
  await open.scim('POST', '/Bulk', bulk(['x']));
  const [request, ...parts] = await open.records();
  expect(request).not.toHaveProperty('detail');
  expect(parts).toEqual([]);
});
