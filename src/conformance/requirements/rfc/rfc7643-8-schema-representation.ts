import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Characteristics of the standard attributes as the published schemas show them (RFC 7643 section 8.7). */
export const rfc7643SchemaRepresentation: readonly Requirement[] = [
  rfc(
    'RFC7643-8.7.1-a',
    'SHOULD',
    'The user schema defines "userName" as a required, case-insensitive, modifiable, singular string that is returned by default and unique on the server.',
  ),
  rfc(
    'RFC7643-8.7.1-b',
    'SHOULD',
    'The user schema defines "name" as an optional complex attribute with the strings formatted, familyName, givenName, middleName, honorificPrefix and honorificSuffix.',
  ),
  rfc(
    'RFC7643-8.7.1-c',
    'SHOULD',
    'The user schema defines displayName, nickName, title, userType, preferredLanguage, locale and timezone as optional, case-insensitive, modifiable strings.',
  ),
  rfc(
    'RFC7643-8.7.1-d',
    'SHOULD',
    'The user schema defines "profileUrl" and the value of "photos" as optional, modifiable references to external resources.',
  ),
  rfc(
    'RFC7643-8.7.1-e',
    'SHOULD',
    'The user schema defines "active" as an optional, modifiable boolean that is returned by default.',
  ),
  rfc(
    'RFC7643-8.7.1-f',
    'SHOULD',
    'The user schema defines "password" as an optional string that can be written only and is never returned.',
  ),
  rfc(
    'RFC7643-8.7.1-g',
    'SHOULD',
    'The user schema defines emails, phoneNumbers and ims as multi-valued complex attributes with value, display, a type with its canonical values, and primary.',
  ),
  rfc(
    'RFC7643-8.7.1-h',
    'SHOULD',
    'The user schema defines "addresses" as a multi-valued complex attribute with formatted, streetAddress, locality, region, postalCode, country and a type of work, home or other.',
  ),
  rfc(
    'RFC7643-8.7.1-i',
    'SHOULD',
    'The user schema defines "groups" and all of its sub-attributes as read-only, with the types direct and indirect.',
  ),
  rfc(
    'RFC7643-8.7.1-j',
    'SHOULD',
    'The user schema defines entitlements and roles as multi-valued complex attributes with value, display, a type without canonical values, and primary.',
  ),
  rfc(
    'RFC7643-8.7.1-k',
    'SHOULD',
    'The user schema defines "x509Certificates" as a multi-valued complex attribute whose value is binary.',
  ),
  rfc(
    'RFC7643-8.7.1-l',
    'SHOULD',
    'The group schema defines "displayName" as a case-insensitive, modifiable, singular string that is returned by default.',
  ),
  rfc(
    'RFC7643-8.7.1-m',
    'SHOULD',
    'The group schema defines "members" as a modifiable multi-valued attribute whose value, "$ref" and type cannot be changed once set.',
  ),
  rfc(
    'RFC7643-8.7.1-n',
    'SHOULD',
    'The enterprise extension defines employeeNumber, costCenter, organization, division and department as optional, case-insensitive, modifiable strings.',
  ),
  rfc(
    'RFC7643-8.7.1-o',
    'SHOULD',
    'The enterprise extension defines "manager" as a modifiable complex attribute with value, "$ref" and a read-only displayName.',
  ),
  rfc(
    'RFC7643-8.7.2-a',
    'MUST',
    'Where a server publishes the schemas of ServiceProviderConfig, ResourceType and Schema, they declare every attribute as read-only.',
  ),
];
