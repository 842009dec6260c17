import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** The resources at /Schemas and what attribute characteristics mean (RFC 7643 section 7). */
export const rfc7643SchemaDefinition: readonly Requirement[] = [
  rfc(
    'RFC7643-7-1',
    'MUST',
    'A schema has all the attributes of the schema for schemas except those that the RFC declares optional.',
  ),
  rfc('RFC7643-7-2', 'MUST', "A server gives each of its schemas the schema's URI as identifier."),
  rfc('RFC7643-7-3', 'MUST', 'A schema has an "id", unique among the schemas.'),
  rfc('RFC7643-7-4', 'MUST', 'A server names each of its schemas.'),
  rfc('RFC7643-7-5', 'MUST', 'A server describes each of its schemas.'),
  rfc('RFC7643-7-6', 'SHOULD', 'The definition of a complex attribute lists its sub-attributes.'),
  rfc('RFC7643-7-7', 'MUST', 'A server describes each attribute that it defines.'),
  rfc('RFC7643-7-8', 'MUST', 'A server evaluates filters on a case-exact attribute with regard to case.'),
  rfc('RFC7643-7-9', 'MUST', 'A server keeps the case of every value of a case-exact attribute as it was submitted.'),
  rfc('RFC7643-7-10', 'MUST', 'A server does not let a client change a read-only attribute.'),
  rfc('RFC7643-7-11', 'MUST', 'A server does not update an immutable attribute once it has a value.'),
  rfc('RFC7643-7-12', 'MUST', 'A server never returns a value of a write-only attribute.'),
  rfc(
    'RFC7643-7-13',
    'SHOULD',
    'The values of an attribute with uniqueness "server" are unique within the endpoint or tenancy.',
  ),
  rfc(
    'RFC7643-7-14',
    'SHOULD',
    'No two resources of a server hold the same value in an attribute with uniqueness "server".',
  ),
  rfc(
    'RFC7643-7-15',
    'SHOULD',
    'The values of an attribute with uniqueness "global" are unique, on the same server in any case.',
  ),
  rfc(
    'RFC7643-7-16',
    'SHOULD',
    'No two resources on any servers hold the same value in an attribute with uniqueness "global".',
    'It takes a look at every SCIM server there is; a client sees the one under test.',
  ),
  rfc('RFC7643-7-a', 'MUST', 'Each schema URI that a resource names has a corresponding schema resource.'),
  rfc(
    'RFC7643-7-b',
    'MUST',
    'The data type, mutability, return and uniqueness of an attribute are given by the keywords that the RFC defines.',
  ),
  rfc(
    'RFC7643-7-c',
    'MUST',
    '"referenceTypes" is given for references alone and names resource types, "external" or "uri".',
  ),
  rfc(
    'RFC7643-7-d',
    'MUST',
    'A server returns an attribute whose "returned" is "always" whatever a client selects or excludes.',
  ),
  rfc(
    'RFC7643-7-e',
    'MUST',
    'A server never returns an attribute whose "returned" is "never", also when it is asked for.',
  ),
  rfc(
    'RFC7643-7-f',
    'MUST',
    'When a client names attributes, a server returns an attribute whose "returned" is "default" only if it is among them.',
  ),
  rfc(
    'RFC7643-7-g',
    'MUST',
    'A server returns an attribute whose "returned" is "request" in a query only if the client names it, and in a write if the client gave it.',
  ),
  rfc('RFC7643-7-h', 'MUST', 'A server lets a client set an immutable attribute when it creates the resource.'),
];
