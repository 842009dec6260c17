import type { Instant } from '../../kernel/index.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:Z|([+-])(\d{2}):(\d{2}))$/iu;

const MINUTE = 60_000;
const DAY_LENGTH = 86_400_000;

/** The first and the last millisecond that a date or an instant covers. */
export interface Span {
  readonly first: Instant;
  readonly last: Instant;
}

/**
 * Reads `2026-05-13` as that day in UTC, and `2026-05-13T09:30:00.000+02:00` (RFC 3339) as that millisecond.
 * @returns `undefined` for anything else, also for a day that is in no calendar.
 */
export function parseSpan(text: string): Span | undefined {
  if (isDay(text)) {
    const first = startOfDay(text);
    return first === undefined ? undefined : { first, last: first + DAY_LENGTH - 1 };
  }
  const parts = INSTANT.exec(text);
  if (parts === null) return undefined;
  const [, day = '', hour, minute, second, fraction = '', sign, zoneHour = '0', zoneMinute = '0'] = parts;
  const start = startOfDay(day);
  if (start === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return undefined;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * MINUTE * (sign === '-' ? -1 : 1);
  const time = (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second) * 1000 + Number(fraction.padEnd(3, '0'));
  const instant = start + time - offset;
  return { first: instant, last: instant };
}

/** Whether a text is written as a day, in a calendar or not. */
export function isDay(text: string): boolean {
  return DAY.test(text);
}

/** A day that is none, such as February 30, rolls over to another one: then the text does not come back. */
function startOfDay(day: string): Instant | undefined {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(`${day}T`) ? start : undefined;
}
