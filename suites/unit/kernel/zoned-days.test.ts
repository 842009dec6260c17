import { assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { periodBounds } from '../../../src/conformance/oracle/period-bounds.ts';
import { isTimeZone, startOfDayIn } from '../../../src/kernel/index.ts';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();

describe('the start of a day', () => {
  it.each([
    ['UTC', '2026-03-08T12:00:00.000Z', 0, '2026-03-08T00:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00.000Z', 0, '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09T03:59:59.999Z', 0, '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09T04:00:00.000Z', 0, '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-03-09T04:00:00.000Z', 6, '2026-03-03T05:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00.000Z', -1, '2026-03-09T04:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-05T11:59:59.999Z', 0, '2026-04-04T11:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-05T12:00:00.000Z', 0, '2026-04-05T12:00:00.000Z'],
    ['Asia/Kolkata', '2026-01-01T18:30:00.000Z', 0, '2026-01-01T18:30:00.000Z'],
    // Midnight is passed over: the day begins at one o'clock.
    ['America/Havana', '2026-03-08T12:00:00.000Z', 0, '2026-03-08T05:00:00.000Z'],
    // Midnight comes twice: the day begins at the first.
    ['America/Havana', '2026-11-01T12:00:00.000Z', 0, '2026-11-01T04:00:00.000Z'],
    // The whole day was passed over.
    ['Pacific/Apia', '2011-12-31T12:00:00.000Z', 1, '2011-12-30T10:00:00.000Z'],
    ['+02:00', '2026-01-01T23:00:00.000Z', 0, '2026-01-01T22:00:00.000Z'],
  ])('in %s around %s, %i days back, is %s', (zone, now, back, expected) => {
    expect(iso(startOfDayIn(zone, at(now), back))).toBe(expected);
  });

  it('knows zones by their names and no others', () => {
    expect(['Europe/Berlin', 'europe/berlin', 'UTC', '+05:45'].map(isTimeZone)).toEqual([true, true, true, true]);
    expect(['', 'Mars/Olympus', '../etc/passwd', 'Europe'].map(isTimeZone)).toEqual([false, false, false, false]);
    expect(() => startOfDayIn('Mars/Olympus', 0)).toThrow(RangeError);
  });
});

/** What days are, by the calendar of the platform. */
interface Calendar {
  readonly Instant: {
    fromEpochMilliseconds(instant: number): { toZonedDateTimeISO(zone: string): Zoned };
  };
}
interface Zoned {
  subtract(duration: { readonly days: number }): Zoned;
  startOfDay(): { readonly epochMilliseconds: number };
}

const calendar = (globalThis as unknown as { readonly Temporal?: Calendar }).Temporal;
const zones = Intl.supportedValuesOf('timeZone');
const moments = record({
  zone: constantFrom(...zones),
  now: integer({ min: at('1975-01-01T00:00:00Z'), max: at('2037-12-31T00:00:00Z') }),
  days: integer({ min: 1, max: 90 }),
});

// The calendar takes days from the date and starts them in the zone, where a search in the other two looks at clocks.
test.skipIf(calendar === undefined)(
  'days begin when the calendar of the platform says so, for reader and oracle',
  () => {
    assert(
      property(moments, ({ zone, now, days }) => {
        const today = calendar!.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
        const first = today.subtract({ days: days - 1 }).startOfDay().epochMilliseconds;
        expect(iso(startOfDayIn(zone, now, days - 1)), `${zone} ${iso(now)} ${days}`).toBe(iso(first));
        const { certain } = periodBounds(days, { from: now, to: now, zone });
        expect(iso(certain.first), `oracle ${zone} ${iso(now)} ${days}`).toBe(iso(first));
        expect(iso(certain.last)).toBe(iso(startOfDayIn(zone, now, -1) - 1));
      }),
      { numRuns: 400, seed: 7 },
    );
  },
);

test('without a zone the oracle holds to what is so wherever the reader is', () => {
  assert(
    property(moments, ({ zone, now, days }) => {
      const anywhere = periodBounds(days, { from: now, to: now, zone: undefined });
      const there = periodBounds(days, { from: now, to: now, zone });
      expect(anywhere.certain.first).toBeGreaterThanOrEqual(there.certain.first);
      expect(anywhere.possible.first).toBeLessThanOrEqual(there.possible.first);
      expect(anywhere.certain.last).toBeLessThanOrEqual(there.certain.last);
      expect(anywhere.possible.last).toBeGreaterThanOrEqual(there.possible.last);
    }),
    { numRuns: 300, seed: 7 },
  );
});
