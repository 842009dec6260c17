import { assert, constantFrom, date, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInstant, isInstant, parseFormattedInstant } from '../../../src/kernel/index.ts';

const PATTERN = 'MM/DD/YYYY, HH:mm:ss.SSS';
const at = (text: string): number => Date.parse(text);

describe('a moment in a form for people', () => {
  test.each([
    ['2025-01-15T14:32:07.842Z', 'UTC', '01/15/2025, 14:32:07.842'],
    ['2025-01-15T23:59:59.999Z', 'Europe/Berlin', '01/16/2025, 00:59:59.999'],
    ['2026-03-29T00:59:59.999Z', 'Europe/Berlin', '03/29/2026, 01:59:59.999'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '03/29/2026, 03:00:00.000'],
    ['2026-11-01T05:30:00.001Z', 'America/New_York', '11/01/2026, 01:30:00.001'],
    ['2026-11-01T06:30:00.001Z', 'America/New_York', '11/01/2026, 01:30:00.001'],
    ['2025-01-01T00:00:00.000Z', '+05:45', '01/01/2025, 05:45:00.000'],
    ['0099-07-04T00:00:00.000Z', 'UTC', '07/04/0099, 00:00:00.000'],
  ])('%s in %s is %s', (text, zone, shown) => {
    expect(formatInstant(PATTERN, at(text), zone)).toBe(shown);
  });

  test('is read back as the same moment in every zone, but for the hour that clocks show twice', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', '-09:30'];
    assert(
      property(
        date({ min: new Date(at('1990-01-01')), max: new Date(at('2040-01-01')), noInvalidDate: true }),
        constantFrom(...zones),
        (moment, zone) => {
          const instant = moment.getTime();
          const read = parseFormattedInstant(PATTERN, formatInstant(PATTERN, instant, zone), zone)!;
          expect(formatInstant(PATTERN, read, zone)).toBe(formatInstant(PATTERN, instant, zone));
          expect([0, 1_800_000, 3_600_000]).toContain(instant - read);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['-', 'UTC'],
    ['', 'UTC'],
    ['2025-01-15T14:32:07.842Z', 'UTC'],
    ['1/15/2025, 14:32:07.842', 'UTC'],
    ['02/30/2025, 00:00:00.000', 'UTC'],
    ['13/01/2025, 00:00:00.000', 'UTC'],
    ['01/15/2025, 24:00:00.000', 'UTC'],
    ['01/15/2025, 14:32:07.842 ', 'UTC'],
    ['01/15/2025, 14:32:07x842', 'UTC'],
    // The hour that is passed over when daylight-saving time begins.
    ['03/29/2026, 02:30:00.000', 'Europe/Berlin'],
  ])('%j in %s is none', (text, zone) => {
    expect(parseFormattedInstant(PATTERN, text, zone)).toBeUndefined();
  });

  test('is asked for only in zones that there are', () => {
    expect(() => formatInstant(PATTERN, 0, 'Nowhere/At_All')).toThrow(RangeError);
  });
});

test.each([
  [0, true],
  [8.64e15, true],
  [-8.64e15, true],
  [8.64e15 + 1, false],
  [0.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
])('%d is a moment: %s', (milliseconds, expected) => {
  expect(isInstant(milliseconds)).toBe(expected);
});
