/** `90s`, `-5s`, `1d12h`: whole numbers of days, hours, minutes, seconds and milliseconds. */
export const durationPattern = '^-?(?:\\d+(?:ms|s|m|h|d))+$';

/** A time of day in UTC: `00:00`, `23:59:59.999`. */
export const timeOfDayPattern = '^(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{3})?)?$';

export const dayLength = 86_400_000;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: dayLength };

/** Milliseconds of a text that fits `durationPattern`. */
export function parseDuration(text: string): number {
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhd])/gu)) total += Number(amount) * units[unit!]!;
  return text.startsWith('-') ? -total : total;
}

/** Milliseconds since midnight of a text that fits `timeOfDayPattern`. */
export function parseTimeOfDay(text: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = text.split(':');
  return Number(hours) * units['h']! + Number(minutes) * units['m']! + Math.round(Number(seconds) * 1_000);
}
