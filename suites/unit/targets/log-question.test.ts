import { describe, expect, test } from 'vitest';
import type { LogQuery } from '../../../src/targets/index.ts';
import { answering, environment, json, openFakeLog, plain } from './fake-log.ts';
import { thrownBy } from './thrown.ts';

async function asked(source: Readonly<Record<string, unknown>>, query: Partial<LogQuery>): Promise<string> {
  const transport = answering(json({ data: [] }));
  await openFakeLog(transport, { source }).read({ ...plain, ...query });
  return transport.asked[0]!.url.slice('https://scim.example'.length);
}

describe('filters are asked for as the log takes them', () => {
  test.each<[string, object, Record<string, string>, string]>([
    [
      'as it is',
      { filters: { startDate: { parameter: 'from' } } },
      { startDate: '2026-05-13' },
      '/logs?from=2026-05-13',
    ],
    [
      'an instant for a day, its beginning',
      { filters: { startDate: { parameter: 'from', format: 'iso' } } },
      { startDate: '2026-05-13' },
      '/logs?from=2026-05-13T00%3A00%3A00.000Z',
    ],
    [
      'an instant for a day, its end',
      { filters: { endDate: { parameter: 'to', format: 'iso' } } },
      { endDate: '2026-05-13' },
      '/logs?to=2026-05-13T23%3A59%3A59.999Z',
    ],
    [
      'milliseconds',
      { filters: { endDate: { parameter: 'to', format: 'epoch-ms' } } },
      { endDate: '1970-01-01' },
      '/logs?to=86399999',
    ],
    [
      'seconds',
      { filters: { endDate: { parameter: 'to', format: 'epoch-s' } } },
      { endDate: '1970-01-01' },
      '/logs?to=86399',
    ],
    [
      'an instant as it is',
      { filters: { endDate: { parameter: 'to', format: 'epoch-ms' } } },
      { endDate: '1970-01-01T01:00:00.001+01:00' },
      '/logs?to=1',
    ],
    [
      'a day for an instant',
      { filters: { startDate: { parameter: 'from', format: 'date' } } },
      { startDate: '2026-05-13T23:00:00Z' },
      '/logs?from=2026-05-13',
    ],
    [
      'no date at all: as it is',
      { filters: { startDate: { parameter: 'from', format: 'epoch-ms' } } },
      { startDate: '2026-02-30' },
      '/logs?from=2026-02-30',
    ],
    [
      'a value of its own',
      { filters: { method: { parameter: 'verb', values: { POST: 'create' } } } },
      { method: 'POST' },
      '/logs?verb=create',
    ],
    [
      'a value that it does not know: as it is',
      { filters: { method: { parameter: 'verb', values: { POST: 'create' } } } },
      { method: 'FETCH' },
      '/logs?verb=FETCH',
    ],
    [
      'a value that every object has',
      { filters: { method: { parameter: 'verb', values: {} } } },
      { method: 'constructor' },
      '/logs?verb=constructor',
    ],
    ['all, where it has no word for it', { filters: { method: { parameter: 'verb' } } }, { method: 'All' }, '/logs'],
    [
      'all, where it has one',
      { filters: { method: { parameter: 'verb', values: { All: '*' } } } },
      { method: 'All' },
      '/logs?verb=*',
    ],
    [
      'an expression',
      { filters: { method: { parameter: 'f', template: "verb eq '{value}'" } } },
      { method: 'P$&' },
      "/logs?f=verb%20eq%20'P%24%26'",
    ],
    [
      'what needs encoding',
      { filters: { method: { parameter: 'a b' } } },
      { method: 'x&y=z#' },
      '/logs?a%20b=x%26y%3Dz%23',
    ],
  ])('%s', async (_, source, filters, expected) => {
    expect(await asked({ ...source }, { filters })).toBe(expected);
  });

  test('several expressions in one parameter', async () => {
    const filters = {
      startDate: { parameter: '$filter', format: 'iso', template: 'at ge {value}' },
      method: { parameter: '$filter', template: "verb eq '{value}'" },
    };
    const url = await asked({ filters }, { filters: { method: 'GET', startDate: '2026-05-13' } });
    expect(new URL(url, 'http://x').searchParams.get('$filter')).toBe(
      "at ge 2026-05-13T00:00:00.000Z and verb eq 'GET'",
    );
  });
});

describe('a read asks for', () => {
  test('constants, the size of a page up to its most, and a search', async () => {
    const source = {
      parameters: { include: 'all', deep: true },
      limit: { parameter: 'n', maximum: 50 },
      search: { parameter: 'q' },
    };
    expect(await asked(source, { limit: 10, search: 'a b' })).toBe('/logs?include=all&deep=true&n=10&q=a%20b');
    expect(await asked(source, { limit: 100 })).toBe('/logs?include=all&deep=true&n=50');
    expect(await asked(source, {})).toBe('/logs?include=all&deep=true&n=50');
    expect(await asked({}, { limit: 10 })).toBe('/logs');
  });

  test('the same in a JSON body, by POST', async () => {
    const transport = answering(json({ data: [], next: 'c2' }), json({ data: [] }));
    const source = {
      method: 'POST',
      limit: { parameter: 'size' },
      parameters: { deep: true },
      paging: { style: 'cursor', parameter: 'after', next: '/next' },
      filters: { method: { parameter: 'verb' } },
    };
    const log = openFakeLog(transport, { source });
    const query = { ...plain, filters: { method: 'GET' }, limit: 5 };
    const { next } = await log.read(query);
    await log.read({ ...query, cursor: next! });
    expect(transport.asked.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
      ['POST', 'https://scim.example/logs', { deep: true, size: 5, verb: 'GET' }],
      ['POST', 'https://scim.example/logs', { deep: true, size: 5, verb: 'GET', after: 'c2' }],
    ]);
    expect(transport.asked[0]!.headers).toMatchObject({ 'Content-Type': 'application/json' });
  });

  test('with the credential of its viewer and the headers of the log', async () => {
    const transport = answering(json({ data: [] }));
    const log = openFakeLog(transport, {
      source: { headers: { 'X-Org': 'o1', 'X-Key': { env: 'SCIM_TOKEN' } } },
      log: {
        viewers: {
          administrator: { tokenEnv: 'ADMIN_TOKEN', scheme: 'SSWS' },
          outsider: { tokenEnv: 'OUTSIDER_TOKEN', header: 'X-Token', scheme: '' },
        },
      },
    });
    await log.read(plain);
    await log.read({ ...plain, viewer: 'outsider' });
    const common = { Accept: 'application/json', 'X-Org': 'o1', 'X-Key': environment.SCIM_TOKEN };
    expect(transport.asked.map(({ headers }) => headers)).toEqual([
      { ...common, Authorization: `SSWS ${environment.ADMIN_TOKEN}` },
      { ...common, 'X-Token': environment.OUTSIDER_TOKEN },
    ]);
  });
});

describe('what the file does not map', () => {
  const source = { fields: { requestId: '/id' }, filters: { method: { parameter: 'm' } } };
  const viewers = { administrator: { tokenEnv: 'ADMIN_TOKEN' } };

  test('is listed with a reason', () => {
    const log = openFakeLog(answering(json({ data: [] })), { source, log: { viewers } });
    expect(Object.keys(log.unavailable).toSorted()).toEqual([
      'column:requests.endpoint',
      'column:requests.errorMessage',
      'column:requests.query',
      'column:requests.request',
      'column:requests.response',
      'column:requests.status',
      'column:requests.statusCode',
      'column:requests.time',
      'filter:requests.endDate',
      'filter:requests.startDate',
      'filter:requests.status',
      'limit:requests',
      'search:requests',
      'viewer:requests.outsider',
    ]);
    for (const reason of Object.values(log.unavailable)) expect(reason).toMatch(/^the target file /u);
    expect(log.viewers).toEqual(['administrator']);
  });

  test.each<[Partial<LogQuery>, string]>([
    [{ filters: { method: 'GET', startDate: '2026-05-13' } }, 'filter:requests.startDate cannot be asked'],
    [{ search: 'x' }, 'search:requests cannot be asked'],
    [
      { viewer: 'outsider' },
      'viewer:requests.outsider of the tenant "default" cannot read: the target file names no credential',
    ],
    [{ tenant: 'other' }, 'viewer:requests.administrator of the tenant "other" cannot read'],
  ])('cannot be asked: %j', async (query, message) => {
    const transport = answering(json({ data: [] }));
    const log = openFakeLog(transport, { source, log: { viewers } });
    const error = await thrownBy(() => log.read({ ...plain, ...query }));
    expect(error.code).toBe('LOG_SOURCE_UNAVAILABLE');
    expect(error.message).toContain(message);
    expect(transport.asked).toEqual([]);
  });

  test('is nothing where there is no map of fields and everything else is given', () => {
    const filters = Object.fromEntries(
      ['startDate', 'endDate', 'method', 'status'].map((name) => [name, { parameter: name }]),
    );
    const log = openFakeLog(answering(), {
      source: { filters, search: { parameter: 'q' }, limit: { parameter: 'n' } },
    });
    expect(log.unavailable).toEqual({});
  });
});

test('a log says how late its entries may be', () => {
  expect(openFakeLog(answering()).settling).toEqual({ wait: 0, poll: 500, timeout: 0 });
  const settle = { wait: 5, poll: 10, timeout: 100 };
  expect(openFakeLog(answering(), { source: { settle } }).settling).toEqual(settle);
});

test('the dialect is judged with the headers and the clock of the system that keeps the log', () => {
  const log = openFakeLog(answering(), {
    log: { responseHeaders: { requestId: 'X-Trace-Id' }, clockTolerance: 2_000 },
  });
  const column = (name: string): object | undefined => log.specification.columns.find((one) => one.name === name);
  expect(column('requestId')).toMatchObject({ header: 'x-trace-id' });
  expect(column('requestId')).not.toHaveProperty('toleranceMilliseconds');
  expect(column('time')).toMatchObject({ toleranceMilliseconds: 2_000 });
});
