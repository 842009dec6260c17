/** What a period selects for certain, and what it leaves out for certain; what lies between is for the log to say. */
export interface PeriodBounds {
  /** From `certain.first` to `certain.last`, both in milliseconds and inclusive, everything belongs to the period. */
  readonly certain: { readonly first: number; readonly last: number };
  /** Nothing belongs to it before `possible.first` and after `possible.last`. */
  readonly possible: { readonly first: number; readonly last: number };
}

/** From where a reader looked at a log. */
export interface Viewpoint {
  /** When it was read: between these two moments. */
  readonly from: number;
  readonly to: number;
  /** Where no zone was named, it is not known where the reader's days begin. */
  readonly zone: string | undefined;
}

const dayLength = 24 * 60 * 60 * 1000;
/** By so much at most a day is longer or shorter when the clocks change. */
const change = 60 * 60 * 1000;

/**
 * The period of so many days with today as its last one, in the reader's zone. Whether the day that many days back belongs
 * to the last 7 days is a question of counting, and left to the log; the edges of days are not.
 */
export function periodBounds(days: number, { from, to, zone }: Viewpoint): PeriodBounds {
  const back = days === 1 ? 0 : days;
  if (zone === undefined) {
    // Wherever the reader is, today began within the last day there.
    return {
      certain: { first: to - (days - 1) * dayLength + (days === 1 ? 0 : change), last: from },
      possible: { first: from - (back + 1) * dayLength - change, last: to + dayLength + change },
    };
  }
  return {
    certain: { first: dayStart(zone, to, 1 - days), last: dayStart(zone, from, 1) - 1 },
    possible: { first: dayStart(zone, from, -back), last: dayStart(zone, to, 1) - 1 },
  };
}

/**
 * The moment at which the calendar day begins that lies `offset` days from that of `moment`: midnight on the clocks of the
 * zone or, where the clocks pass over midnight, the moment at which they do.
 */
function dayStart(zone: string, moment: number, offset: number): number {
  const midnight = (Math.floor(shownTime(zone, moment) / dayLength) + offset) * dayLength;
  const shifts = [midnight - dayLength, midnight + dayLength].map((around) => shownTime(zone, around) - around);
  const fitting = shifts.map((shift) => midnight - shift).filter((start) => shownTime(zone, start) === midnight);
  // Passed over: what the clocks showed before would have come to midnight at the moment of the change, or after it.
  if (fitting.length === 0)
    return firstAtOrAfter(zone, midnight, midnight - Math.max(...shifts), midnight - Math.min(...shifts));
  return Math.min(...fitting);
}

function firstAtOrAfter(zone: string, shown: number, from: number, to: number): number {
  let [before, after] = [from - 1, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (shownTime(zone, middle) >= shown) after = middle;
    else before = middle;
  }
  return after;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show, counted as if it were UTC. */
function shownTime(zone: string, moment: number): number {
  const date = { year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...date, ...time });
  formats.set(zone, format);
  const shown = format.format(moment);
  return Date.parse(`${shown.replace(' ', 'T').replace(',', '.')}Z`);
}
