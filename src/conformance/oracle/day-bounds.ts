/** The first and the last millisecond of what a date filter's value names. */
export interface Bounds {
  readonly first: number;
  readonly last: number;
}

const dayLength = 24 * 60 * 60 * 1000;
const date = /^\d{4}-\d{2}-\d{2}$/u;
const dateTime = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/iu;

/** Reads a day (in UTC) or an instant of ISO 8601; `undefined` for anything else, also for a day of no calendar. */
export function boundsOf(value: string): Bounds | undefined {
  const day = date.test(value) ? value : dateTime.exec(value)?.[1];
  if (day === undefined) return undefined;
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
  if (date.test(value)) return { first: midnight, last: midnight + dayLength - 1 };
  const instant = Date.parse(value.toUpperCase());
  return Number.isNaN(instant) ? undefined : { first: instant, last: instant };
}
