import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter, printFilter } from '../../../src/scim/index.ts';
import { anyFilter } from './filter-arbitraries.ts';

function lower(filter: unknown): unknown {
  return JSON.parse(JSON.stringify(filter).toLowerCase());
}

test('a printed filter parses to the same tree', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(parseFilter(printFilter(filter))).toEqual(filter);
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test('operators and names in other case make the same tree but for the case of names', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      const text = printFilter(filter);
      // Upper case would change what an escape in a string means, so only what stands outside of strings is changed.
      const shouted = text.replaceAll(/"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b|[^"\s()[\]]+/gu, (part) =>
        /^(?:"|true$|false$|null$)/u.test(part) ? part : part.toUpperCase(),
      );
      expect(lower(parseFilter(shouted))).toEqual(lower(filter));
    }),
    { numRuns: 500, seed: 2 },
  );
});

test('any text is a filter or refused, and nothing else happens', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '"',
    '"a"',
    ' ',
    'and',
    'or',
    'not',
    'eq',
    'pr',
    'a',
    'a.b',
    'urn:x:a',
    '1',
    'true',
    '\\',
    '.',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
    fc.array(pieces, { maxLength: 30 }).map((all) => all.join(' ')),
  );
  let parsed = 0;
  fc.assert(
    fc.property(text, (input) => {
      try {
        const filter = parseFilter(input);
        parsed++;
        expect(parseFilter(printFilter(filter))).toEqual(filter);
      } catch (error) {
        expect(error).toMatchObject({ name: 'ScimError', status: 400, scimType: 'invalidFilter' });
      }
    }),
    { numRuns: 5_000, seed: 3 },
  );
  expect(parsed).toBeGreaterThan(0);
});
