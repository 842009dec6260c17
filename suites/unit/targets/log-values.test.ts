import { assert, asyncProperty, constantFrom, date } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answering, json, openFakeLog, plain } from './fake-log.ts';

async function read(
  fields: Readonly<Record<string, unknown>>,
  entry: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const page = await openFakeLog(answering(json({ data: [entry] })), { source: { fields } }).read(plain);
  return page.entries[0];
}

describe('values come in canonical form', () => {
  test.each<[string, string, unknown, unknown, unknown]>([
    ['an instant in UTC', 'time', '/v', '2026-05-13T09:30:00.123Z', '2026-05-13T09:30:00.123Z'],
    ['with an offset', 'time', '/v', '2026-05-13T09:30:00.123+02:00', '2026-05-13T07:30:00.123Z'],
    ['with an offset without colon', 'time', '/v', '2026-05-13 09:30:00,5-0130', '2026-05-13T11:00:00.500Z'],
    ['without fractions', 'time', '/v', '2026-05-13t09:30:00z', '2026-05-13T09:30:00.000Z'],
    ['finer than a millisecond', 'time', '/v', '2026-05-13T09:30:00.1239999Z', '2026-05-13T09:30:00.123Z'],
    ['without an offset: as it is', 'time', '/v', '2026-05-13T09:30:00', '2026-05-13T09:30:00'],
    [
      'without an offset, said to be UTC',
      'time',
      { pointer: '/v', format: 'iso-utc' },
      '2026-05-13T09:30:00',
      '2026-05-13T09:30:00.000Z',
    ],
    [
      'said to be UTC, with an offset',
      'time',
      { pointer: '/v', format: 'iso-utc' },
      '2026-05-13T09:30:00+01:00',
      '2026-05-13T08:30:00.000Z',
    ],
    ['a day that is none: as it is', 'time', '/v', '2026-02-30T09:30:00Z', '2026-02-30T09:30:00Z'],
    ['words: as they are', 'time', '/v', 'yesterday', 'yesterday'],
    ['milliseconds', 'time', { pointer: '/v', format: 'epoch-ms' }, 1_778_664_600_123, '2026-05-13T09:30:00.123Z'],
    [
      'milliseconds as text',
      'time',
      { pointer: '/v', format: 'epoch-ms' },
      '1778664600123',
      '2026-05-13T09:30:00.123Z',
    ],
    [
      'seconds with fractions',
      'time',
      { pointer: '/v', format: 'epoch-s' },
      1_778_664_600.123,
      '2026-05-13T09:30:00.123Z',
    ],
    ['milliseconds beyond any calendar: as they are', 'time', { pointer: '/v', format: 'epoch-ms' }, 1e18, 1e18],
    [
      'an enumeration',
      'status',
      { pointer: '/v', values: { Success: 'ok', Failed: ['error', 'denied'] } },
      'denied',
      'Failed',
    ],
    ['of booleans', 'status', { pointer: '/v', values: { Success: true, Failed: false } }, false, 'Failed'],
    ['of numbers, not their text', 'status', { pointer: '/v', values: { Success: 1 } }, '1', '1'],
    ['outside of its map: as it is', 'status', { pointer: '/v', values: { Success: 'ok' } }, 'odd', 'odd'],
    ['an integer as text', 'statusCode', '/v', '404', 404],
    ['an integer that is none', 'statusCode', '/v', '404 Not Found', '404 Not Found'],
    ['a number as identifier', 'requestId', '/v', 17, '17'],
    ['a query with its question mark', 'query', '/v', '?a=1', 'a=1'],
    ['a body as JSON', 'response', '/v', { a: [1] }, '{"a":[1]}'],
    ['a body as text', 'response', '/v', '{"a": [1]}', '{"a": [1]}'],
    ['a path below the base URL', 'endpoint', { pointer: '/v', stripPrefix: '/scim/v2' }, '/scim/v2/Users', '/Users'],
    ['a path elsewhere', 'endpoint', { pointer: '/v', stripPrefix: '/scim/v2' }, '/Users/scim/v2', '/Users/scim/v2'],
    ['a request as JSON in text', 'request', { pointer: '/v', parse: 'json' }, '{"method":"GET"}', { method: 'GET' }],
    ['a request that is not JSON', 'request', { pointer: '/v', parse: 'json' }, 'GET /', 'GET /'],
    ['null', 'time', '/v', null, null],
  ])('%s', async (_, column, field, value, expected) => {
    expect(await read({ [column]: field }, { v: value })).toEqual({ [column]: expected });
  });

  test('a request is put together from its parts', async () => {
    const request = {
      members: { method: '/verb', headers: { pointer: '/h', parse: 'json' }, body: '/none', odd: '/a~1b/0' },
    };
    expect(await read({ request }, { verb: 'PUT', h: '{"a":"b"}', 'a/b': [null] })).toEqual({
      request: { method: 'PUT', headers: { a: 'b' }, odd: null },
    });
  });

  test('what the log does not have is absent, and what the dialect does not know stays out', async () => {
    expect(await read({ requestId: '/id', time: '/at' }, { id: 'a', secret: 'x' })).toEqual({ requestId: 'a' });
  });

  test('without a map, entries are what they are', async () => {
    const page = await openFakeLog(answering(json({ data: [{ statusCode: '404', other: 1 }] }))).read(plain);
    expect(page.entries).toEqual([{ statusCode: '404', other: 1 }]);
  });
});

test('any instant comes back as it was, in each format', async () => {
  const formats = {
    iso: (at: Date) => at.toISOString(),
    'epoch-ms': Number,
    'epoch-s': (at: Date) => Number(at) / 1000,
  };
  const instants = date({
    noInvalidDate: true,
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
  });
  const property = asyncProperty(instants, constantFrom('iso', 'epoch-ms', 'epoch-s'), async (at, format) => {
    expect(await read({ time: { pointer: '/t', format } }, { t: formats[format](at) })).toEqual({
      time: at.toISOString(),
    });
  });
  await assert(property, { numRuns: 300, seed: 7 });
});
