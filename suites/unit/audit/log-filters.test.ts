import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DialectSpecification,
  type FilterClause,
  type LogFilters,
  LogQueryError,
  parseFilters,
  requestsDialect,
} from '../../../src/audit/index.ts';

const parse = (filters: LogFilters, dialect = requestsDialect) => parseFilters(dialect, filters);

function refusal(filters: LogFilters, dialect = requestsDialect): Pick<LogQueryError, 'code' | 'parameter'> {
  try {
    parse(filters, dialect);
  } catch (error) {
    expect(error).toBeInstanceOf(LogQueryError);
    const { code, parameter, message, mend } = error as LogQueryError;
    expect(message).toMatch(/\.$/u);
    expect(mend).not.toBe('');
    return { code, parameter };
  }
  throw new Error('nothing was refused');
}

/** The requests dialect with one filter in place of its own. */
const withFilter = (filter: Partial<FilterClause>): DialectSpecification => ({
  ...requestsDialect,
  filters: [
    { name: 'f', title: 'F', column: 'method', operator: 'equals', caseSensitive: true, requirements: [], ...filter },
  ],
});

describe('REQ-FILTER-START, REQ-FILTER-END: days and instants', () => {
  const day = 86_400_000;

  it('a day is the whole of it in UTC, to the millisecond', () => {
    const start = Date.parse('2026-05-13T00:00:00.000Z');
    expect(parse({ startDate: '2026-05-13', endDate: '2026-05-13' })).toEqual([
      { field: 'occurredAt', operator: 'at-least', value: start },
      { field: 'occurredAt', operator: 'at-most', value: start + day - 1 },
    ]);
  });

  it.each([
    ['2026-05-13T09:30:00Z', '2026-05-13T09:30:00.000Z'],
    ['2026-05-13T09:30:00.5Z', '2026-05-13T09:30:00.500Z'],
    ['2026-05-13t09:30:00.123z', '2026-05-13T09:30:00.123Z'],
    ['2026-05-13T00:30:00.000+02:00', '2026-05-12T22:30:00.000Z'],
    ['2026-05-13T23:30:00-05:30', '2026-05-14T05:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
    ['0099-12-31T00:00:00Z', '0099-12-31T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('an instant is itself: %s', (given, instant) => {
    const value = Date.parse(instant);
    expect(parse({ startDate: given })).toEqual([{ field: 'occurredAt', operator: 'at-least', value }]);
    expect(parse({ endDate: given })).toEqual([{ field: 'occurredAt', operator: 'at-most', value }]);
  });

  it('reads every day that there is, and every instant', () => {
    const range = {
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        const iso = date.toISOString();
        expect(parse({ endDate: iso })[0]).toMatchObject({ value: date.getTime() });
        const first = Date.parse(`${iso.slice(0, 10)}T00:00:00.000Z`);
        expect(parse({ startDate: iso.slice(0, 10) })[0]).toMatchObject({ value: first });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    '',
    ' ',
    'yesterday',
    '2026',
    '2026-05',
    '2026-5-13',
    '13.05.2026',
    '05/13/2026',
    '20260513',
    '2026-05-13 ',
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-05-00',
    '1900-02-29',
    '2026-05-13T09:30',
    '2026-05-13T09:30:00',
    '2026-05-13T24:00:00Z',
    '2026-05-13T09:60:00Z',
    '2026-05-13T09:30:60Z',
    '2026-05-13T09:30:00.1234Z',
    '2026-05-13T09:30:00+25:00',
    '2026-05-13T09:30:00+01:60',
    '2026-02-30T00:00:00Z',
    '2026-05-13T09:30:00.Z',
    '+002026-05-13',
    '-2026-05-13',
    '1778662800000',
    '２０２６-05-13',
    '2026-05-13\n',
  ])('REQ-FILTER-BAD: %j is neither', (text) => {
    expect(refusal({ startDate: text })).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'startDate' });
    expect(refusal({ endDate: text })).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'endDate' });
  });

  it.each([
    ['2026-05-14', '2026-05-13'],
    ['2026-05-14T00:00:00.000Z', '2026-05-13'],
    ['2026-05-13T09:30:00.001Z', '2026-05-13T09:30:00.000Z'],
  ])('REQ-FILTER-BAD: no end before its start: %s, %s', (startDate, endDate) => {
    const range = { code: 'LOG_FILTER_RANGE', parameter: 'endDate' };
    expect(refusal({ startDate, endDate })).toEqual(range);
    expect(refusal({ endDate, startDate })).toEqual(range);
  });

  it('compares an end with the start of the same column only', () => {
    const time = { title: 'T', column: 'time', caseSensitive: true, requirements: [] };
    const dialect: DialectSpecification = {
      ...requestsDialect,
      filters: [
        { ...time, name: 'from', operator: 'on-or-after', fact: 'occurredAt' },
        { ...time, name: 'to', operator: 'on-or-before', fact: 'recordedAt' },
      ],
    };
    expect(parse({ from: '2026-05-14', to: '2026-05-13' }, dialect)).toHaveLength(2);
  });

  it('takes days only where the clause does not say that it takes instants', () => {
    const days = withFilter({ column: 'time', operator: 'on-or-after' });
    expect(parse({ f: '2026-05-13' }, days)).toHaveLength(1);
    expect(refusal({ f: '2026-05-13T09:30:00Z' }, days)).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'f' });
  });

  it('an end at its start is a range', () => {
    expect(parse({ startDate: '2026-05-13T09:30:00Z', endDate: '2026-05-13T09:30:00Z' })).toHaveLength(2);
  });
});

describe('REQ-FILTER-METHOD, -TYPE, -STATUS: choices', () => {
  it.each([
    ['method', 'PATCH', { field: 'http.method', operator: 'equals', value: 'PATCH', ignoreCase: false }],
    ['resourceType', 'Bulk', { field: 'http.resourceType', operator: 'equals', value: 'Bulk', ignoreCase: false }],
    ['status', 'Failed', { field: 'outcome', operator: 'one-of', values: ['failure'] }],
  ])('%s=%s', (name, value, clause) => {
    expect(parse({ [name]: value })).toEqual([clause]);
  });

  it.each(['method', 'resourceType', 'status'])('%s=All asks nothing', (name) => {
    expect(parse({ [name]: 'All' })).toEqual([]);
  });

  it.each([
    ['method', 'HEAD'],
    ['method', 'get'],
    ['method', ''],
    ['method', 'GET '],
    ['method', 'all'],
    ['resourceType', 'User'],
    ['resourceType', 'Schemas'],
    ['resourceType', '/Users'],
    ['status', 'success'],
    ['status', '200'],
    ['status', 'Success,Failed'],
  ])('REQ-FILTER-BAD: %s=%j is no choice', (name, value) => {
    expect(refusal({ [name]: value })).toEqual({ code: 'LOG_FILTER_VALUE', parameter: name });
  });

  it('without regard to case where the clause says so', () => {
    const status = { column: 'status', all: 'All', caseSensitive: false };
    expect(parse({ f: 'FAILED' }, withFilter(status))).toEqual([
      { field: 'outcome', operator: 'one-of', values: ['failure'] },
    ]);
    expect(parse({ f: 'aLL' }, withFilter(status))).toEqual([]);
    expect(parse({ f: 'get' }, withFilter({ caseSensitive: false, values: ['GET'] }))).toMatchObject([
      { ignoreCase: true },
    ]);
  });

  it('knows what an enumeration can show without being told again', () => {
    expect(refusal({ f: 'Maybe' }, withFilter({ column: 'status' }))).toEqual({
      code: 'LOG_FILTER_VALUE',
      parameter: 'f',
    });
  });

  it('compares numbers as numbers', () => {
    const code = withFilter({ column: 'statusCode' });
    expect(parse({ f: '0404' }, code)).toEqual([{ field: 'http.statusCode', operator: 'equals', value: 404 }]);
    expect(refusal({ f: '4xx' }, code)).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'f' });
    expect(refusal({ f: '' }, code)).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'f' });
  });
});

describe('REQ-FILTER-ENDPOINT: paths', () => {
  it.each(['/', '/Users', '/Users/2819c223', '/Users/.search', '/%55sers'])('%s', (value) => {
    expect(parse({ endpoint: value })).toEqual([
      { field: 'http.endpoint', operator: 'within-path', value, ignoreCase: false },
    ]);
  });

  it.each(['', 'Users', '/Users?count=1', '/Users#x', '/Us ers', ' /Users', '/Users\n'])(
    'REQ-FILTER-BAD: %j is no path',
    (value) => {
      expect(refusal({ endpoint: value })).toEqual({ code: 'LOG_FILTER_VALUE', parameter: 'endpoint' });
    },
  );
});

describe('REQ-FILTER-BAD: names', () => {
  it.each(['Method', 'user', '', 'constructor', '__proto__', 'statusCode', 'x'.repeat(10_000)])(
    'there is no %j',
    (name) => {
      const filters = Object.fromEntries([
        ['method', 'GET'],
        [name, 'GET'],
      ]);
      expect(refusal(filters)).toEqual({ code: 'LOG_FILTER_UNKNOWN', parameter: name });
    },
  );

  it('does not repeat without bound what a viewer sent', () => {
    for (const filters of [{ ['x'.repeat(10_000)]: 'GET' }, { method: 'x'.repeat(10_000) }] as LogFilters[]) {
      expect(() => parse(filters)).toThrow(/^.{1,200}$/u);
    }
  });
});

describe('REQ-FILTER-AND, REQ-FILTER-RESET', () => {
  it('every filter adds a clause, and none of them none', () => {
    const filters = {
      startDate: '2026-05-01',
      endDate: '2026-05-31',
      method: 'GET',
      resourceType: 'Users',
      endpoint: '/Users',
      status: 'Failed',
    };
    expect(parse(filters)).toHaveLength(6);
    expect(parse({})).toEqual([]);
  });
});
