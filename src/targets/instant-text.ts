import type { Instant } from '../kernel/index.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)([Zz]|[+-]\d{2}:?\d{2})?$/u;

/**
 * Reads an ISO 8601 date and time of the Gregorian calendar; digits beyond the millisecond are cut off.
 * @param assumed the offset of a text that has none: without it, such a text is no instant
 * @returns `undefined` for anything else, also for a day that is in no calendar
 */
export function parseInstant(text: string, assumed?: 'Z'): Instant | undefined {
  const [, day, time = '', offset = assumed] = dateTime.exec(text) ?? [];
  if (day === undefined || offset === undefined || startOfDay(day) === undefined) return undefined;
  const zone = offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/u, '$1:$2');
  const instant = Date.parse(`${day}T${time.replace(',', '.')}${zone}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The first millisecond of a day in UTC, given as `2026-05-13`. */
export function startOfDay(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return undefined;
  const start = Date.parse(`${text}T00:00:00.000Z`);
  // A day such as February 30 rolls over to another one: then the text does not come back.
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(text) ? start : undefined;
}
