import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { BASE, group, MESSAGE, type OpenSimulator, openSimulator, textOf, TOKENS, user } from './open-simulator.ts';

let open: OpenSimulator;
beforeEach(async () => {
  open = await openSimulator({ limits: { defaultPageSize: 4, maxPageSize: 6, cursorTimeoutSeconds: 60 } });
  for (const [index, name] of ['eve', 'Bob', 'adam', 'carol', 'dave'].entries())
    await open.scim('POST', '/Users', user(name, { title: index % 2 === 0 ? 'even' : 'odd' }));
  await open.scim('POST', '/Groups', group('Guides'));
});

const names = (json: JsonObject): unknown[] =>
  (json.Resources as JsonObject[]).map((resource) => resource.userName ?? resource.displayName);
const query = (parameters: Record<string, string>): string => `?${new URLSearchParams(parameters).toString()}`;
const list = async (parameters: Record<string, string> = {}, path = '/Users') =>
  open.scim('GET', path + query(parameters));
const search = (body: JsonObject, path = '/Users/.search') =>
  open.scim('POST', path, { schemas: [`${MESSAGE}SearchRequest`], ...body });

describe('lists', () => {
  test('are in the order of creation, a page at a time', async () => {
    const { status, json, headers } = await list();
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/scim+json' });
    expect(json).toMatchObject({
      schemas: [`${MESSAGE}ListResponse`],
      totalResults: 5,
      itemsPerPage: 4,
      startIndex: 1,
    });
    expect(names(json)).toEqual(['eve', 'Bob', 'adam', 'carol']);
    expect(json.Resources).toContainEqual(expect.objectContaining({ userName: 'eve', title: 'even' }));
  });

  test('are the same by .search', async () => {
    const parameters = { filter: 'title eq "even"', sortBy: 'userName', attributes: 'userName', startIndex: '2' };
    const byUrl = await list(parameters);
    const byPost = await search({ ...parameters, attributes: ['userName'], startIndex: 2 });
    expect(byPost.body).toBe(byUrl.body);
    expect(byPost).toMatchObject({ status: 200, headers: { location: `${BASE}/Users/.search` } });
    expect(names(byPost.json)).toEqual(['dave', 'eve']);
  });

  test('without a match are empty and no error', async () => {
    const { status, json } = await list({ filter: 'userName eq "nobody"' });
    expect({ status, json }).toEqual({
      status: 200,
      json: { schemas: [`${MESSAGE}ListResponse`], totalResults: 0, itemsPerPage: 0, startIndex: 1, Resources: [] },
    });
  });

  test.each<[Record<string, string>, string[], JsonObject]>([
    [{ startIndex: '2', count: '2' }, ['Bob', 'adam'], { startIndex: 2, itemsPerPage: 2 }],
    [{ startIndex: '0', count: '1' }, ['eve'], { startIndex: 1 }],
    [{ startIndex: '-7', count: '1' }, ['eve'], { startIndex: 1 }],
    [{ startindex: '3', count: '1' }, ['eve'], { startIndex: 1 }],
    [{ startIndex: '6' }, [], { startIndex: 6, itemsPerPage: 0 }],
    [{ count: '0' }, [], { itemsPerPage: 0 }],
    [{ count: '-1' }, [], { itemsPerPage: 0 }],
    [{ count: '1000' }, ['eve', 'Bob', 'adam', 'carol', 'dave'], { itemsPerPage: 5 }],
    [{ sortBy: 'userName' }, ['adam', 'Bob', 'carol', 'dave'], {}],
    [{ sortBy: 'userName', sortOrder: 'descending', count: '2' }, ['eve', 'dave'], {}],
    [{ sortBy: 'title' }, ['eve', 'adam', 'dave', 'Bob'], {}],
    [{ sortOrder: 'descending', count: '1' }, ['eve'], {}],
    [{ filter: 'userName SW "B" or username eq "EVE"' }, ['eve', 'Bob'], { totalResults: 2 }],
    [{ unknown: 'x', count: '1' }, ['eve'], {}],
  ])('with %j: %j', async (parameters, expected, fields) => {
    const { json } = await list(parameters);
    expect(names(json)).toEqual(expected);
    expect(json).toMatchObject({ totalResults: 5, ...fields });
  });

  test.each([
    ['count=two', 400, 'invalidCount'],
    ['count=1.5', 400, 'invalidCount'],
    ['startIndex=first', 400, 'invalidValue'],
    ['startIndex=', 400, 'invalidValue'],
    ['filter=', 400, 'invalidFilter'],
    ['filter=userName%20regex%20%22x%22', 400, 'invalidFilter'],
    ['filter=%zz', 400, 'invalidValue'],
    ['filter=a%20pr&filter=b%20pr', 400, 'invalidValue'],
    ['sortBy=userName&sortOrder=up', 400, 'invalidValue'],
    ['sortBy=na%20me', 400, 'invalidValue'],
    ['startIndex=1&cursor=', 400, 'invalidValue'],
    ['filter=password%20eq%20%22x%22', 403, 'sensitive'],
  ])('with %s answer %d %s', async (parameters, status, scimType) => {
    const answer = await open.scim('GET', `/Users?${parameters}`);
    expect({ status: answer.status, ...answer.json }).toMatchObject({ status: String(status), scimType });
    expect(answer.status).toBe(status);
  });

  test('with a filter nested 10,000 deep answer 400', async () => {
    const filter = `${'('.repeat(10_000)}userName pr${')'.repeat(10_000)}`;
    expect(await list({ filter })).toMatchObject({ status: 400, json: { scimType: 'invalidFilter' } });
  });

  test.each([
    [{ count: 'two' }, 'invalidCount'],
    [{ filter: 5 }, 'invalidValue'],
    [{ filter: 'userName' }, 'invalidFilter'],
    [{ attributes: 'userName' }, 'invalidValue'],
  ])('by .search with %j answer 400 %s', async (body, scimType) => {
    expect(await search(body)).toMatchObject({ status: 400, json: { scimType } });
  });

  test('by .search want a SearchRequest', async () => {
    const answer = await open.scim('POST', '/Users/.search', { filter: 'userName pr' });
    expect(answer).toMatchObject({ status: 400, json: { scimType: 'invalidSyntax' } });
  });
});

describe('the root (RFC 7644 section 3.4.2.1)', () => {
  test.each(['', '/'])('lists resources of all types at %j', async (path) => {
    const { json } = await list({ filter: 'userName sw "e" or displayName pr' }, path);
    expect(names(json)).toEqual(['eve', 'Guides']);
  });

  test('is searched by POST too, and by type', async () => {
    const answer = await search({ filter: 'meta.resourceType eq "Group"' }, '/.search');
    expect(names(answer.json)).toEqual(['Guides']);
    expect(answer.headers.location).toBe(`${BASE}/.search`);
  });
});

/** The pages of a walk from the first to the last, with something happening between them. */
const walk = async (parameters: Record<string, string>, between: () => Promise<unknown> = async () => undefined) => {
  const pages: unknown[][] = [];
  let cursor = '';
  for (;;) {
    const { status, json } = await list({ ...parameters, cursor });
    expect(status).toBe(200);
    pages.push(names(json));
    if (json.nextCursor === undefined) return pages;
    expect(json.nextCursor).toMatch(/^[A-Za-z0-9._~-]+$/u);
    cursor = textOf(json.nextCursor);
    await between();
  }
};

describe('paging by cursor (RFC 9865)', () => {
  test.each<[Record<string, string>, string[][]]>([
    [{ count: '2' }, [['eve', 'Bob'], ['adam', 'carol'], ['dave']]],
    [{}, [['eve', 'Bob', 'adam', 'carol'], ['dave']]],
    [{ count: '5' }, [['eve', 'Bob', 'adam', 'carol', 'dave']]],
    [{ count: '2', sortBy: 'userName' }, [['adam', 'Bob'], ['carol', 'dave'], ['eve']]],
    [{ count: '2', sortBy: 'userName', sortOrder: 'descending' }, [['eve', 'dave'], ['carol', 'Bob'], ['adam']]],
    [{ count: '2', sortBy: 'title' }, [['eve', 'adam'], ['dave', 'Bob'], ['carol']]],
    [{ count: '2', sortBy: 'nickName' }, [['eve', 'Bob'], ['adam', 'carol'], ['dave']]],
    [{ count: '1', filter: 'title eq "odd"' }, [['Bob'], ['carol']]],
    [{ count: '0' }, [[]]],
    [{ count: '-3' }, [[]]],
  ])('with %j gives the pages %j', async (parameters, pages) => {
    expect(await walk(parameters)).toEqual(pages);
  });

  test('tells the total on each page, and no startIndex', async () => {
    const { json } = await list({ cursor: '', count: '2' });
    const next = await list({ cursor: textOf(json.nextCursor), count: '2' });
    for (const page of [json, next.json]) {
      expect(page).toMatchObject({ totalResults: 5, itemsPerPage: 2 });
      expect(page).not.toHaveProperty('startIndex');
    }
  });

  test.each<Record<string, string>>([{ count: '1' }, { count: '1', sortBy: 'userName' }])(
    'with %j gives each resource once while others come and go',
    async (parameters) => {
      let made = 0;
      const pages = await walk(parameters, async () => {
        if (made < 3) await open.scim('POST', '/Users', user(`a-new-one-${made++}`));
        const { json } = await list({ filter: 'userName eq "Bob"' });
        const [bob] = json.Resources as JsonObject[];
        if (bob !== undefined && made === 3) await open.scim('DELETE', `/Users/${textOf(bob.id)}`);
      });
      const seen = pages.flat();
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(['eve', 'adam', 'carol', 'dave']));
    },
  );

  test('by .search works alike', async () => {
    const first = await search({ cursor: '', count: 3 });
    const second = await search({ cursor: first.json.nextCursor!, count: 3 });
    expect([names(first.json), names(second.json)]).toEqual([
      ['eve', 'Bob', 'adam'],
      ['carol', 'dave'],
    ]);
  });

  test('refuses what is no cursor of this query and this client, always in the same words', async () => {
    const { json } = await list({ cursor: '', count: '2' });
    const cursor = textOf(json.nextCursor);
    const refusals = [
      await list({ cursor: 'forged', count: '2' }),
      await list({ cursor: `${cursor}A`, count: '2' }),
      await list({ cursor, count: '2', filter: 'userName pr' }),
      await list({ cursor, count: '2', sortBy: 'userName' }),
      await list({ cursor, count: '2', attributes: 'userName' }),
      await list({ cursor, count: '2' }, '/Groups'),
      await open.scim('GET', `/Users${query({ cursor, count: '2' })}`, undefined, { token: TOKENS.reader }),
      await open.send(`/tenants/acme/scim/v2/Users${query({ cursor, count: '2' })}`, { token: TOKENS.acme }),
    ];
    expect(new Set(refusals.map(({ body }) => body)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ status: 400, json: { scimType: 'invalidCursor' } });
  });

  test('expects the count of the first page, within the limit', async () => {
    const { json } = await list({ cursor: '', count: '2' });
    expect(await list({ cursor: textOf(json.nextCursor), count: '3' })).toMatchObject({
      status: 400,
      json: { scimType: 'invalidCount' },
    });
    expect(await list({ cursor: '', count: '7' })).toMatchObject({ status: 400, json: { scimType: 'invalidCount' } });
  });

  test('ends when the cursor has expired', async () => {
    const { json } = await list({ cursor: '', count: '2' });
    const parameters = { cursor: textOf(json.nextCursor), count: '2' };
    await open.clock.advance(59_999);
    expect((await list(parameters)).status).toBe(200);
    await open.clock.advance(1);
    expect(await list(parameters)).toMatchObject({ status: 400, json: { scimType: 'expiredCursor' } });
  });
});
