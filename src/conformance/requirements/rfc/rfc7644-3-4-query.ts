import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Retrieving and querying resources, apart from filters (RFC 7644 section 3.4). */
export const rfc7644Query: readonly Requirement[] = [
  rfc(
    'RFC7644-3.4.1-a',
    'MUST',
    'A server answers a GET of an existing resource with 200 (OK) and the resource in the body.',
  ),
  rfc('RFC7644-3.4.2-1', 'SHOULD', 'A server ignores query parameters that it does not know and answers the query.'),
  rfc(
    'RFC7644-3.4.2-2',
    'MUST',
    'The response to a query is identified by the schema URI "urn:ietf:params:scim:api:messages:2.0:ListResponse".',
  ),
  rfc('RFC7644-3.4.2-3', 'MUST', 'The response to a query gives the number of all matches in "totalResults".'),
  rfc('RFC7644-3.4.2-4', 'MUST', 'The response to a query has "Resources" when there are matches.'),
  rfc(
    'RFC7644-3.4.2-5',
    'MUST',
    'A page that holds part of the results gives in "startIndex" the 1-based place of its first result.',
  ),
  rfc(
    'RFC7644-3.4.2-6',
    'MUST',
    'A page that holds part of the results gives in "itemsPerPage" the number of resources in it.',
  ),
  rfc('RFC7644-3.4.2-7', 'MUST', 'A query without matches succeeds with 200 and a "totalResults" of 0.'),
  rfc(
    'RFC7644-3.4.2.1-1',
    'MUST',
    'A query at the root of the server covers the resources of all types, subject to its filter.',
  ),
  rfc(
    'RFC7644-3.4.2.1-2',
    'MUST',
    'A server that is asked for too many results refuses with 400 (Bad Request) and the scimType "tooMany".',
  ),
  rfc(
    'RFC7644-3.4.2.1-3',
    'MUST',
    'At an endpoint with several resource types, a server processes filters by the same rules as at any other.',
  ),
  rfc(
    'RFC7644-3.4.2.1-4',
    'MUST',
    'A server treats an attribute that a resource type does not have as one without a value.',
  ),
  rfc(
    'RFC7644-3.4.2.1-a',
    'MUST',
    'At the root of the server, a filter on "meta.resourceType" restricts a query to resource types.',
  ),
  rfc('RFC7644-3.4.2.3-1', 'MUST', 'A server orders the results by the attribute that "sortBy" names.'),
  rfc('RFC7644-3.4.2.3-2', 'MUST', 'When "sortBy" comes without "sortOrder", a server sorts in ascending order.'),
  rfc(
    'RFC7644-3.4.2.3-3',
    'MUST',
    'A server sorts by the type of the attribute: strings in Unicode order, with or without regard to case as "caseExact" says, dates and numbers by value.',
  ),
  rfc(
    'RFC7644-3.4.2.3-a',
    'MUST',
    'A server sorts by a multi-valued attribute through its primary value or, where none is primary, its first one.',
  ),
  rfc(
    'RFC7644-3.4.2.3-b',
    'MUST',
    'Resources without a value for "sortBy" come last in ascending order and first in descending order.',
  ),
  rfc(
    'RFC7644-3.4.2.3-c',
    'MUST',
    'With "sortOrder" set to "descending", a server gives the results in the reverse of ascending order.',
  ),
  rfc(
    'RFC7644-3.4.2.4-1',
    'MUST',
    'A client is prepared for inconsistent results, because index-based paging keeps no state.',
    "It is the client's duty to cope, and the RFC leaves every outcome of a concurrent change open to the server.",
  ),
  rfc('RFC7644-3.4.2.4-2', 'MUST', 'A server takes a "startIndex" below 1 for 1.'),
  rfc('RFC7644-3.4.2.4-3', 'MUST', 'A server returns no more resources on a page than "count" asks for.'),
  rfc('RFC7644-3.4.2.4-4', 'MUST', 'A server takes a negative "count" for 0.'),
  rfc('RFC7644-3.4.2.4-a', 'MUST', 'With a "count" of 0, a server returns "totalResults" and no resources.'),
  rfc('RFC7644-3.4.2.4-b', 'MUST', 'Without "startIndex", a server begins at the first result.'),
  rfc('RFC7644-3.4.2.4-c', 'MUST', '"totalResults" is the same on each page of a query and counts all matches.'),
  rfc(
    'RFC7644-3.4.2.4-d',
    'MUST',
    'Pages that follow one another by "startIndex" give each result once while nothing changes.',
  ),
  rfc(
    'RFC7644-3.4.2.5-1',
    'MUST',
    'The parameters "attributes" and "excludedAttributes" decide which attributes each returned resource has.',
  ),
  rfc('RFC7644-3.4.2.5-2', 'MUST', 'A server supports both "attributes" and "excludedAttributes" in queries.'),
  rfc(
    'RFC7644-3.4.2.5-3',
    'MUST',
    'The names in "attributes" are in standard attribute notation, with URN prefix and sub-attributes where needed.',
  ),
  rfc('RFC7644-3.4.2.5-4', 'MUST', '"excludedAttributes" has no effect on attributes that are always returned.'),
  rfc(
    'RFC7644-3.4.2.5-5',
    'MUST',
    'The names in "excludedAttributes" are in standard attribute notation, with URN prefix and sub-attributes where needed.',
  ),
  rfc('RFC7644-3.4.3-1', 'MUST', 'A POST to an endpoint with "/.search" at its end is a query and creates nothing.'),
  rfc(
    'RFC7644-3.4.3-2',
    'MUST',
    'A search request is identified by the schema URI "urn:ietf:params:scim:api:messages:2.0:SearchRequest".',
  ),
  rfc('RFC7644-3.4.3-3', 'MUST', 'The names in "attributes" of a search request are in standard attribute notation.'),
  rfc(
    'RFC7644-3.4.3-4',
    'MUST',
    '"excludedAttributes" of a search request has no effect on attributes that are always returned.',
  ),
  rfc(
    'RFC7644-3.4.3-5',
    'MUST',
    'The names in "excludedAttributes" of a search request are in standard attribute notation.',
  ),
  rfc(
    'RFC7644-3.4.3-6',
    'MUST',
    'The filter of a search request is a valid filter expression; a server refuses another.',
  ),
  rfc(
    'RFC7644-3.4.3-7',
    'MUST',
    'A server orders the results of a search request by the attribute that its "sortBy" names.',
  ),
  rfc('RFC7644-3.4.3-8', 'MUST', 'The "sortBy" of a search request is in standard attribute notation.'),
  rfc('RFC7644-3.4.3-a', 'MUST', 'A search request is answered just as the GET query with the same parameters.'),
];
