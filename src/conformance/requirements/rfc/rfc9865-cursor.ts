import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Cursor-based pagination (RFC 9865). */
export const rfc9865Cursor: readonly Requirement[] = [
  rfc(
    'RFC9865-2-1',
    'MUST',
    'The first request of a query with cursors has an empty "cursor" or none; a server answers it with the first page.',
  ),
  rfc('RFC9865-2-2', 'MUST', 'In a query with cursors, a server takes a negative "count" for 0.'),
  rfc(
    'RFC9865-2-3',
    'MUST',
    'In a query with cursors, a server returns no more resources on a page than "count" asks for.',
  ),
  rfc('RFC9865-2-4', 'MUST', 'A page has a "nextCursor" if and only if more pages follow.'),
  rfc('RFC9865-2-5', 'MUST', 'The first page has no "previousCursor".'),
  rfc(
    'RFC9865-2-6',
    'MUST',
    'A client asks for the next page at the same endpoint, with the same parameters and the cursor of the page before; a server gives it then.',
  ),
  rfc(
    'RFC9865-2.1-1',
    'SHOULD',
    'A server answers invalid paging parameters with a fitting error status and a SCIM error body.',
  ),
  rfc('RFC9865-2.1-2', 'SHOULD', 'A server refuses a cursor that is neither empty nor one that it gave out.'),
  rfc(
    'RFC9865-2.4-1',
    'MUST',
    'A server with both ways of paging has a default one, which it uses when a query names neither.',
  ),
  rfc(
    'RFC9865-4-1',
    'SHOULD',
    'A server with cursors says so in the attribute "pagination" of the service provider configuration.',
  ),
  rfc('RFC9865-4-2', 'MUST', '"pagination.cursor" says by a boolean whether paging by cursor is supported.'),
  rfc('RFC9865-4-3', 'MUST', '"pagination.index" says by a boolean whether paging by index is supported.'),
  rfc(
    'RFC9865-4-4',
    'MUST',
    'A client does not take the lack of published paging values for the absence of limits and defaults.',
    'It is the conclusion that a client draws for itself from what is not there.',
  ),
  rfc(
    'RFC9865-5.2-1',
    'MUST',
    'A page holds nothing that the requester may not see, even if the cursor was given to somebody else.',
  ),
  rfc('RFC9865-5.2-2', 'MUST', 'A server checks authorization on every page: a cursor alone gives no access.'),
  rfc(
    'RFC9865-5.2-3',
    'SHOULD',
    "A server makes the cursors of an actor invalid as soon as that actor's permissions change.",
    'SCIM has no operation that changes the permissions of the caller, so that the change cannot be brought about from outside.',
  ),
  rfc('RFC9865-5.2-4', 'MUST', 'A server handles paging errors without exposing data.'),
  rfc(
    'RFC9865-2-a',
    'MUST',
    'A cursor consists of characters that need no escaping in a URL: letters, digits, "-", ".", "_" and "~".',
  ),
  rfc('RFC9865-2-b', 'MUST', 'With a "count" of 0, a query with cursors returns "totalResults" and no resources.'),
  rfc('RFC9865-2-c', 'MUST', '"previousCursor", where a server gives it, leads to the page before.'),
  rfc(
    'RFC9865-2-d',
    'SHOULD',
    '"totalResults" of a page, where a server gives it, is the number of the results on all pages.',
  ),
  rfc(
    'RFC9865-2-e',
    'MUST',
    'Pages that follow one another by "nextCursor" give each result once while nothing changes.',
  ),
  rfc('RFC9865-2.1-a', 'SHOULD', 'A server refuses an invalid cursor with 400 and the scimType "invalidCursor".'),
  rfc(
    'RFC9865-2.1-b',
    'SHOULD',
    'A server refuses a cursor that has expired with 400 and the scimType "expiredCursor".',
  ),
  rfc(
    'RFC9865-2.1-c',
    'SHOULD',
    'A server refuses a "count" that differs from that of the first page, or that is above its limit, with 400 and the scimType "invalidCount".',
  ),
  rfc(
    'RFC9865-2.2-a',
    'SHOULD',
    'Where a server sorts, the pages of a query with cursors follow one another in that order.',
  ),
  rfc(
    'RFC9865-2.4-a',
    'MUST',
    'With both ways of paging, "startIndex" asks for paging by index and "cursor" for paging by cursor.',
  ),
  rfc('RFC9865-3-a', 'MUST', 'A search request takes "cursor" and "count" in its body, as a query does in its URL.'),
  rfc(
    'RFC9865-4-a',
    'MUST',
    '"pagination.defaultPaginationMethod" is "cursor" or "index", and a query that names neither is paged so.',
  ),
  rfc(
    'RFC9865-4-b',
    'MUST',
    '"pagination.defaultPageSize" is a positive integer, and a page holds no more when a query has no "count".',
  ),
  rfc(
    'RFC9865-4-c',
    'MUST',
    '"pagination.maxPageSize" is a positive integer, and no page holds more whatever "count" says.',
  ),
  rfc(
    'RFC9865-4-d',
    'MUST',
    '"pagination.cursorTimeout" is a positive integer: the number of seconds for which a cursor is valid at least.',
  ),
];
