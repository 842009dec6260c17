import { beforeEach, describe, expect, test } from 'vitest';
import { activityDialect, provisioningDialects, requestsDialect } from '../../../src/audit/index.ts';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  type Answer,
  type OpenSimulator,
  openSimulator,
  type Sent,
  START,
  textOf,
  TOKENS,
  user,
} from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator({ limits: { cursorTimeoutSeconds: 60 } });
});

const ask = (path = '/requests', sent: Sent = {}): Promise<Answer> =>
  open.send(`/logs${path}`, { token: TOKENS.administrator, ...sent });
const entries = (answer: Answer): JsonObject[] => answer.json.entries as JsonObject[];
const column = (answer: Answer, name: string): unknown[] => entries(answer).map((entry) => entry[name]);
const next = (answer: Answer): string => encodeURIComponent(textOf(answer.json.nextCursor));
const wholeBody = async (answer: Answer): Promise<string> => {
  let text = answer.body;
  for await (const chunk of answer.chunks ?? []) text += chunk;
  return text;
};
const traffic = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index++) await open.scim('GET', `/Users/${index}`);
};

describe('reading', () => {
  test('gives entries under the names of the columns, newest first', async () => {
    const made = await open.scim('POST', '/Users', user('bjensen'));
    await open.clock.advance(5);
    const failed = await open.scim('GET', '/Users/0?attributes=id');
    const answer = await ask();
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(answer.json).toMatchObject({ dialect: 'requests', itemsPerPage: 2 });
    expect(answer.json).not.toHaveProperty('nextCursor');
    const [newest, oldest] = entries(answer);
    expect(Object.keys(newest!)).toEqual(requestsDialect.columns.map(({ name }) => name));
    expect(newest).toMatchObject({
      requestId: failed.headers['x-request-id'],
      time: new Date(START + 5).toISOString(),
      status: 'Failed',
      errorMessage: 'Resource 0 not found.',
      method: 'GET',
      endpoint: '/Users/0',
      query: 'attributes=id',
      statusCode: 404,
      response: failed.body,
    });
    expect(oldest).toMatchObject({
      requestId: made.headers['x-request-id'],
      status: 'Success',
      errorMessage: null,
      statusCode: 201,
    });
  });

  test.each([
    ['', ['DELETE', 'POST', 'GET']],
    ['?method=GET', ['GET']],
    ['?method=All&status=All', ['DELETE', 'POST', 'GET']],
    ['?status=Success', ['POST', 'GET']],
    ['?status=Failed&method=GET', []],
    ['?endpoint=/Users', ['POST', 'GET']],
    ['?resourceType=Groups', ['DELETE']],
    ['?startDate=2026-05-13&endDate=2026-05-13', ['DELETE', 'POST', 'GET']],
    ['?endDate=2026-05-12', []],
    ['?count=2', ['DELETE', 'POST']],
    ['?count=0', []],
    ['?count=-5', []],
  ])('with %j gives %j', async (query, methods) => {
    await open.scim('GET', '/Users');
    await open.scim('POST', '/Users', user('a'));
    await open.scim('DELETE', '/Groups/0');
    expect(column(await ask(`/requests${query}`), 'method')).toEqual(methods);
  });

  test.each([
    ['?color=red', 'invalidFilter', /color/u],
    ['?method=BREW', 'invalidFilter', /method/u],
    ['?startDate=yesterday', 'invalidFilter', /startDate/u],
    ['?startDate=2026-05-13&endDate=2026-05-12', 'invalidFilter', /end/u],
    ['?method=GET&method=PUT', 'invalidFilter', /more than once/u],
    ['?method=BREW&count=0', 'invalidFilter', /method/u],
    ['?method=%zz', 'invalidFilter', /percent/u],
    ['?search=x', 'invalidFilter', /search/u],
    ['?format=xml', 'invalidFilter', /format/u],
    ['?count=two', 'invalidCount', /count/u],
    ['?count=1001', 'invalidCount', /1000/u],
    ['?cursor=forged', 'invalidCursor', /cursor/u],
  ])('with %j answers 400 %s and shows nothing', async (query, code, detail) => {
    await traffic(2);
    const answer = await ask(`/requests${query}`);
    expect(answer.json).toEqual({ status: 400, code, detail: expect.stringMatching(detail) });
    expect(answer.status).toBe(400);
  });

  test.each([
    ['text/html', 406],
    ['application/json', 200],
    ['*/*', 200],
  ])('with Accept %j answers %d', async (accept, status) => {
    expect((await ask('/requests', { headers: { accept } })).status).toBe(status);
  });

  test('by HEAD gives the fields alone', async () => {
    await traffic(1);
    const [get, head] = [await ask(), await ask('/requests', { method: 'HEAD' })];
    expect(head).toMatchObject({
      status: 200,
      body: '',
      headers: { 'content-length': String(Buffer.byteLength(get.body)) },
    });
  });
});

describe('paging', () => {
  test('gives each entry once while new ones arrive', async () => {
    await traffic(25);
    const before = (await open.records()).map(({ id }) => id).toReversed();
    const seen: unknown[] = [];
    let page = await ask('/requests?count=4');
    for (;;) {
      seen.push(...column(page, 'requestId'));
      await traffic(3);
      if (page.json.nextCursor === undefined) break;
      page = await ask(`/requests?count=4&cursor=${next(page)}`);
    }
    expect(seen).toEqual(before);
  });

  test('refuses a cursor of other filters, another viewer, another tenant or another count', async () => {
    await traffic(5);
    const cursor = next(await ask('/requests?count=2'));
    expect(await ask(`/requests?count=2&method=GET&cursor=${cursor}`)).toMatchObject({
      status: 400,
      json: { code: 'invalidCursor' },
    });
    expect(await ask(`/requests?count=3&cursor=${cursor}`)).toMatchObject({
      status: 400,
      json: { code: 'invalidCount' },
    });
    expect(await ask(`/requests?cursor=${cursor}`)).toMatchObject({ status: 400, json: { code: 'invalidCount' } });
    expect(await ask(`/requests?count=2&cursor=${cursor}`, { token: TOKENS.secondAdministrator })).toMatchObject({
      status: 400,
      json: { code: 'invalidCursor' },
    });
    const other = await open.send(`/tenants/acme/logs/requests?count=2&cursor=${cursor}`, {
      token: TOKENS.acmeAdministrator,
    });
    expect(other).toMatchObject({ status: 400, json: { code: 'invalidCursor' } });
  });

  test('ends when the cursor has expired', async () => {
    await traffic(5);
    const cursor = next(await ask('/requests?count=2'));
    await open.clock.advance(59_999);
    expect((await ask(`/requests?count=2&cursor=${cursor}`)).status).toBe(200);
    await open.clock.advance(1);
    expect(await ask(`/requests?count=2&cursor=${cursor}`)).toMatchObject({
      status: 400,
      json: { code: 'expiredCursor' },
    });
  });
});

describe('access', () => {
  test.each([
    ['no token', null],
    ['an unknown token', 'wrong'],
    ["a SCIM client's token", TOKENS.provider],
    ["another tenant's token", TOKENS.acmeAdministrator],
  ])('is refused to %s with 401, for every path and tenant alike', async (_, token) => {
    await traffic(1);
    const answers = await Promise.all(
      ['/logs', '/logs/requests', '/logs/none', '/logs/requests/specification', '/tenants/nobody/logs/requests'].map(
        (path) => open.send(path, { token }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    for (const { status, headers } of answers) {
      expect(status).toBe(401);
      expect(headers['www-authenticate']).toMatch(/^Bearer /u);
    }
  });

  test('is refused to a role outside of the access clause with 403, which tells nothing of the log', async () => {
    await traffic(3);
    const bodies = new Set<string>();
    for (const path of [
      '/requests',
      '/requests?method=BREW',
      '/requests?count=x',
      '/requests?format=csv',
      '/requests/specification',
    ]) {
      const answer = await ask(path, { token: TOKENS.outsider });
      expect(answer.status).toBe(403);
      bodies.add(answer.body);
    }
    expect([...bodies]).toEqual(['{"status":403,"code":"forbidden","detail":"Access is denied."}']);
    expect((await ask('', { token: TOKENS.outsider })).json).toEqual({ logs: [] });
  });

  test('shows each tenant its own entries only', async () => {
    await open.scim('GET', '/Users/of-default');
    await open.send('/tenants/acme/scim/v2/Users/of-acme', { token: TOKENS.acme });
    const acme = await open.send('/tenants/acme/logs/requests', { token: TOKENS.acmeAdministrator });
    expect(column(acme, 'endpoint')).toEqual(['/Users/of-acme']);
    expect(column(await ask(), 'endpoint')).toEqual(['/Users/of-default']);
    const filtered = await open.send('/tenants/acme/logs/requests?endpoint=/Users/of-default', {
      token: TOKENS.acmeAdministrator,
    });
    expect(entries(filtered)).toEqual([]);
  });

  test.each([
    ['POST', 405],
    ['PUT', 405],
    ['PATCH', 405],
    ['DELETE', 405],
    ['OPTIONS', 405],
    ['PURGE', 501],
  ])('is for reading: %s answers %d', async (method, status) => {
    await traffic(1);
    const before = await open.store.lines('default', 0, 1);
    for (const path of ['', '/requests', '/requests/specification']) {
      const answer = await ask(path, { method, body: {} });
      expect(answer).toMatchObject({ status, headers: { allow: 'GET, HEAD' }, json: { code: 'methodNotAllowed' } });
    }
    expect(await open.store.lines('default', 0, 1)).toEqual(before);
  });
});

test('the declared logs are listed and declare themselves', async () => {
  const own = [requestsDialect, activityDialect, ...provisioningDialects];
  expect((await ask('')).json).toEqual({
    logs: own.map(({ dialect, title, source }) => ({ dialect, title, source })),
  });
  expect((await ask('/requests/specification')).json).toEqual(JSON.parse(JSON.stringify(requestsDialect)));
  for (const path of ['/none', '/requests/other', '/requests/specification/more', '/%zz'])
    expect(await ask(path)).toMatchObject({ status: 404, json: { code: 'notFound' } });
});

describe('export', () => {
  test.each([
    ['?format=ndjson', {}, 'application/x-ndjson'],
    ['', { accept: 'application/x-ndjson' }, 'application/x-ndjson'],
    ['?format=csv', {}, 'text/csv'],
    ['?format=csv', { accept: 'application/json' }, 'text/csv'],
    ['', { accept: 'text/csv' }, 'text/csv'],
  ])('%j with %j is %s', async (query, headers, type) => {
    await traffic(2);
    const answer = await ask(`/requests${query}`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="requests\.(csv|ndjson)"$/u);
  });

  test('has everything that matches, in one piece or in many', async () => {
    await open.scim('POST', '/Users', user('=cmd()'));
    await traffic(1100);
    const ndjson = await ask('/requests?format=ndjson&method=GET');
    expect(ndjson.chunks).toBeDefined();
    const lines = (await wholeBody(ndjson)).trimEnd().split('\n');
    expect(lines).toHaveLength(1100);
    expect(new Set(lines.map((line) => (JSON.parse(line) as JsonObject).requestId)).size).toBe(1100);
    const csv = await ask('/requests?format=csv&method=POST');
    expect(csv.chunks).toBeUndefined();
    expect((await wholeBody(csv)).trimEnd().split('\r\n')).toHaveLength(2);
  });

  test('of an impossible question is refused whole', async () => {
    expect(await ask('/requests?format=csv&method=BREW')).toMatchObject({
      status: 400,
      json: { code: 'invalidFilter' },
    });
  });

  test('reaches a Fetch API client whole', async () => {
    await traffic(1001);
    const response = await open.simulator.fetch(
      new Request('http://scim.test/logs/requests?format=ndjson', {
        headers: { authorization: `Bearer ${TOKENS.administrator}` },
      }),
    );
    expect((await response.text()).trimEnd().split('\n')).toHaveLength(1001);
  });
});

test('each visit is on record in the same store, refused ones too, and is no request (FLD-READ-1)', async () => {
  await traffic(2);
  const read = await ask('/requests?method=GET&count=1');
  await ask('/requests?format=csv');
  await ask('');
  await ask('/requests/specification');
  await ask('/requests', { token: TOKENS.outsider });
  await ask('/requests', { token: 'wrong' });
  await ask('/requests?method=BREW');
  await ask('/requests', { method: 'DELETE' });
  const records = (await open.records()).filter(({ kind }) => kind === 'log.read');
  expect(records.map(({ action, outcome, actor, detail }) => [action, outcome, actor.id, detail!.status])).toEqual([
    ['log.read', 'success', 'ada', 200],
    ['log.export', 'success', 'ada', 200],
    ['log.list', 'success', 'ada', 200],
    ['log.specification.read', 'success', 'ada', 200],
    ['log.read', 'failure', 'oscar', 403],
    ['log.read', 'failure', 'anonymous', 401],
    ['log.read', 'failure', 'ada', 400],
    ['log.read', 'failure', 'ada', 405],
  ]);
  expect(records[0]).toMatchObject({
    id: read.headers['x-request-id'],
    target: { type: 'log', id: 'requests' },
    detail: { method: 'GET', filters: { method: 'GET' }, entries: 1 },
  });
  expect(records[4]!.reason).toBe('Access is denied.');
  expect(column(await ask(), 'endpoint')).toHaveLength(2);
});
