import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparableText, compareCodePoints, comparisonKey, parseDateTime } from '../../../src/scim/index.ts';
import { differVisibly } from '../../../src/scim/comparison.ts';
import { deviceModel } from './sample-models.ts';

function byCodePoints(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = a[index]!.codePointAt(0)! - b[index]!.codePointAt(0)!;
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

describe('text', () => {
  test.each([
    ['BJensen', 'bjensen', true],
    ['ÄRGER', 'ärger', true],
    ['Cafe\u0301', 'CAFÉ', true],
    ['\uFF21\uFF22', 'ab', true],
    ['a\u3000b', 'a b', true],
    ['ΟΔΟΣ', 'οδοσ', true],
    // Case is mapped, not folded: RFC 8265, which replaced RFC 7613, has toLowerCase.
    ['Straße', 'STRASSE', false],
    ['İ', 'i', false],
    ['a', 'a ', false],
    // A ligature is no width form, so it stays.
    ['ﬁ', 'fi', false],
  ])('%j and %j are the same without case: %s', (left, right, same) => {
    expect(comparableText(left, false) === comparableText(right, false)).toBe(same);
  });

  test('with case only composition is evened out', () => {
    expect(comparableText('Cafe\u0301', true)).toBe('Café');
    expect(comparableText('\uFF21', true)).toBe('\uFF21');
    expect(comparableText('A', true)).not.toBe(comparableText('a', true));
  });

  test('preparation is stable: what is prepared stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, caseExact) => {
        const once = comparableText(text, caseExact);
        expect(comparableText(once, caseExact)).toBe(once);
      }),
      { numRuns: 2_000, seed: 31 },
    );
  });

  test('what differs visibly is never the same', () => {
    const character = fc.oneof(
      fc.constantFrom('a', 'A', 'k', 'K', '\u212A', '\u0301', '@', '`', '[', '{', 'é', '\uFF41', '\u037E', ';', ''),
      fc.string({ unit: 'binary', maxLength: 1 }),
    );
    const text = fc.array(character, { maxLength: 3 }).map((all) => all.join(''));
    let differing = 0;
    fc.assert(
      fc.property(text, text, fc.boolean(), (left, right, caseExact) => {
        if (!differVisibly(left, right)) return;
        differing++;
        expect(comparableText(left, caseExact)).not.toBe(comparableText(right, caseExact));
      }),
      { numRuns: 5_000, seed: 34 },
    );
    expect(differing).toBeGreaterThan(300);
  });

  test('order is that of code points', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\uE000', '\uFFFD', '😀', '𐀀', 'é'), { maxLength: 4 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(Math.sign(compareCodePoints(left, right))).toBe(byCodePoints(left, right));
      }),
      { numRuns: 2_000, seed: 32 },
    );
  });
});

describe('xsd:dateTime', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00:00', 0],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T00:00:00.0005Z', 0.5],
    ['1970-01-01T02:00:00+02:00', 0],
    ['1969-12-31T10:00:00-14:00', 0],
    ['1969-12-31T24:00:00.000Z', 0],
    ['2000-02-29T00:00:00Z', 951_782_400_000],
    ['-0001-01-01T00:00:00Z', -62_167_219_200_000],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
    ['12345-01-01T00:00:00Z', 327_403_382_400_000],
  ])('%s is %d ms', (text, instant) => {
    expect(parseDateTime(text)).toBe(instant);
  });

  test.each([
    '',
    '2020-01-01',
    '2020-01-01 00:00:00Z',
    '2020-01-01T00:00Z',
    '2020-01-01T00:00:00z',
    '2020-1-1T00:00:00Z',
    '2020-13-01T00:00:00Z',
    '2020-00-01T00:00:00Z',
    '2020-02-30T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2020-04-31T00:00:00Z',
    '2020-01-01T25:00:00Z',
    '2020-01-01T24:00:01Z',
    '2020-01-01T24:00:00.1Z',
    '2020-01-01T00:60:00Z',
    '2020-01-01T00:00:60Z',
    '2020-01-01T00:00:00+14:01',
    '2020-01-01T00:00:00+1400',
    '2020-01-01T00:00:00.Z',
    '0000-01-01T00:00:00Z',
    '02020-01-01T00:00:00Z',
    '+2020-01-01T00:00:00Z',
    '999999-01-01T00:00:00Z',
    ' 2020-01-01T00:00:00Z',
    '2020-01-01T00:00:00Z\n',
  ])('%j is none', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });

  test('agrees with Date on what Date writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          expect(parseDateTime(date.toISOString())).toBe(date.getTime());
        },
      ),
      { numRuns: 1_000, seed: 33 },
    );
  });
});

test('a value that is not of the attribute’s type has no key', () => {
  const values = ['x', 1, 1.5, true, null, undefined, [], {}, '2020-01-01T00:00:00Z', 'YQ=='];
  const found = ['label', 'ports', 'weight', 'installed', 'key', 'secure', 'owner', 'vendor'].map((name) => [
    name,
    values.filter((value) => comparisonKey(deviceModel.attributes.get(name)!, value) !== undefined),
  ]);
  const strings = ['x', '2020-01-01T00:00:00Z', 'YQ=='];
  expect(Object.fromEntries(found)).toEqual({
    label: strings,
    ports: [1, 1.5],
    weight: [1, 1.5],
    installed: ['2020-01-01T00:00:00Z'],
    key: strings,
    secure: [true],
    owner: strings,
    vendor: [],
  });
});
