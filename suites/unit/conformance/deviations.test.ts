import { expect, test } from 'vitest';
import { compareWithDeviations } from '../../../src/conformance/index.ts';

const outcomes = [
  { id: 'A', level: 'MUST', outcome: 'pass' },
  { id: 'B', level: 'MUST', outcome: 'fail' },
  { id: 'C', level: 'SHOULD', outcome: 'fail' },
  { id: 'D', level: 'SHOULD', outcome: 'unknown' },
  { id: 'E', level: 'MUST', outcome: 'skip' },
] as const;

const known = (...ids: readonly string[]) => ids.map((requirement) => ({ requirement, reason: 'it is so' }));

test('without known deviations every failed MUST and everything undecided is unexpected', () => {
  expect(compareWithDeviations(outcomes, [])).toEqual({ expected: [], unexpected: ['B', 'D'], mended: [] });
});

test('a known deviation is expected where it fails, and told where it passes', () => {
  expect(compareWithDeviations(outcomes, known('A', 'B', 'C', 'D'))).toEqual({
    expected: ['B', 'C', 'D'],
    unexpected: [],
    mended: ['A'],
  });
});

test('a known deviation that was skipped or did not come up is left alone', () => {
  expect(compareWithDeviations(outcomes, known('E', 'F', 'B', 'D'))).toEqual({
    expected: ['B', 'D'],
    unexpected: [],
    mended: [],
  });
});
