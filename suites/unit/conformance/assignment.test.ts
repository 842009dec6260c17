import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from '../../../src/conformance/observation/assignment.ts';

type Costs = readonly (readonly (number | undefined)[])[];

/** Most pairs that can be made, by trying everything. */
function mostPairs(costs: Costs, rights: number, left = 0, taken: ReadonlySet<number> = new Set()): number {
  if (left === costs.length) return 0;
  let best = mostPairs(costs, rights, left + 1, taken);
  for (let right = 0; right < rights; right++) {
    if (costs[left]![right] === undefined || taken.has(right)) continue;
    best = Math.max(best, 1 + mostPairs(costs, rights, left + 1, new Set([...taken, right])));
  }
  return best;
}

const costs = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).chain(([lefts, rights]) =>
  fc.tuple(
    fc.array(
      fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }), { minLength: rights, maxLength: rights }),
      {
        minLength: lefts,
        maxLength: lefts,
      },
    ),
    fc.constant(rights),
  ),
);

test('as many pairs as possible are made, each of two that can be joined and none used twice', () => {
  fc.assert(
    fc.property(costs, ([table, rights]) => {
      const rightOf = assign(table.length, rights, 2, (left, right) => table[left]![right]);
      const used = [...rightOf].filter((right) => right !== -1);
      expect(new Set(used).size).toBe(used.length);
      for (const [left, right] of rightOf.entries()) if (right !== -1) expect(table[left]![right]).toBeDefined();
      expect(used.length).toBe(mostPairs(table, rights));
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('a pair that costs nothing is not given up for a dearer one', () => {
  const table = [
    [1, 0],
    [0, 1],
  ];
  expect([...assign(2, 2, 1, (left, right) => table[left]![right])]).toEqual([1, 0]);
});

test('no cost is asked for twice', () => {
  const asked: string[] = [];
  assign(4, 4, 3, (left, right) => {
    asked.push(`${left}/${right}`);
    return (left + right) % 4;
  });
  expect(new Set(asked).size).toBe(asked.length);
});
