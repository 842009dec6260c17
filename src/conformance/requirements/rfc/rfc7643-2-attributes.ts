import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Attributes: names, default characteristics, data types, multi-valued and unassigned attributes (RFC 7643 section 2). */
export const rfc7643Attributes: readonly Requirement[] = [
  rfc(
    'RFC7643-2.1-1',
    'MUST',
    'A server represents each resource as a JSON object that names its schemas in the "schemas" attribute.',
  ),
  rfc(
    'RFC7643-2.1-2',
    'MUST',
    'An attribute name begins with an ASCII letter and goes on with letters, digits, "$", "-" or "_" alone.',
  ),
  rfc('RFC7643-2.1-a', 'MUST', 'A server recognises an attribute in a request body whatever the case of its name.'),
  rfc(
    'RFC7643-2.2-1',
    'MUST',
    'An attribute whose definition does not declare it required may be left out of a resource, and the server creates the resource all the same.',
  ),
  rfc(
    'RFC7643-2.2-a',
    'MUST',
    'An attribute whose definition lists no canonical values is not limited to a list of values.',
  ),
  rfc(
    'RFC7643-2.2-b',
    'MUST',
    'A string attribute whose definition does not say that it is case exact is compared without regard to case.',
  ),
  rfc(
    'RFC7643-2.2-c',
    'MUST',
    'An attribute whose definition names no mutability, or "readWrite", can be changed by a client after the resource was created.',
  ),
  rfc(
    'RFC7643-2.2-d',
    'MUST',
    'An attribute whose definition names no "returned" characteristic comes back by default, without the client asking for it.',
  ),
  rfc(
    'RFC7643-2.2-e',
    'MUST',
    'A server enforces no uniqueness on an attribute whose definition does not declare any.',
  ),
  rfc('RFC7643-2.2-f', 'MUST', 'An attribute whose definition names no type, or "string", holds JSON strings.'),
  rfc(
    'RFC7643-2.3-1',
    'SHOULD',
    'Schema extensions use the data types that SCIM defines and bring in none of their own.',
  ),
  rfc(
    'RFC7643-2.3.1-a',
    'MUST',
    'A server keeps the Unicode text of a string attribute as it was given and returns it as a JSON string.',
  ),
  rfc(
    'RFC7643-2.3.2-a',
    'MUST',
    'A server represents a boolean value by the JSON literal true or false, never by a string or a number.',
  ),
  rfc('RFC7643-2.3.3-a', 'MUST', 'A server represents a decimal value by a JSON number and keeps its fraction.'),
  rfc(
    'RFC7643-2.3.4-1',
    'MUST',
    'An integer value is a whole JSON number, written without a fraction and without an exponent.',
  ),
  rfc(
    'RFC7643-2.3.5-1',
    'MUST',
    'A date and time value is a valid xsd:dateTime with both the date and the time in it.',
  ),
  rfc(
    'RFC7643-2.3.5-2',
    'MUST',
    'A date and time value travels as a JSON string that satisfies the constraints of xsd:dateTime, never as a number.',
  ),
  rfc('RFC7643-2.3.6-1', 'MUST', 'A binary value travels as base64 in the standard alphabet.'),
  rfc(
    'RFC7643-2.3.6-a',
    'MUST',
    "A server accepts base64 without its trailing padding where the attribute's definition does not say otherwise.",
  ),
  rfc(
    'RFC7643-2.3.7-1',
    'MUST',
    'The value of a reference attribute is an absolute or a relative URI of what it refers to.',
  ),
  rfc(
    'RFC7643-2.3.7-2',
    'MUST',
    "A relative reference to a resource is resolved against the service provider's root: all of the URI up to the endpoint, with its path segments.",
  ),
  rfc('RFC7643-2.3.7-3', 'MUST', 'A reference to a SCIM resource is a URI that can be addressed over HTTP.'),
  rfc(
    'RFC7643-2.3.7-4',
    'MUST',
    'A GET on the URI of a reference answers with the resource it refers to, or with a fitting HTTP status code.',
  ),
  rfc('RFC7643-2.3.7-a', 'MUST', 'A server keeps the case of a reference value, because references are case exact.'),
  rfc(
    'RFC7643-2.3.8-1',
    'MUST',
    'A server does not depend on the order in which the attributes of a JSON object are given.',
  ),
  rfc('RFC7643-2.3.8-2', 'MUST', 'No sub-attribute of a complex attribute is itself complex.'),
  rfc('RFC7643-2.3.8-a', 'MUST', 'A server represents a complex value as a JSON object of its sub-attributes.'),
  rfc(
    'RFC7643-2.4-1',
    'MUST',
    'A multi-valued attribute whose elements are objects is a complex attribute, with the sub-attributes as its parts.',
  ),
  rfc(
    'RFC7643-2.4-2',
    'MUST',
    'The sub-attributes "type", "primary", "display", "value" and "$ref" of a multi-valued attribute have no other meaning than the predefined one.',
  ),
  rfc('RFC7643-2.4-3', 'MUST', 'At most one value of a multi-valued attribute is marked as primary.'),
  rfc(
    'RFC7643-2.4-4',
    'MUST',
    'A value of a multi-valued attribute that says nothing of "primary" counts as not primary.',
  ),
  rfc(
    'RFC7643-2.4-5',
    'MUST',
    'URIs of one resource with an API version, without it, or with another version, are treated as equal.',
    'A target is reached at one base URI; whether another version of it exists, and how URIs that carry it are compared, stays inside whoever compares them.',
  ),
  rfc(
    'RFC7643-2.4-6',
    'SHOULD',
    'When it returns multi-valued attributes, a server gives their values in canonical form where one exists, for example the canonical "type".',
  ),
  rfc(
    'RFC7643-2.4-7',
    'SHOULD',
    'A server does not return the same pair of type and value twice in one multi-valued attribute.',
  ),
  rfc(
    'RFC7643-2.4-a',
    'MUST',
    'A server represents a multi-valued attribute as a JSON array, also when there is a single value.',
  ),
  rfc(
    'RFC7643-2.5-1',
    'MUST',
    'A server treats an attribute that is absent, null or an empty array as being in one and the same state.',
  ),
  rfc(
    'RFC7643-2.5-a',
    'MUST',
    'Setting an attribute to null, or a multi-valued one to an empty array, makes it unassigned.',
  ),
];
