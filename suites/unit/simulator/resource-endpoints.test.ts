import { beforeEach, describe, expect, test } from 'vitest';
import {
  BASE,
  ENTERPRISE,
  group,
  MESSAGE,
  type OpenSimulator,
  openSimulator,
  textOf,
  patchOp,
  TOKENS,
  user,
} from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator();
});

const create = async (userName = 'bjensen', more = {}) => {
  const answer = await open.scim('POST', '/Users', user(userName, more));
  expect(answer.status).toBe(201);
  return { id: textOf(answer.json.id), etag: answer.headers.etag!, answer };
};

const ERROR = `${MESSAGE}Error`;

describe('create (RFC 7644 section 3.3)', () => {
  test('answers 201 with the resource, its location and its version', async () => {
    const { id, answer } = await create('bjensen', { password: 't1meMa$heen', externalId: 'x' });
    const location = `${BASE}/Users/${id}`;
    expect(answer.headers).toMatchObject({
      'content-type': 'application/scim+json',
      location,
      'content-location': location,
      etag: answer.headers.etag,
    });
    const { meta, ...attributes } = answer.json;
    expect(attributes).toEqual({ schemas: user('').schemas, id, userName: 'bjensen', externalId: 'x' });
    expect(meta).toEqual({
      resourceType: 'User',
      created: '2026-05-13T09:30:00.000Z',
      lastModified: '2026-05-13T09:30:00.000Z',
      location,
      version: answer.headers.etag,
    });
  });

  test('gives back the attributes that are asked for', async () => {
    const answer = await open.scim('POST', '/Users?attributes=userName', user('a', { nickName: 'b' }));
    expect(Object.keys(answer.json).toSorted()).toEqual(['id', 'schemas', 'userName']);
  });

  test('refuses a userName that is taken, in any case', async () => {
    await create('bjensen');
    const answer = await open.scim('POST', '/Users', user('BJensen'));
    expect(answer.status).toBe(409);
    expect(answer.json).toMatchObject({ schemas: [ERROR], status: '409', scimType: 'uniqueness' });
  });
});

describe('read (RFC 7644 section 3.4.1)', () => {
  test('gives the resource with absolute references', async () => {
    const { id } = await create();
    const made = await open.scim('POST', '/Groups', group('Tour Guides', id));
    const read = await open.scim('GET', `/Users/${id}`);
    expect(read.json).toMatchObject({
      groups: [{ value: made.json.id, $ref: `${BASE}/Groups/${textOf(made.json.id)}`, display: 'Tour Guides' }],
    });
    const readGroup = await open.scim('GET', `/Groups/${textOf(made.json.id)}`);
    expect(readGroup.json).toMatchObject({ members: [{ value: id, $ref: `${BASE}/Users/${id}` }] });
    expect(readGroup.headers.location).toBe(`${BASE}/Groups/${textOf(made.json.id)}`);
  });

  test('answers each origin and base URI with its own locations', async () => {
    const { id } = await create();
    const first = await open.scim('GET', `/Users/${id}`);
    const again = await open.simulator.handle({
      method: 'GET',
      url: `/scim/Users/${id}`,
      origin: 'https://other.test',
      headers: { authorization: `Bearer ${TOKENS.provider}` },
      body: '',
    });
    expect(first.headers.location).toBe(`${BASE}/Users/${id}`);
    expect(again.headers.location).toBe(`https://other.test/scim/v2/Users/${id}`);
    expect(JSON.parse(again.body)).toMatchObject({ meta: { location: `https://other.test/scim/v2/Users/${id}` } });
  });

  test.each(['', '/', '?', '?&', '.scim', '?unknown=1'])('understands the id followed by %j', async (suffix) => {
    const { id } = await create();
    expect((await open.scim('GET', `/Users/${id}${suffix}`)).json.id).toBe(id);
  });

  test('answers 404 to an id that is not there', async () => {
    const answer = await open.scim('GET', '/Users/0');
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/scim+json' } });
    expect(answer.json).toEqual({ schemas: [ERROR], status: '404', detail: 'Resource 0 not found.' });
  });

  test.each([
    ['attributes=userName', ['id', 'schemas', 'userName']],
    ['attributes=nickName,userName', ['id', 'nickName', 'schemas', 'userName']],
    ['attributes=nickName&attributes=userName', ['id', 'nickName', 'schemas', 'userName']],
    ['attributes=', ['id', 'meta', 'nickName', 'schemas', 'userName']],
    ['excludedAttributes=nickName', ['id', 'meta', 'schemas', 'userName']],
    ['excludedAttributes=id,meta', ['id', 'nickName', 'schemas', 'userName']],
  ])('with %s gives %j', async (query, names) => {
    const { id } = await create('a', { nickName: 'b' });
    const answer = await open.scim('GET', `/Users/${id}?${query}`);
    expect(Object.keys(answer.json).toSorted()).toEqual(names);
  });

  test('refuses attributes together with excludedAttributes', async () => {
    const { id } = await create();
    const answer = await open.scim('GET', `/Users/${id}?attributes=userName&excludedAttributes=name`);
    expect(answer).toMatchObject({ status: 400, json: { scimType: 'invalidValue' } });
  });
});

describe('replace (RFC 7644 section 3.5.1)', () => {
  test('answers 200 with the whole new resource', async () => {
    const { id, etag } = await create('bjensen', { nickName: 'Babs' });
    const answer = await open.scim('PUT', `/Users/${id}?`, { ...user('bjensen'), id, title: 'Guide' });
    expect(answer).toMatchObject({
      status: 200,
      json: { id, title: 'Guide' },
      headers: { location: `${BASE}/Users/${id}` },
    });
    expect(answer.json).not.toHaveProperty('nickName');
    expect(answer.headers.etag).not.toBe(etag);
    expect(answer.json.meta).toMatchObject({ version: answer.headers.etag });
  });

  test('creates nothing', async () => {
    expect((await open.scim('PUT', '/Users/0', user('x'))).status).toBe(404);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(0);
  });

  test('that changes nothing keeps the version and makes no change record', async () => {
    const { id, etag } = await create();
    const answer = await open.scim('PUT', `/Users/${id}`, user('bjensen'));
    expect(answer).toMatchObject({ status: 200, headers: { etag } });
    expect((await open.records()).map((record) => record.action)).toEqual([
      'user.create',
      'user.create',
      'user.update',
    ]);
  });
});

describe('PATCH (RFC 7644 section 3.5.2)', () => {
  const rename = patchOp({ op: 'replace', path: 'nickName', value: 'Babs' });

  test('answers 204 with the new version, or 200 where attributes are asked for', async () => {
    const { id, etag } = await create();
    const bare = await open.scim('PATCH', `/Users/${id}`, rename);
    expect(bare).toMatchObject({ status: 204, body: '', headers: { location: `${BASE}/Users/${id}` } });
    expect(bare.headers).not.toHaveProperty('content-type');
    expect(bare.headers.etag).not.toBe(etag);
    const full = await open.scim('PATCH', `/Users/${id}?attributes=nickName`, rename);
    expect(full.status).toBe(200);
    expect(full.json).toEqual({ schemas: user('').schemas, id, nickName: 'Babs' });
    const without = await open.scim('PATCH', `/Users/${id}?excludedAttributes=meta`, rename);
    expect(without.json).toMatchObject({ nickName: 'Babs', userName: 'bjensen' });
  });

  test('is all or nothing', async () => {
    const { id, etag } = await create();
    const answer = await open.scim(
      'PATCH',
      `/Users/${id}`,
      patchOp(
        { op: 'add', path: 'nickName', value: 'Babs' },
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'x' },
      ),
    );
    expect(answer).toMatchObject({ status: 400, json: { scimType: 'noTarget' } });
    const read = await open.scim('GET', `/Users/${id}`);
    expect(read.headers.etag).toBe(etag);
    expect(read.json).not.toHaveProperty('nickName');
  });

  test('adds an extension by its qualified name', async () => {
    const { id } = await create();
    await open.scim('PATCH', `/Users/${id}`, patchOp({ op: 'add', path: `${ENTERPRISE}:department`, value: 'Tours' }));
    const { json } = await open.scim('GET', `/Users/${id}`);
    expect(json).toMatchObject({ [ENTERPRISE]: { department: 'Tours' } });
    expect(json.schemas).toContain(ENTERPRISE);
  });
});

describe('delete (RFC 7644 section 3.6)', () => {
  test('answers 204 once, and 404 from then on', async () => {
    const { id } = await create();
    expect(await open.scim('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: '' });
    for (const [method, body] of [
      ['GET', undefined],
      ['DELETE', undefined],
      ['PUT', user('bjensen')],
      ['PATCH', patchOp({ op: 'remove', path: 'nickName' })],
    ] as const)
      expect((await open.scim(method, `/Users/${id}`, body)).status).toBe(404);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(0);
    await create('bjensen');
  });

  test('takes the user out of its groups, which is an effect of its own', async () => {
    const { id } = await create();
    const made = await open.scim('POST', '/Groups', group('Guides', id));
    await open.scim('DELETE', `/Users/${id}`);
    expect((await open.scim('GET', `/Groups/${textOf(made.json.id)}`)).json.members ?? []).toEqual([]);
    const changes = (await open.records()).filter((record) => record.kind === 'resource.change').slice(-2);
    expect(changes.map(({ action, target }) => [action, target?.type])).toEqual(
      expect.arrayContaining([
        ['user.delete', 'User'],
        ['group.members.update', 'Group'],
      ]),
    );
  });
});

describe('conditions (RFC 7644 section 3.14)', () => {
  test.each([
    ['GET', { 'if-none-match': 'current' }, 304],
    ['GET', { 'if-none-match': '*' }, 304],
    ['GET', { 'if-none-match': 'W/"old"' }, 200],
    ['GET', { 'if-match': 'current' }, 200],
    ['GET', { 'if-match': 'W/"old"' }, 412],
    ['HEAD', { 'if-none-match': 'current' }, 304],
    ['PUT', { 'if-match': 'current' }, 200],
    ['PUT', { 'if-match': '*' }, 200],
    ['PUT', { 'if-match': 'W/"old"' }, 412],
    ['PUT', { 'if-none-match': '*' }, 412],
    ['PATCH', { 'if-match': 'W/"old", current' }, 204],
    ['PATCH', { 'if-match': 'W/"old"' }, 412],
    ['DELETE', { 'if-match': 'W/"old"' }, 412],
    ['DELETE', { 'if-match': 'current' }, 204],
  ])('%s with %j: %d', async (method, headers, status) => {
    const { id, etag } = await create();
    const bodies = { PUT: user('bjensen'), PATCH: patchOp({ op: 'add', path: 'nickName', value: 'x' }) };
    const fields = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('current', etag)]),
    );
    const answer = await open.scim(method, `/Users/${id}`, method in bodies ? bodies[method as 'PUT'] : undefined, {
      headers: fields,
    });
    expect(answer.status).toBe(status);
    if (status === 304) {
      expect(answer).toMatchObject({ body: '', headers: { etag } });
      for (const field of ['content-length', 'content-type']) expect(answer.headers).not.toHaveProperty(field);
    }
    if (status === 412) expect(answer.json).toMatchObject({ schemas: [ERROR], status: '412' });
  });

  test('do not make a resource that is not there appear', async () => {
    expect((await open.scim('GET', '/Users/0', undefined, { headers: { 'if-match': '*' } })).status).toBe(404);
  });

  test('compare the version that a derived attribute has changed too', async () => {
    const { id, etag } = await create();
    await open.scim('POST', '/Groups', group('Guides', id));
    const answer = await open.scim('GET', `/Users/${id}`, undefined, { headers: { 'if-none-match': etag } });
    expect(answer.status).toBe(200);
    expect(answer.json.groups).toHaveLength(1);
  });
});
