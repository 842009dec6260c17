import type { Instant } from './clock.ts';

/** What stands for a part of a moment in a pattern; everything else in one stands for itself. */
const TOKEN = /YYYY|MM|DD|HH|mm|ss|SSS/gu;

const FIELDS = {
  YYYY: 'year',
  MM: 'month',
  DD: 'day',
  HH: 'hour',
  mm: 'minute',
  ss: 'second',
  SSS: 'fractionalSecond',
} as const;

type Token = keyof typeof FIELDS;

/** The range of ECMAScript's time values, in milliseconds around 1970. */
const FARTHEST = 8.64e15;

/** Whether a number of milliseconds since 1970 is a moment that has a date. */
export function isInstant(milliseconds: number): milliseconds is Instant {
  return Number.isInteger(milliseconds) && Math.abs(milliseconds) <= FARTHEST;
}

/**
 * A moment as clocks and calendars of a time zone show it.
 * @param pattern for example `MM/DD/YYYY, HH:mm:ss.SSS`; numbers are filled up with zeros.
 * @throws RangeError for a zone that does not exist.
 */
export function formatInstant(pattern: string, instant: Instant, zone = 'UTC'): string {
  const parts = partsOf(instant, zone);
  return pattern.replaceAll(TOKEN, (token) => parts.get(FIELDS[tokenOf(token)]) ?? token);
}

/**
 * The moment that `formatInstant` shows as this text; the earlier one of two where clocks were set back.
 * @returns `undefined` where the text is not of the pattern, or names no moment that there was.
 */
export function parseFormattedInstant(pattern: string, text: string, zone = 'UTC'): Instant | undefined {
  const names: Token[] = [];
  const source = pattern
    .split(/(YYYY|MM|DD|HH|mm|ss|SSS)/u)
    .map((piece) => {
      if (!isToken(piece)) return piece.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
      names.push(piece);
      return `(\\d{${piece.length}})`;
    })
    .join('');
  const match = new RegExp(`^${source}$`, 'u').exec(text);
  if (match === null) return undefined;
  const values = new Map(names.map((name, index) => [name, Number(match[index + 1])]));
  const value = (token: Token, otherwise: number): number => values.get(token) ?? otherwise;
  const date = new Date(0);
  date.setUTCFullYear(value('YYYY', 1970), value('MM', 1) - 1, value('DD', 1));
  date.setUTCHours(value('HH', 0), value('mm', 0), value('ss', 0), value('SSS', 0));
  const shown = date.getTime();
  // Zones lie less than a day from UTC, and one whole hour or less lies between the two sides of a change.
  const candidates = [-1, 0, 1].map((days) => shown - offsetAt(shown + days * 86_400_000, zone));
  return candidates
    .toSorted((left, right) => left - right)
    .find((instant) => formatInstant(pattern, instant, zone) === text);
}

/** Milliseconds by which clocks of the zone are ahead of UTC. */
function offsetAt(instant: Instant, zone: string): number {
  const parts = partsOf(instant, zone);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milliseconds = 0] = Object.values(FIELDS).map(
    (field) => Number(parts.get(field)),
  );
  const shown = new Date(0);
  shown.setUTCFullYear(year, month - 1, day);
  shown.setUTCHours(hour, minute, second, milliseconds);
  return shown.getTime() - instant;
}

/** A zone can be spelled in many ways, and what a reader spells must not fill the memory. */
const MOST_FORMATS = 200;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  if (formats.size < MOST_FORMATS) formats.set(zone, format);
  return format;
}

function partsOf(instant: Instant, zone: string): ReadonlyMap<string, string> {
  const parts = formatOf(zone).formatToParts(instant);
  return new Map(parts.map(({ type, value }) => [type, type === 'year' ? value.padStart(4, '0') : value]));
}

function isToken(text: string): text is Token {
  return Object.hasOwn(FIELDS, text);
}

function tokenOf(text: string): Token {
  if (isToken(text)) return text;
  throw new RangeError(`"${text}" stands for no part of a moment.`);
}
