import type { JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition } from '../schema.ts';
import { isDateTime } from './date-time.ts';

/**
 * What is wrong with a single value of a simple attribute: the end of a sentence that begins with the attribute's name.
 *
 * @returns `undefined` when the value is of the attribute's type (RFC 7643 section 2.3).
 */
export function faultOfValue(definition: AttributeDefinition, value: JsonValue): string | undefined {
  switch (definition.type) {
    case 'string':
      return faultOfString(value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';
    case 'integer':
      return faultOfInteger(value);
    case 'dateTime':
      return typeof value === 'string' && isDateTime(value)
        ? undefined
        : 'must be an xsd:dateTime with date and time, such as 2008-01-23T04:56:22Z';
    case 'binary':
      return typeof value === 'string' && isBase64(value) ? undefined : 'must be base64';
    case 'reference':
      return typeof value === 'string' && isUriReference(value) ? undefined : 'must be an absolute or relative URI';
    case 'complex':
      return 'must be an object';
    default:
      return definition.type satisfies never;
  }
}

function faultOfString(value: JsonValue): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  // A lone surrogate is no Unicode character and has no UTF-8 encoding (RFC 7643 section 2.3.1).
  return value.isWellFormed() ? undefined : 'must consist of Unicode characters';
}

function faultOfInteger(value: JsonValue): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'must be a whole number';
  // Beyond this JSON numbers do not survive most parsers (RFC 8259 section 6), ours included.
  return Number.isSafeInteger(value) ? undefined : 'must lie within ±9007199254740991';
}

/**
 * RFC 4648 section 4 or, since a schema may ask for it and none can say so, section 5; with or without padding
 * (RFC 7643 section 2.3.6). Other characters, line ends among them, make it invalid (RFC 4648 section 3.3).
 */
function isBase64(value: string): boolean {
  const body = value.replace(/={1,2}$/u, '');
  if (!/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)$/u.test(body) || body.length % 4 === 1) return false;
  return body.length === value.length || value.length % 4 === 0;
}

/** A URI-reference by the characters of RFC 3986: those that must be percent-encoded do not occur. */
function isUriReference(value: string): boolean {
  return /^(?:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$/u.test(value);
}
