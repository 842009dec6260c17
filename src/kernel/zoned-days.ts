import type { Instant } from './clock.ts';

const DAY = 86_400_000;

/** Further than any clock in the world has ever been from UTC. */
const FARTHEST = 16 * 3_600_000;

/** A zone can be spelled in many ways, and what a reader spells must not fill the memory. */
const MOST_FORMATS = 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether a text names a time zone of the IANA database (`Europe/Berlin`, in any case) or an offset (`+02:00`). */
export function isTimeZone(zone: string): boolean {
  return formatOf(zone) !== undefined;
}

/**
 * The first instant of the calendar day that lies `daysBack` days before that of `now`, by the clocks of a time zone.
 * Days are 23 or 25 hours long there when daylight-saving time begins or ends; one whose midnight is passed over begins
 * later, and one that is passed over whole begins with the next.
 * @throws RangeError for a zone that does not exist.
 */
export function startOfDayIn(zone: string, now: Instant, daysBack = 0): Instant {
  const day = dayIn(zone, now) - daysBack;
  let [before, there] = [day * DAY - FARTHEST, day * DAY + FARTHEST];
  // The day that clocks show never goes back, whatever they do to the hour.
  while (there - before > 1) {
    const middle = Math.floor((before + there) / 2);
    if (dayIn(zone, middle) >= day) there = middle;
    else before = middle;
  }
  return there;
}

/** Days from 1970-01-01 to the date that clocks in the zone show. */
function dayIn(zone: string, instant: Instant): number {
  const format = formatOf(zone);
  if (format === undefined) throw new RangeError(`There is no time zone ${JSON.stringify(zone)}.`);
  const shown = { year: 0, month: 0, day: 0 };
  for (const { type, value } of format.formatToParts(instant))
    if (type === 'year' || type === 'month' || type === 'day') shown[type] = Number(value);
  return Date.UTC(shown.year, shown.month - 1, shown.day) / DAY;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const options = { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn' } as const;
    const format = new Intl.DateTimeFormat('en', { ...options, year: 'numeric', month: 'numeric', day: 'numeric' });
    if (formats.size < MOST_FORMATS) formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}
