import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord, AuditStore, RecordClause, RecordQuery } from '../../src/audit/index.ts';
import { draft, http } from './audit-store-support.ts';

/** Few values, so that clauses hold now and then, and each of them hard for somebody. */
const texts = fc.constantFrom(
  '',
  'GET',
  'get',
  'Get',
  '5',
  '5.0',
  'true',
  '/',
  '/Users',
  '/Users/',
  '/Users/1',
  '/Users2',
  '/users/1',
  '/Users0',
  '/Users/\0',
  '/Users/\uD800',
  'a\0b',
  'a',
  'é',
  'É',
  'ß',
  '\uFFFD',
  '😀',
  '\uD800',
  '%',
  '_',
  "'",
  '"',
);
const numbers = fc.constantFrom(0, -0, 1, 5, -1, 1.5, 0.1, 200, 2 ** 53, 2 ** 53 + 2, 2 ** 60, 1e21, -1e300, 5e-324);
const values = fc.oneof(texts, numbers);

const drafts = fc.record({
  occurredAt: fc.constantFrom(0, 1, 5, -1, 200, 2 ** 53 - 1),
  outcome: fc.constantFrom('success' as const, 'failure' as const),
  reason: fc.option(texts, { nil: undefined }),
  http: fc.option(
    fc
      .record({
        method: texts,
        endpoint: texts,
        statusCode: fc.constantFrom(200, 404, 5),
        durationMilliseconds: numbers,
        header: texts,
      })
      .map(({ header, ...facts }) => http({ ...facts, requestHeaders: { 'x-a': header } })),
    { nil: undefined },
  ),
  detail: fc.option(
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c"', '', 'e.f'),
      fc.oneof(values, fc.constantFrom(true, null), fc.constant([1]), fc.record({ g: values })),
      { minKeys: 3 },
    ),
    { nil: undefined },
  ),
});

const fieldNames = fc.constantFrom(
  'occurredAt',
  'outcome',
  'reason',
  'http.method',
  'http.endpoint',
  'http.statusCode',
  'http.durationMilliseconds',
  'http.requestHeaders.x-a',
  'detail.a',
  'detail.b',
  'detail.c"',
  'detail.',
  'detail.a.g',
  'detail.e.f',
  'detail.a.0',
  'http',
  'actor.id',
  'sequence',
  'hash',
  'nothing',
  'toString',
  'detail.a.length',
  '',
  '.',
);
const clauses: fc.Arbitrary<RecordClause> = fc.oneof(
  fc.record({ field: fieldNames, operator: fc.constantFrom('at-least' as const, 'at-most' as const), value: values }),
  fc.record({ field: fieldNames, operator: fc.constant('equals' as const), value: values, ignoreCase: fc.boolean() }),
  fc.record({
    field: fieldNames,
    operator: fc.constant('within-path' as const),
    value: texts,
    ignoreCase: fc.boolean(),
  }),
  fc.record({
    field: fieldNames,
    operator: fc.constant('one-of' as const),
    values: fc.array(values, { maxLength: 4 }),
  }),
);
const queries: fc.Arbitrary<RecordQuery> = fc
  .record({
    where: fc.oneof(
      { weight: 6, arbitrary: clauses.map((clause) => [clause]) },
      { weight: 2, arbitrary: fc.array(clauses, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    order: fc.constantFrom('newest' as const, 'oldest' as const, undefined),
    before: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.nat(14)),
    after: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.nat(14)),
    limit: fc.constantFrom(20, 20, 20, 3, 1, 0),
  })
  .map((query) => JSON.parse(JSON.stringify(Object.assign(query, { tenant: 'acme' }))) as RecordQuery);

/** Half of the clauses, aimed at what one of the records has in that field. */
function aimed(clause: RecordClause, records: readonly AuditRecord[], aim: number): RecordClause {
  const record = records[(aim >> 1) % records.length];
  const value = aim % 2 === 0 ? valueAt(record, clause.field.split('.')) : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return clause;
  if (clause.operator === 'one-of') return { ...clause, values: [...clause.values, value] };
  if (clause.operator !== 'within-path') return { ...clause, value };
  return typeof value === 'string' ? { ...clause, value: value.slice(0, Math.max(1, value.lastIndexOf('/'))) } : clause;
}

export function auditStoreQueryContract(store: () => AuditStore): void {
  describe('read', () => {
    let batch = 0;

    it('answers every query as one who looks at each record would', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(drafts, { maxLength: 12, size: 'max' }),
          fc.array(queries, { minLength: 20, maxLength: 20 }),
          fc.nat(23),
          async (some, asked, aim) => {
            // A tenant for each run, as there is no way to empty a store.
            const tenant = `run-${batch++}`;
            const records = await store().append({
              records: some.map((fields, index) => draft({ ...fields, tenant, id: String(index) })),
            });
            for (const [index, { where, ...rest }] of asked.entries()) {
              const at = where?.map((clause) => aimed(clause, plain(records), aim + index));
              const query = { ...rest, tenant, ...(at && { where: at }) };
              const found = await store().read(query);
              expect(found, JSON.stringify(query)).toEqual(naive(plain(records), query));
            }
          },
        ),
        { numRuns: 80 },
      );
    });

    it('compares strings by UTF-16 code units, and close that are close to each other exactly', async () => {
      const ordered = ['\uFFFD', '\u{1F600}', '\u{10FFFF}', '\uE000', 'z'];
      const close = [0.1, 0.30000000000000004, 0.3, 2 ** 53, 2 ** 53 - 1, 2 ** 60, 1e21];
      await store().append({
        records: ordered.map((text, index) => draft({ id: text, detail: { text, number: close[index]! } })),
      });
      const found = async (clause: RecordClause) =>
        (await store().read({ tenant: 'acme', where: [clause], limit: 9 })).map(({ id }) => id).toSorted();
      for (const [index, value] of ordered.entries()) {
        const text = { field: 'detail.text', value };
        expect(await found({ ...text, operator: 'at-most' })).toEqual(
          ordered.filter((other) => other <= value).toSorted(),
        );
        expect(await found({ ...text, operator: 'at-least' })).toEqual(
          ordered.filter((other) => other >= value).toSorted(),
        );
        const number = { field: 'detail.number', operator: 'equals', value: close[index]! } as const;
        expect(await found(number)).toEqual([value]);
      }
    });

    it('pages through everything once while more is written', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('newest' as const, 'oldest' as const),
          fc.integer({ min: 1, max: 7 }),
          fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
          async (order, limit, growth) => {
            const tenant = `run-${batch++}`;
            let written = 0;
            const grow = (count: number) =>
              store().append({
                records: Array.from({ length: count }, () => draft({ tenant, id: String(written++) })),
              });
            await grow(10);
            const seen: number[] = [];
            for (let page = 0; ; page++) {
              const last = seen.at(-1);
              const keyset = last === undefined ? {} : order === 'newest' ? { before: last } : { after: last };
              const [records] = await Promise.all([
                store().read({ tenant, order, limit, ...keyset }),
                grow(growth[page] ?? 0),
              ]);
              if (records.length === 0) break;
              seen.push(...records.map(({ sequence }) => sequence));
            }
            const sorted = seen.toSorted((left, right) => left - right);
            expect(seen).toEqual(order === 'oldest' ? sorted : sorted.toReversed());
            expect(sorted).toEqual(Array.from({ length: sorted.length }, (_, index) => index + 1));
            expect(sorted.length).toBeGreaterThanOrEqual(10);
          },
        ),
        { numRuns: 50 },
      );
    });

    it.each([{ limit: -1 }, { limit: 1.5 }, { limit: Number.NaN }, { limit: 1, before: -1 }, { limit: 1, after: 0.5 }])(
      'refuses %j',
      async (wrong) => {
        await expect(store().read({ tenant: 'acme', ...wrong })).rejects.toMatchObject({ code: 'STORE_QUERY' });
      },
    );

    it('gives lines in the order of the log, from where one asks', async () => {
      await store().append({ records: Array.from({ length: 5 }, (_, index) => draft({ id: String(index) })) });
      const lines = await store().lines('acme', 1, 3);
      expect(lines.map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
      expect(lines.map(({ line }) => (JSON.parse(line) as AuditRecord).id)).toEqual(['1', '2', '3']);
      expect(await store().lines('acme', 5, 3)).toEqual([]);
    });
  });
}

/** What a record is once it has been JSON: `-0` is `0`. */
function plain(records: readonly AuditRecord[]): readonly AuditRecord[] {
  return JSON.parse(JSON.stringify(records)) as AuditRecord[];
}

function naive(records: readonly AuditRecord[], query: RecordQuery): readonly AuditRecord[] {
  const { where = [], before = Number.POSITIVE_INFINITY, after = 0 } = query;
  const found = records
    .filter(({ sequence }) => sequence < before && sequence > after)
    .filter((record) => where.every((clause) => holdsNaively(clause, valueAt(record, clause.field.split('.')))));
  return (query.order === 'oldest' ? found : found.toReversed()).slice(0, query.limit);
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  if (steps.length === 0) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const member = Object.entries(value).find(([name]) => name === steps[0]);
  return member && valueAt(member[1], steps.slice(1));
}

function holdsNaively(clause: RecordClause, value: unknown): boolean {
  if (clause.operator === 'one-of') return clause.values.some((one) => one === value);
  if (typeof value !== typeof clause.value) return false;
  if (clause.operator === 'at-least') return !((value as number) < (clause.value as number));
  if (clause.operator === 'at-most') return !((value as number) > (clause.value as number));
  const ignoreCase = 'ignoreCase' in clause && clause.ignoreCase === true;
  const fold = (text: unknown) => (ignoreCase ? String(text).toLowerCase() : text);
  if (fold(value) === fold(clause.value)) return true;
  const parent = String(fold(clause.value)).replace(/\/$/u, '');
  return clause.operator === 'within-path' && String(fold(value)).startsWith(`${parent}/`);
}
