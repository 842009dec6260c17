import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { ExchangeLine, LogEntry } from '../../../src/history/line.ts';
import { boundsOf } from '../../../src/conformance/oracle/day-bounds.ts';
import { select } from '../../../src/conformance/oracle/filter-oracle.ts';
import { naiveMatch } from './support/story-server.ts';

const numRuns = 1000;

const filterNamed = (name: string): (typeof requestsDialect.filters)[number] =>
  requestsDialect.filters.find((filter) => filter.name === name)!;

function selected(name: string, value: string, entry: LogEntry, exchange?: ExchangeLine): boolean | undefined {
  return select(requestsDialect, filterNamed(name), value, { entry, exchange }).selected;
}

const instant = fc.oneof(
  fc.integer({ min: Date.parse('2026-05-10T00:00:00Z'), max: Date.parse('2026-05-16T00:00:00Z') }),
  // Around midnight, where days begin and end.
  fc
    .tuple(fc.integer({ min: 10, max: 16 }), fc.integer({ min: -2, max: 2 }))
    .map(([day, off]) => Date.parse(`2026-05-${day}T00:00:00Z`) + off),
);
const entryArbitrary = fc.record({
  time: instant.map((value) => new Date(value).toISOString()),
  method: fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE'),
  status: fc.constantFrom('Success', 'Failed'),
  endpoint: fc.constantFrom(
    '/Users',
    '/Users/1',
    '/Users/1/x',
    '/UsersX',
    '/Groups',
    '/Groups/.search',
    '/Me',
    '/Bulk',
    '/',
    '/Schemas/urn:x',
  ),
});
const filterArbitrary = fc.oneof(
  fc.tuple(
    fc.constantFrom('startDate', 'endDate'),
    fc.oneof(
      instant.map((value) => new Date(value).toISOString()),
      fc.constantFrom('2026-05-12', '2026-05-13', '2026-05-14'),
    ),
  ),
  fc.tuple(fc.constant('method'), fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'All')),
  fc.tuple(fc.constant('status'), fc.constantFrom('Success', 'Failed', 'All')),
  fc.tuple(fc.constant('resourceType'), fc.constantFrom('Users', 'Groups', 'Me', 'Bulk', 'All')),
  fc.tuple(fc.constant('endpoint'), fc.constantFrom('/Users', '/Users/1', '/Groups', '/Me', '/User')),
);

test('selects what a naive filter selects', () => {
  fc.assert(
    fc.property(entryArbitrary, filterArbitrary, (entry, [name, value]) => {
      expect(selected(name, value, entry)).toBe(
        naiveMatch({ shown: entry, instant: Date.parse(entry.time) }, { [name]: value }),
      );
    }),
    { numRuns, seed: 2 },
  );
});

describe('what an entry does not show is taken from the exchange', () => {
  const exchange: ExchangeLine = {
    type: 'exchange',
    scenario: 's',
    number: 1,
    step: 's',
    sentAt: Date.parse('2026-05-13T23:59:59.990Z'),
    receivedAt: Date.parse('2026-05-14T00:00:00.010Z'),
    tenant: 't',
    credential: 'valid',
    request: { method: 'GET', path: '/Users/1?count=1', headers: {}, body: '' },
    response: { status: 404, headers: {}, body: '' },
    expect: [],
  };

  test.each([
    ['method', 'GET', true],
    ['method', 'POST', false],
    ['status', 'Failed', true],
    ['status', 'Success', false],
    ['resourceType', 'Users', true],
    ['resourceType', 'Groups', false],
    ['endpoint', '/Users', true],
    ['endpoint', '/Groups', false],
    ['startDate', '2026-05-13', true],
    ['endDate', '2026-05-12', false],
    // It came before midnight or after: nobody can say.
    ['startDate', '2026-05-14', undefined],
    ['endDate', '2026-05-13', undefined],
  ])('%s = %s', (name, value, expected) => {
    expect(selected(name, value, {}, exchange)).toBe(expected);
    expect(selected(name, value, {})).toBeUndefined();
  });

  test('a column that is wrong leaves open by which of the two a filter goes', () => {
    expect(selected('method', 'GET', { method: 'POST' }, exchange)).toBeUndefined();
    expect(selected('method', 'POST', { method: 'POST' }, exchange)).toBeUndefined();
    expect(selected('method', 'PUT', { method: 'POST' }, exchange)).toBe(false);
    expect(selected('status', 'Failed', { status: 'FAILED' }, exchange)).toBe(true);
    expect(selected('status', 'Failed', { status: 'FAILED' })).toBeUndefined();
  });

  test('a shown time within the exchange decides', () => {
    expect(selected('endDate', '2026-05-13', { time: '2026-05-13T23:59:59.999Z' }, exchange)).toBe(true);
    expect(selected('endDate', '2026-05-13', { time: '2026-05-14T00:00:00.000Z' }, exchange)).toBe(false);
  });
});

test('a resource type in another case or encoding is for the server to judge', () => {
  expect(selected('resourceType', 'Users', { endpoint: '/users/1' })).toBeUndefined();
  expect(selected('resourceType', 'Users', { endpoint: '/%55sers' })).toBeUndefined();
  expect(selected('resourceType', 'Users', { endpoint: '/Schemas' })).toBe(false);
});

test('case counts only where the declaration says so', () => {
  const folded = { ...filterNamed('endpoint'), caseSensitive: false };
  const subject = { entry: { endpoint: '/USERS/1' }, exchange: undefined };
  expect(select(requestsDialect, folded, '/users', subject).selected).toBe(true);
  expect(select(requestsDialect, filterNamed('endpoint'), '/users', subject).selected).toBe(false);
});

const onEdge = (time: string): boolean =>
  select(requestsDialect, filterNamed('endDate'), '2026-05-13', { entry: { time }, exchange: undefined }).onEdge;

describe('dates', () => {
  test.each([
    ['2026-05-13', '2026-05-13T00:00:00.000Z', '2026-05-13T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2026-05-13T09:30:00.000+02:00', '2026-05-13T07:30:00.000Z', '2026-05-13T07:30:00.000Z'],
    ['2026-05-13t09:30:00z', '2026-05-13T09:30:00.000Z', '2026-05-13T09:30:00.000Z'],
  ])('%s', (value, first, last) => {
    expect(boundsOf(value)).toEqual({ first: Date.parse(first), last: Date.parse(last) });
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    'yesterday',
    '',
    '2026-05-13T25:00:00Z',
    '13.05.2026',
    '2026-02-30T10:00:00Z',
  ])('%s is none', (value) => {
    expect(boundsOf(value)).toBeUndefined();
  });

  test('a value that names no day selects nothing that could be known', () => {
    expect(selected('startDate', 'soon', { time: '2026-05-13T10:00:00.000Z' })).toBeUndefined();
  });

  test('what lies on the named day is on the edge', () => {
    expect(onEdge('2026-05-13T23:59:59.999Z')).toBe(true);
    expect(onEdge('2026-05-12T23:59:59.999Z')).toBe(false);
    expect(onEdge('2026-05-14T00:00:00.000Z')).toBe(false);
  });
});
