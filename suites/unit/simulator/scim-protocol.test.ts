import { NO_TENANT } from '../../../src/simulator/index.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { BASE, MESSAGE, type OpenSimulator, openSimulator, textOf, type Sent, TOKENS, user } from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator({ limits: { bodyBytes: 2000 } });
});

describe('authentication (RFC 7644 section 2, RFC 6750 section 3)', () => {
  test.each<[string, Sent, string, string]>([
    ['none', { token: null }, 'Bearer realm="scim"', 'no Authorization'],
    ['an unknown token', { token: 'wrong' }, 'error="invalid_token"', 'not valid'],
    ['an expired token', { token: TOKENS.expired }, 'error="invalid_token"', 'expired'],
    ['a revoked token', { token: TOKENS.revoked }, 'error="invalid_token"', 'revoked'],
    ["another tenant's token", { token: TOKENS.acme }, 'error="invalid_token"', 'not valid'],
    ["a viewer's token", { token: TOKENS.administrator }, 'error="invalid_token"', 'not valid'],
    ['another scheme', { token: null, headers: { authorization: 'Basic eDp5' } }, 'error="invalid_request"', 'Bearer'],
  ])('refuses %s', async (_, sent, challenge, detail) => {
    for (const path of ['/scim/v2/Users', '/scim/v2/nowhere', '/scim/v3/Users', '/scim/v2/Me']) {
      const answer = await open.send(path, sent);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toContain(challenge);
      expect(answer.json).toMatchObject({
        schemas: [`${MESSAGE}Error`],
        status: '401',
        detail: expect.stringContaining(detail),
      });
    }
  });

  test('shows the service provider configuration to everybody', async () => {
    expect((await open.send('/scim/v2/ServiceProviderConfig', { token: null })).status).toBe(200);
    expect((await open.send('/scim/v2/ServiceProviderConfig', { token: 'wrong' })).status).toBe(401);
    expect((await open.send('/scim/v2/ServiceProviderConfig', { token: null, method: 'DELETE' })).status).toBe(401);
    expect((await open.send('/scim/v2/Schemas', { token: null })).status).toBe(401);
  });

  test('lets a token from the token endpoint in until it expires', async () => {
    const { json } = await open.send('/oauth/token', {
      method: 'POST',
      token: null,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from('app-1:client-secret-1208').toString('base64')}`,
      },
      body: 'grant_type=client_credentials',
    });
    const token = textOf(json.access_token);
    expect((await open.scim('GET', '/Users', undefined, { token })).status).toBe(200);
    expect((await open.send('/tenants/acme/scim/v2/Users', { token })).status).toBe(401);
    await open.clock.advance(3_600_000);
    expect((await open.scim('GET', '/Users', undefined, { token })).status).toBe(401);
  });

  test('keeps a read-only credential from writing', async () => {
    const { json } = await open.scim('POST', '/Users', user('a'));
    const token = TOKENS.reader;
    expect((await open.scim('GET', `/Users/${textOf(json.id)}`, undefined, { token })).status).toBe(200);
    const request = { schemas: [`${MESSAGE}SearchRequest`] };
    expect((await open.scim('POST', '/Users/.search', request, { token })).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/Users'],
      ['POST', '/Bulk'],
      ['PUT', `/Users/${textOf(json.id)}`],
      ['PATCH', `/Users/${textOf(json.id)}`],
      ['DELETE', `/Users/${textOf(json.id)}`],
    ] as const)
      expect(await open.scim(method, path, {}, { token })).toMatchObject({ status: 403, json: { status: '403' } });
  });
});

describe('tenants (RFC 7644 section 6)', () => {
  test('share nothing', async () => {
    await open.scim('POST', '/Users', user('bjensen'));
    const made = await open.send('/tenants/acme/scim/v2/Users', {
      method: 'POST',
      body: user('bjensen'),
      token: TOKENS.acme,
    });
    expect(made).toMatchObject({
      status: 201,
      headers: { location: expect.stringContaining('/tenants/acme/scim/v2/Users/') },
    });
    expect((await open.scim('GET', `/Users/${textOf(made.json.id)}`)).status).toBe(404);
    expect((await open.send('/tenants/default/scim/v2/Users')).json.totalResults).toBe(1);
  });

  test('that do not exist answer 404 and are on record apart', async () => {
    const answer = await open.send('/tenants/nobody/scim/v2/Users');
    expect(answer).toMatchObject({ status: 404, json: { status: '404' } });
    expect(await open.records()).toEqual([]);
    const [record] = await open.records(NO_TENANT);
    expect(record).toMatchObject({
      kind: 'scim.request',
      outcome: 'failure',
      http: { endpoint: '/Users', statusCode: 404 },
    });
    expect(record!.http!.requestId).toBe(answer.headers['x-request-id']);
  });
});

describe('methods (RFC 9110 section 15.5.6)', () => {
  test.each([
    ['POST', '/Users/1', 405, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['DELETE', '/Users', 405, 'GET, HEAD, POST, OPTIONS'],
    ['PATCH', '/', 405, 'GET, HEAD, OPTIONS'],
    ['GET', '/Bulk', 405, 'POST, OPTIONS'],
    ['GET', '/Users/.search', 405, 'POST, OPTIONS'],
    ['PUT', '/Schemas', 405, 'GET, HEAD, OPTIONS'],
    ['TRACE', '/Users', 501, 'GET, HEAD, POST, OPTIONS'],
    ['patch', '/Users/1', 501, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['constructor', '/Users/1', 501, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'],
  ])('%s %s answers %d and tells what is allowed', async (method, path, status, allow) => {
    const answer = await open.scim(method, path, method === 'GET' ? undefined : {});
    expect(answer).toMatchObject({ status, headers: { allow }, json: { status: String(status) } });
  });

  test('OPTIONS tells what is allowed', async () => {
    expect(await open.scim('OPTIONS', '/Users')).toMatchObject({
      status: 204,
      headers: { allow: 'GET, HEAD, POST, OPTIONS' },
    });
  });

  test('HEAD answers as GET does, without the body', async () => {
    const { json } = await open.scim('POST', '/Users', user('a'));
    for (const path of ['/Users', `/Users/${textOf(json.id)}`, '/Schemas', '/Users/0']) {
      const [get, head] = [await open.scim('GET', path), await open.scim('HEAD', path)];
      expect(head).toMatchObject({ status: get.status, body: '' });
      expect(head.headers).toMatchObject({
        'content-type': 'application/scim+json',
        'content-length': String(Buffer.byteLength(get.body)),
      });
    }
  });
});

describe('paths', () => {
  test.each([
    ['/nowhere', 404],
    ['/users', 404],
    ['/Users/1/more', 404],
    ['//Users', 404],
    ['/Users/%zz', 400],
    ['/Users/..%2F..%2Fsecrets', 404],
    ['/__proto__', 404],
    ['/Users/__proto__', 404],
  ])('%s answers %d', async (path, status) => {
    expect(await open.scim('GET', path)).toMatchObject({ status, json: { status: String(status) } });
  });

  test('of another protocol version are refused (RFC 7644 section 3.13)', async () => {
    expect(await open.send('/scim/v1/Users')).toMatchObject({ status: 400, json: { scimType: 'invalidVers' } });
    expect((await open.send('/scim/Users')).status).toBe(200);
  });

  test('outside of every door answer 404 and are not on record', async () => {
    expect((await open.send('/')).status).toBe(404);
    expect((await open.send('/favicon.ico')).status).toBe(404);
    expect(await open.records()).toEqual([]);
    expect(await open.records(NO_TENANT)).toEqual([]);
  });
});

describe('representations (RFC 7644 section 3.8)', () => {
  test.each([
    [undefined, 'application/scim+json'],
    ['application/scim+json', 'application/scim+json'],
    ['application/json', 'application/json'],
    ['*/*', 'application/scim+json'],
    ['application/json;q=0.5, application/scim+json;q=0.4', 'application/json'],
  ])('Accept %j gives %s', async (accept, type) => {
    const answer = await open.scim('GET', '/Users', undefined, accept === undefined ? {} : { headers: { accept } });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': type } });
  });

  test('Accept of anything else gives 406, before anything is done', async () => {
    const answer = await open.scim('POST', '/Users', user('a'), { headers: { accept: 'text/html' } });
    expect(answer).toMatchObject({ status: 406, json: { status: '406' } });
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(0);
  });

  test.each([
    ['application/scim+json', 201],
    ['application/scim+json; charset=utf-8', 201],
    ['application/scim+json;charset="UTF-8"', 201],
    ['application/json', 415],
    ['text/plain', 415],
    ['application/scim+json; charset=iso-8859-1', 415],
    ['', 415],
  ])('Content-Type %j answers %d', async (contentType, status) => {
    const answer = await open.scim('POST', '/Users', user('a'), { headers: { 'content-type': contentType } });
    expect(answer.status).toBe(status);
  });

  test('plain JSON and no type at all are taken where that is tolerated', async () => {
    open = await openSimulator({ strictness: { plainJson: true } });
    for (const [index, contentType] of ['application/json', '', 'application/scim+json'].entries()) {
      const headers = { 'content-type': contentType };
      expect((await open.scim('POST', '/Users', user(`u${index}`), { headers })).status).toBe(201);
    }
    expect((await open.scim('POST', '/Users', user('x'), { headers: { 'content-type': 'text/plain' } })).status).toBe(
      415,
    );
  });

  test('a coded body is refused', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await open.scim('POST', '/Users', user('a'), { headers })).status).toBe(415);
  });

  test.each([
    ['', 400, 'no body'],
    ['{', 400, 'not valid JSON'],
    ['[]', 400, 'not a JSON object'],
    ['null', 400, 'not a JSON object'],
    ['"x"', 400, 'not a JSON object'],
    ['{"a":1,}', 400, 'not valid JSON'],
    [`{"a":${'['.repeat(900)}${']'.repeat(900)}}`, 400, 'nested'],
    [`{"userName":"${'x'.repeat(2000)}"}`, 413, '2000 bytes'],
    [`{"userName":"${'é'.repeat(1000)}"}`, 413, '2000 bytes'],
  ])('the body %j answers %d', async (body, status, detail) => {
    const answer = await open.scim('POST', '/Users', body);
    expect(answer).toMatchObject({ status, json: { status: String(status), detail: expect.stringContaining(detail) } });
    if (status === 400) expect(answer.json.scimType).toBe('invalidSyntax');
  });

  test('says where JSON breaks off, and not what it says there', async () => {
    const answer = await open.scim('POST', '/Users', '{"password":"hunter2secret" oops}');
    expect(answer.json.detail).toMatch(/at character \d+/u);
    expect(answer.body).not.toContain('hunter2');
  });

  test('a byte order mark does no harm', async () => {
    expect((await open.scim('POST', '/Users', `\uFEFF${JSON.stringify(user('a'))}`)).status).toBe(201);
  });
});

describe('discovery (RFC 7644 section 4)', () => {
  test('tells what the service can do', async () => {
    const { json } = await open.scim('GET', '/ServiceProviderConfig');
    expect(json).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: true },
      sort: { supported: true },
      etag: { supported: true },
      pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', cursorTimeout: 3600 },
      meta: { location: `${BASE}/ServiceProviderConfig`, resourceType: 'ServiceProviderConfig' },
    });
    expect(json.authenticationSchemes).toHaveLength(2);
  });

  test.each(['/Schemas', '/ResourceTypes'])('%s lists what can be read one by one', async (path) => {
    const { json } = await open.scim('GET', `${path}?startIndex=5&count=0&sortBy=id`);
    const resources = json.Resources as { id: string; meta: { location: string } }[];
    expect(json).toMatchObject({ schemas: [`${MESSAGE}ListResponse`], totalResults: resources.length });
    expect(resources.length).toBeGreaterThan(1);
    for (const resource of resources) {
      expect(resource.meta.location).toBe(`${BASE}${path}/${resource.id}`);
      expect((await open.scim('GET', `${path}/${resource.id}`)).json).toEqual(resource);
    }
    expect((await open.scim('GET', `${path}/none`)).status).toBe(404);
  });

  test.each(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])('%s does not filter', async (path) => {
    expect((await open.scim('GET', `${path}?filter=id%20pr`)).status).toBe(403);
  });

  test('has absolute locations for whoever asks', async () => {
    const answer = await open.simulator.handle({
      method: 'GET',
      url: '/tenants/acme/scim/v2/ResourceTypes/User',
      origin: 'https://other.test',
      headers: { authorization: `Bearer ${TOKENS.acme}` },
      body: '',
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      endpoint: '/Users',
      meta: { location: 'https://other.test/tenants/acme/scim/v2/ResourceTypes/User' },
    });
  });
});

describe('/Me (RFC 7644 section 3.11)', () => {
  const me = { token: TOKENS.person };

  test('is not implemented for a credential that stands for nobody', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE', 'POST'])
      expect((await open.scim(method, '/Me', method === 'GET' ? undefined : {})).status).toBe(501);
  });

  test('is not found while the User is not there, and creates that User only', async () => {
    expect((await open.scim('GET', '/Me', undefined, me)).status).toBe(404);
    expect((await open.scim('POST', '/Me', user('somebody'), me)).status).toBe(403);
    const made = await open.scim('POST', '/Me', user('BJensen'), me);
    expect(made).toMatchObject({ status: 201, headers: { location: `${BASE}/Users/${textOf(made.json.id)}` } });
    expect((await open.scim('POST', '/Me', user('bjensen'), me)).status).toBe(409);
  });

  test('takes the name of whoever registers from the credential, whatever the spelling of names', async () => {
    const { userName: _, ...nameless } = user('anybody');
    expect((await open.scim('POST', '/Me', { ...nameless, username: 'somebody' }, me)).status).toBe(403);
    const made = await open.scim('POST', '/Me', nameless, me);
    expect(made).toMatchObject({ status: 201, json: { userName: 'bjensen' } });
  });

  test('carries every request out on the User and tells its permanent location', async () => {
    const { json } = await open.scim('POST', '/Users', user('bjensen'));
    await open.scim('POST', '/Users', user('somebody'));
    const location = `${BASE}/Users/${textOf(json.id)}`;
    const read = await open.scim('GET', '/Me?attributes=userName', undefined, me);
    expect(read).toMatchObject({ status: 200, headers: { location, 'content-location': location } });
    expect(read.json).toEqual({ schemas: json.schemas, id: json.id, userName: 'bjensen' });
    const patch = { schemas: [`${MESSAGE}PatchOp`], Operations: [{ op: 'add', path: 'nickName', value: 'Babs' }] };
    expect(await open.scim('PATCH', '/Me', patch, me)).toMatchObject({ status: 204, headers: { location } });
    expect(await open.scim('PUT', '/Me', user('bjensen'), me)).toMatchObject({ status: 200, headers: { location } });
    expect(await open.scim('PUT', '/Me', {}, me)).toMatchObject({ status: 400, headers: { location } });
    expect(await open.scim('DELETE', '/Me', undefined, me)).toMatchObject({ status: 204, headers: { location } });
    expect((await open.scim('GET', '/Me', undefined, me)).status).toBe(404);
    expect((await open.scim('GET', '/Users')).json.totalResults).toBe(1);
  });
});
