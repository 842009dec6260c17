import { expect, test } from 'vitest';
import { seededRandom } from '../../../src/kernel/index.ts';
import { scryptKeeper } from '../../../src/scim/index.ts';

const keeper = scryptKeeper(seededRandom('secrets'));

test('a kept secret does not show it and is matched by it alone', () => {
  const kept = keeper.keep('t1meMa$heen');
  expect(kept).not.toContain('t1meMa');
  expect(keeper.matches('t1meMa$heen', kept)).toBe(true);
  expect(keeper.matches('T1meMa$heen', kept)).toBe(false);
  expect(keeper.matches('', kept)).toBe(false);
});

test('each has a salt of its own, and the same seed gives the same bytes', () => {
  const [first, second] = [keeper.keep('x'), keeper.keep('x')];
  expect(first).not.toBe(second);
  expect(keeper.matches('x', first) && keeper.matches('x', second)).toBe(true);
  const again = scryptKeeper(seededRandom('again'));
  expect(scryptKeeper(seededRandom('again')).keep('x')).toBe(again.keep('x'));
});

test('secrets are prepared before they are compared (RFC 7644 section 5)', () => {
  const kept = keeper.keep('A\u030A\u00A0b');
  expect(keeper.matches('\u00C5 b', kept)).toBe(true);
  expect(keeper.matches('\u00E5 b', kept)).toBe(false);
});

test.each(['', 'plain', 'scrypt$1$1$1$ab$cd', 'scrypt$16$1$1$zz$', 'scrypt$16$1$1$ab$cd'])(
  'what was not kept by it matches nothing: %s',
  (kept) => {
    expect(keeper.matches('plain', kept)).toBe(false);
  },
);
