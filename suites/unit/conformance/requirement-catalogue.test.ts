import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import { allRequirements, catalogue, createRegistry, requirementById } from '../../../src/conformance/index.ts';
import { protocolConditions } from '../../../src/conformance/conditions/all-conditions.ts';

const entries = catalogue({ dialects: [requestsDialect] });
const ofLogs = entries.filter(({ id }) => !id.startsWith('RFC'));

describe('the registry', () => {
  test('has every requirement of the request log with its level', () => {
    const levels = new Map(ofLogs.map(({ id, level }) => [id, level]));
    const must = [
      'ACCESS-1',
      'CAPTURE-1',
      'CAPTURE-2',
      ...Array.from({ length: 10 }, (_, index) => `COL-${index + 1}`),
    ];
    const filters = ['START', 'END', 'METHOD', 'TYPE', 'ENDPOINT', 'STATUS', 'AND', 'APPLY', 'RESET'].map(
      (name) => `FILTER-${name}`,
    );
    expect(levels).toEqual(
      new Map([
        ...[...must, ...filters].map((name) => [`REQ-${name}`, 'MUST'] as const),
        ['REQ-SECRET-1', 'EXT'],
        ['REQ-FILTER-BAD', 'EXT'],
        ['X-PAGE-1', 'SHOULD'],
      ]),
    );
  });

  test('has no two with one id, each with words and a source', () => {
    const all = allRequirements();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, text, source } of all) {
      expect(text, id).toMatch(/\S.{10}/u);
      expect(source.document, id).not.toBe('');
    }
    const [first] = all;
    expect(() => createRegistry([[first!], [first!]])).toThrow(
      expect.objectContaining({ code: 'REQUIREMENT_DUPLICATE' }),
    );
  });

  test('finds a requirement by its id and knows no other', () => {
    expect(requirementById('REQ-FILTER-END').level).toBe('MUST');
    expect(() => requirementById('REQ-FILTER-ENDE', { file: 'x.yaml', line: 3 })).toThrow(
      expect.objectContaining({ code: 'REQUIREMENT_UNKNOWN', place: { file: 'x.yaml', line: 3 } }),
    );
  });
});

describe('the catalogue', () => {
  test('has a condition for every requirement of the logs that can be observed', () => {
    expect(
      ofLogs.filter(({ conditions, unobservable }) => conditions.length === 0 && unobservable === undefined),
    ).toEqual([]);
  });

  test('tells which conditions check a requirement', () => {
    expect(entries.find(({ id }) => id === 'REQ-COL-1')!.conditions).toEqual([
      'requests/column-presence/request-id',
      'requests/column-type/request-id',
      'requests/column-unique/request-id',
      'requests/column-header/request-id',
    ]);
    expect(entries.find(({ id }) => id === 'REQ-FILTER-END')!.conditions).toEqual(['requests/filter/end-date']);
  });

  test('counts what scenarios expect', () => {
    const own = catalogue({ dialects: [], conditions: [], expected: ['RFC7644-3.3-1', 'RFC7644-3.3-1'] });
    expect(own.filter(({ conditions }) => conditions.length > 0)).toMatchObject([
      { id: 'RFC7644-3.3-1', conditions: ['protocol/expectation'] },
    ]);
  });

  test('counts what is held against every exchange, and probes', () => {
    const checks = new Set(entries.filter(({ id }) => id.startsWith('RFC')).flatMap(({ conditions }) => conditions));
    expect([...protocolConditions()].map(({ id }) => id).filter((id) => !checks.has(id))).toEqual([]);
    expect(checks.size).toBeGreaterThan(0);
  });

  test('refuses a clause or an expectation for what is not registered', () => {
    const unknown = expect.objectContaining({ code: 'REQUIREMENT_UNKNOWN' });
    expect(() => catalogue({ dialects: [], expected: ['REQ-NONE'] })).toThrow(unknown);
    const { access } = requestsDialect;
    expect(() =>
      catalogue({ dialects: [{ ...requestsDialect, access: { ...access, requirements: ['REQ-NONE'] } }] }),
    ).toThrow(unknown);
  });
});
