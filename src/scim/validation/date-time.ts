/** `-`? yyyy `-` mm `-` dd `T` hh `:` mm `:` ss fraction? zone? (XML Schema part 2, section 3.2.7). */
const dateTime =
  /^(?<year>-?(?:[1-9]\d{4,}|\d{4}))-(?<month>\d{2})-(?<day>\d{2})T(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?<fraction>\.\d+)?(?:Z|[+-](?<zoneHour>\d{2}):(?<zoneMinute>\d{2}))?$/u;

/** Whether the text is an xsd:dateTime: both a date and a time, and a day that the calendar has. */
export function isDateTime(text: string): boolean {
  const parts = dateTime.exec(text)?.groups;
  if (parts === undefined) return false;
  const number = (name: string): number => Number(parts[name] ?? 0);
  const [year, month, day, hour, minute] = [
    number('year'),
    number('month'),
    number('day'),
    number('hour'),
    number('minute'),
  ];
  // There is no year zero in XML Schema 1.0, which RFC 7643 cites.
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  const midnight = hour === 24 && minute === 0 && number('second') === 0 && Number(parts['fraction'] ?? 0) === 0;
  if ((hour > 23 && !midnight) || minute > 59 || number('second') > 59) return false;
  return number('zoneMinute') <= 59 && number('zoneHour') * 60 + number('zoneMinute') <= 14 * 60;
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  // Without a year zero, the year before 1 is -1, and it is the leap year.
  const counted = year < 0 ? year + 1 : year;
  return counted % 4 === 0 && (counted % 100 !== 0 || counted % 400 === 0) ? 29 : 28;
}
