import type { JsonValue } from '../kernel/index.ts';
import type { AttributeDefinition } from './schema.ts';

// Beyond ASCII a text needs preparation; within it, only its case may matter.
const beyondAscii = /[^\p{ASCII}]/u;
/** Full-width and half-width forms, and the ideographic space. */
const widthForms = /[\u3000\uFF01-\uFFEF]/gu;

/**
 * Prepares text for comparison (RFC 7644 sections 5 and 7.8). Without regard to case it follows the UsernameCaseMapped
 * profile of PRECIS (RFC 7613 section 3.2): width mapping, lower case, NFC; otherwise the OpaqueString profile: NFC.
 * Filters, sorting and uniqueness all compare what this returns, so that they agree on which values are the same.
 */
export function comparableText(text: string, caseExact: boolean): string {
  if (!beyondAscii.test(text)) return caseExact ? text : text.toLowerCase();
  if (caseExact) return text.normalize('NFC');
  return (
    text
      .replaceAll(widthForms, (character) => character.normalize('NFKC'))
      .toLowerCase()
      // A final sigma is the same letter; else a prefix of a word would not be found in it.
      .replaceAll('ς', 'σ')
      .normalize('NFC')
  );
}

/**
 * Whether two texts have another first or last character, so that no preparation makes them equal: an ASCII character
 * there becomes nothing but itself in lower case, or the base of a composed one. It spares most of the work of looking
 * for one value among many.
 */
export function differVisibly(left: string, right: string): boolean {
  return (
    differ(left.charCodeAt(0), right.charCodeAt(0)) ||
    differ(left.charCodeAt(left.length - 1), right.charCodeAt(right.length - 1))
  );
}

/** Letters that differ in case only differ in this bit; so do a few other characters, which are then looked at closely. */
const caseBit = 0x20;

function differ(left: number, right: number): boolean {
  return left < 0x80 && right < 0x80 && (left | caseBit) !== (right | caseBit);
}

/** Orders by Unicode code point, which is the same on every machine and in every locale (RFC 7644 section 3.4.2.3). */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    // Surrogates stand for code points above all others, but their code units lie below U+E000.
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

function rank(codeUnit: number): number {
  return codeUnit >= 0xd8_00 && codeUnit <= 0xdf_ff ? codeUnit + 0x1_00_00 : codeUnit;
}

/** XML Schema part 2, section 3.2.7, but for the length of months. */
const dateTime =
  /^(-?(?:\d{4}|[1-9]\d{4,}))(-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-4]):[0-5]\d:[0-5]\d)(?:\.(\d+))?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/u;

/**
 * Reads an xsd:dateTime (RFC 7643 section 2.3.5) as milliseconds since the epoch, with a fraction for what is finer.
 * A value without a zone is taken as UTC, so that the answer does not depend on the machine.
 *
 * @returns `undefined` when the text is no xsd:dateTime, names a day that the calendar does not have, or lies outside
 * of the 270,000 years on either side that ECMAScript counts.
 */
export function parseDateTime(text: string): number | undefined {
  const match = dateTime.exec(text);
  if (match === null) return undefined;
  const [, year = '', rest = '', month, day, hour, fraction, zone = 'Z'] = match;
  // There is no year zero in XML Schema 1.0, which RFC 7643 cites: the year before 0001 is -0001.
  const number = Number(year);
  if (number === 0 || Number(day) > daysInMonth(number < 0 ? number + 1 : number, Number(month))) return undefined;
  // The hour 24 is the end of a day and nothing after it; `Date.parse` sees to the minutes and seconds.
  if (hour === '24' && fraction !== undefined && Number(fraction) !== 0) return undefined;
  const milliseconds = Date.parse(`${year.length === 4 ? year : expandedYear(number)}${rest}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return fraction === undefined ? milliseconds : milliseconds + Number(`0.${fraction}`) * 1000;
}

/** A year that has not four digits, as ECMAScript writes it: with a sign, six digits, and a year zero. */
function expandedYear(year: number): string {
  const counted = year < 0 ? year + 1 : year;
  return `${counted < 0 ? '-' : '+'}${String(Math.abs(counted)).padStart(6, '0')}`;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** What two values of an attribute have in common exactly when they are equal. Of its own type, ready for a `Map`. */
export type ComparisonKey = string | number | boolean;

/**
 * The key under which a value of a simple attribute is compared for equality, by the attribute's type and case rule:
 * two values are equal exactly when their keys are. An index over these keys answers `eq`.
 *
 * @returns `undefined` for a value that is not of the attribute's type, and for no value.
 */
export function comparisonKey(attribute: AttributeDefinition, value: JsonValue | undefined): ComparisonKey | undefined {
  const { type } = attribute;
  if (typeof value === 'boolean') return type === 'boolean' ? value : undefined;
  if (typeof value === 'number') return type === 'integer' || type === 'decimal' ? value : undefined;
  if (typeof value !== 'string') return undefined;
  if (type === 'string') return comparableText(value, attribute.caseExact);
  if (type === 'dateTime') return parseDateTime(value);
  if (type === 'binary') return comparableBinary(value);
  return type === 'reference' ? comparableReference(attribute, value) : undefined;
}

/** Padding may be left out, and either alphabet of RFC 4648 be used (RFC 7643 section 2.3.6). */
function comparableBinary(text: string): string {
  return text.replace(/=+$/u, '').replaceAll('-', '+').replaceAll('_', '/');
}

const versionSegment = /\/v\d+(?=\/)/u;

/**
 * A reference is case exact (RFC 7643 section 2.3.7). That of a SCIM resource is the same one under every version of
 * the API: `/v2/Users/1` is `/Users/1` (section 2.4).
 */
function comparableReference(attribute: AttributeDefinition, text: string): string {
  const types = attribute.referenceTypes;
  const resource = types !== undefined && types.some((type) => type !== 'external' && type !== 'uri');
  return resource ? text.replace(versionSegment, '') : text;
}

/**
 * Orders two keys: numbers and instants by value, text by code point, false before true. Keys of different types, which
 * come from resource types that define one name differently, are kept apart.
 */
export function compareKeys(left: ComparisonKey, right: ComparisonKey): number {
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  if (left === right) return 0;
  if (typeof left !== typeof right) return typeof left < typeof right ? -1 : 1;
  return left < right ? -1 : 1;
}
