import { describe, expect, test } from 'vitest';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import { allRequirements, catalogue, createRegistry, requirementById } from '../../../src/conformance/index.ts';
import { protocolConditions } from '../../../src/conformance/conditions/all-conditions.ts';

const entries = catalogue({ dialects: [requestsDialect] });
const ofLogs = entries.filter(({ id }) => id.startsWith('REQ-'));
const levelsOf = (...prefixes: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    entries
      .filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)))
      .map(({ id, level }) => [id, level] as const),
  );

describe('the registry', () => {
  test('has every requirement of the request log with its level', () => {
    const levels = levelsOf('REQ-');
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
      ]),
    );
  });

  test('has every requirement of the IAM log with its level', () => {
    const columns = ['DATE', 'TYPE', 'PROTOCOL', 'EVENT', 'HTTP', 'LOG'].map((name) => `COL-${name}`);
    const numbered = ['ACCESS', 'RO', 'CAPTURE', '401', '404', 'ORDER', 'PAGE', 'DISABLED', 'EXCL', 'GROUP', 'UI'];
    expect(levelsOf('IAM-')).toEqual(
      new Map([
        ...[...columns, ...numbered.map((name) => `${name}-1`)].map((name) => [`IAM-${name}`, 'MUST'] as const),
        ['IAM-VERIFY-1', 'SHOULD'],
        ['IAM-EXPORT-1', 'EXT'],
      ]),
    );
  });

  test('has the laws of all logs and the rules of the field with their levels', () => {
    expect(levelsOf('X-', 'FLD-')).toEqual(
      new Map([
        ['X-IMMUTABLE-1', 'MUST'],
        ['X-TENANT-1', 'MUST'],
        ...['CORRELATE', 'CONSERVE', 'RECON', 'CLOCK', 'PAGE'].map((name) => [`X-${name}-1`, 'SHOULD'] as const),
        ['X-INJECT-1', 'EXT'],
        ...['MEMBER', 'ACTOR', 'OUTCOME', 'NOOP', 'ONE', 'TXN', 'DIFF', 'READ'].map(
          (name) => [`FLD-${name}-1`, 'EXT'] as const,
        ),
      ]),
    );
  });

  test('says why what concerns a screen cannot be observed', () => {
    expect(requirementById('IAM-UI-1').unobservable).toMatch(/screen/u);
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
