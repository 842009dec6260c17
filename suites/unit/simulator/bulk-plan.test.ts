import { describe, expect, test } from 'vitest';
import { planBulk } from '../../../src/simulator/scim/bulk-plan.ts';
import { referencesIn, resolveReferences, resolveText } from '../../../src/simulator/scim/bulk-references.ts';

const post = (bulkId: string, ...references: string[]) => ({
  method: 'POST' as const,
  path: '/Groups',
  bulkId,
  data: { members: references.map((reference) => ({ value: `bulkId:${reference}` })) },
});
const remove = (path: string) => ({ method: 'DELETE' as const, path });
const plan = (...operations: Parameters<typeof planBulk>[0]) =>
  planBulk(operations).map((step) => (step.circular ? { circle: step.operations } : step.operations[0]));

describe('the plan of a Bulk request', () => {
  test('keeps the order sent where nothing is referred to before its turn', () => {
    expect(plan(post('a'), remove('/Users/1'), post('b', 'a'), remove('/Users/bulkId:b'))).toEqual([0, 1, 2, 3]);
  });

  test('creates what is referred to first', () => {
    expect(plan(post('a', 'c'), post('b'), post('c'))).toEqual([2, 0, 1]);
    expect(plan(post('a', 'b'), post('b', 'c'), post('c'))).toEqual([2, 1, 0]);
    expect(plan(remove('/Users/bulkId:b'), post('b'))).toEqual([1, 0]);
  });

  test('keeps a circle together, with what it needs in front and what needs it behind', () => {
    expect(plan(post('a', 'b'), post('b', 'a', 'c'), post('c'), post('d', 'a'))).toEqual([2, { circle: [0, 1] }, 3]);
    expect(plan(post('a', 'a'))).toEqual([{ circle: [0] }]);
    expect(plan(post('a', 'b'), post('b', 'c'), post('x'), post('c', 'a'))).toEqual([{ circle: [0, 1, 3] }, 2]);
  });

  test('ignores references to nothing and takes the first of two with one bulkId', () => {
    expect(plan(post('a', 'nowhere'))).toEqual([0]);
    expect(plan(post('b', 'a'), post('a'), post('a', 'b'))).toEqual([1, 0, 2]);
  });

  test('copes with a chain as long as a request can be', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => post(`${index}`, `${index + 1}`));
    expect(plan(...chain)).toEqual(Array.from({ length: 20_000 }, (_, index) => 19_999 - index));
  });
});

describe('references', () => {
  const ids = new Map([['q', 'id-of-q']]);

  test('are found in values, PATCH paths, URIs and operation paths', () => {
    const data = {
      displayName: 'about bulkId:none',
      manager: { value: 'bulkId:m' },
      members: [{ value: 'bulkId:a', $ref: 'https://x/Users/bulkId:b' }],
      Operations: [{ op: 'remove', path: 'members[value eq "bulkId:c"]' }],
    };
    expect([...referencesIn([data, '/Users/bulkId:d'])].toSorted()).toEqual(['a', 'b', 'c', 'd', 'm']);
  });

  test('are replaced by ids', () => {
    expect(
      resolveReferences(
        {
          members: [{ type: 'User', value: 'bulkId:q' }],
          path: 'members[value eq "bulkId:q"]',
          $ref: '/Users/bulkId:q',
          text: 'see bulkId:q',
        },
        ids,
      ),
    ).toEqual({
      members: [{ type: 'User', value: 'id-of-q' }],
      path: 'members[value eq "id-of-q"]',
      $ref: '/Users/id-of-q',
      text: 'see bulkId:q',
    });
    expect(resolveText('/Users/bulkId:q', ids)).toBe('/Users/id-of-q');
    expect(resolveText('/Users/bulkId:unknown', ids)).toBe('/Users/bulkId:unknown');
  });

  test('to what is not there yet take their value out, and nothing else', () => {
    expect(
      resolveReferences(
        {
          displayName: 'x',
          members: [{ value: 'bulkId:later', type: 'User' }, { value: 'bulkId:q' }],
          manager: { value: 'bulkId:later' },
        },
        ids,
      ),
    ).toEqual({ displayName: 'x', members: [{ value: 'id-of-q' }] });
  });

  test('under a hostile name do not reach a prototype', () => {
    const data = JSON.parse('{"__proto__":{"polluted":"bulkId:q"}}') as Record<string, never>;
    const resolved = resolveReferences(data, ids);
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
