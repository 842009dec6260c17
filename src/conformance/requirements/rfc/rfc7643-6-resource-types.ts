import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** The resources at /ResourceTypes (RFC 7643 section 6). */
export const rfc7643ResourceTypes: readonly Requirement[] = [
  rfc(
    'RFC7643-6-1',
    'MUST',
    'A resource type has all the attributes of its schema except those that the RFC declares optional.',
  ),
  rfc('RFC7643-6-2', 'MUST', 'A server names each of its resource types, for example "User" or "Group".'),
  rfc('RFC7643-6-3', 'MUST', 'A resource type has a "name", and "meta.resourceType" of its resources refers to it.'),
  rfc('RFC7643-6-4', 'MUST', 'A server describes each of its resource types.'),
  rfc('RFC7643-6-5', 'MUST', 'A resource type has an "endpoint", relative to the base URL.'),
  rfc('RFC7643-6-6', 'MUST', 'The base schema that a resource type names is the id of a published schema.'),
  rfc('RFC7643-6-7', 'MUST', 'A resource type has a "schema": the URI of its base schema.'),
  rfc('RFC7643-6-8', 'MUST', 'Each extension that a resource type names is the id of a published schema.'),
  rfc('RFC7643-6-9', 'MUST', 'Each schema extension of a resource type has a "schema": the URI of the extension.'),
  rfc(
    'RFC7643-6-10',
    'MUST',
    'A resource of a type with a required extension contains that extension and the attributes that the extension requires.',
  ),
  rfc(
    'RFC7643-6-11',
    'MUST',
    'Each schema extension of a resource type says by the boolean "required" whether resources must have it.',
  ),
  rfc('RFC7643-6-a', 'MUST', 'The endpoint of each resource type answers over HTTP below the base URL.'),
  rfc('RFC7643-6-b', 'MUST', 'A resource may leave out an extension that its type does not require.'),
];
