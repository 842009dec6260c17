import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, plain, quote } from '../../../src/conformance/wording.ts';
import { judgeStory } from './support/outcomes.ts';
import { requestStory } from './support/request-story.ts';

/** What can deceive a reader of a terminal or a log: controls, invisible characters, changes of direction. */
// oxlint-disable-next-line no-control-regex -- Controls are what is looked for.
const deceptive = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/u;

describe('quoted text from the wire', () => {
  test.each([
    [undefined, 'nothing'],
    ['', 'nothing'],
    [null, 'null'],
    [200, '200'],
    ['a "b"', '"a \\"b\\""'],
    ['\u001B[31m\n', '"\\u001b[31m\\n"'],
    ['\u202Egnp.exe', '"\\u{202e}gnp.exe"'],
    ['a\u200Bb\u0085', '"a\\u{200b}b\\u{85}"'],
    [{ b: [1, '\u2066'] }, '{"b":[1,"\\u{2066}"]}'],
  ])('%j', (value, expected) => {
    expect(quote(value)).toBe(expected);
  });

  test('is short', () => {
    expect(quote('x'.repeat(1_000_000)).length).toBeLessThan(130);
    expect(quote(`${'x'.repeat(119)}\u{1F600}`)).toBe(`"${'x'.repeat(119)}…"`);
    expect(plain('y'.repeat(1_000_000)).length).toBeLessThan(130);
  });

  test('has nothing deceptive in it, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(quote(text)).not.toMatch(deceptive);
        expect(plain(text)).not.toMatch(deceptive);
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});

test('numbers go with their nouns', () => {
  expect([count(1, 'entry', 'entries'), count(2, 'entry', 'entries'), count(0, 'page')]).toEqual([
    '1 entry',
    '2 entries',
    '0 pages',
  ]);
});

test('no message of a verdict carries hostile text as it came', () => {
  const hostile = '\u001B]0;owned\u0007\u202E<script>';
  const lines = requestStory({
    show: ({ shown }) =>
      Object.fromEntries(
        Object.entries(shown).map(([name, value]) => [
          name,
          name === 'time' || name === 'requestId' ? value : `${hostile}${JSON.stringify(value)}`,
        ]),
      ),
    refusal: (log) => `${hostile}${JSON.stringify(log[0])}`,
  });
  const failures = judgeStory(lines).verdicts.filter((verdict) => verdict.outcome === 'fail');
  expect(failures.length).toBeGreaterThan(5);
  for (const { message, evidence } of failures) {
    expect(message).not.toMatch(deceptive);
    expect(message.length).toBeLessThan(800);
    for (const { note } of evidence) expect(note).not.toMatch(deceptive);
  }
});
