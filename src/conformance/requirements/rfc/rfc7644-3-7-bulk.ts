import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Bulk operations (RFC 7644 section 3.7). */
export const rfc7644Bulk: readonly Requirement[] = [
  rfc(
    'RFC7644-3.7-1',
    'MUST',
    'A bulk request has "Operations", each of which stands for one HTTP request; a server refuses one without it.',
  ),
  rfc(
    'RFC7644-3.7-2',
    'MUST',
    'Each bulk operation gives its "method": POST, PUT, PATCH or DELETE; a server refuses others.',
  ),
  rfc(
    'RFC7644-3.7-3',
    'MUST',
    'A bulk operation with the method POST gives a "bulkId"; a server refuses one that does not.',
  ),
  rfc(
    'RFC7644-3.7-4',
    'MUST',
    'Each operation of a bulk request gives its "path"; a server refuses one that does not.',
  ),
  rfc(
    'RFC7644-3.7-5',
    'MUST',
    'A bulk operation with the method POST, PUT or PATCH gives its "data"; a server refuses one that does not.',
  ),
  rfc(
    'RFC7644-3.7-6',
    'MUST',
    'Each operation of a bulk response gives the "location" of its resource, except for a POST that failed.',
  ),
  rfc(
    'RFC7644-3.7-7',
    'MUST',
    'The result of a bulk operation whose status is not in the 200 series includes the response body.',
  ),
  rfc('RFC7644-3.7-8', 'MUST', 'The result of a failed bulk operation has the SCIM error in its "response".'),
  rfc('RFC7644-3.7-9', 'MUST', 'A server answers a bulk job that it has processed with 200 (OK).'),
  rfc('RFC7644-3.7-10', 'MUST', 'A server answers a bulk job that it cannot process with a fitting HTTP error code.'),
  rfc('RFC7644-3.7-11', 'MUST', 'A server goes on with a bulk job as far as it can, in spite of operations that fail.'),
  rfc('RFC7644-3.7-12', 'MUST', 'A server returns the "bulkId" of each operation together with the resource created.'),
  rfc('RFC7644-3.7-13', 'MUST', 'A server that reorders bulk operations reaches the same state as in the order given.'),
  rfc(
    'RFC7644-3.7.1-1',
    'MUST',
    'A server tries to resolve circular references within a bulk job; if it cannot, it answers 409 (Conflict).',
  ),
  rfc(
    'RFC7644-3.7.2-1',
    'MUST',
    'A server replaces a reference "bulkId:…" by the identifier of the resource that was created under that bulkId.',
  ),
  rfc('RFC7644-3.7.2-2', 'MUST', 'A server resolves "bulkId:…" in the references of extensions as well.'),
  rfc(
    'RFC7644-3.7.3-1',
    'MUST',
    'The response to a bulk request contains the result of every operation that was processed.',
  ),
  rfc(
    'RFC7644-3.7.3-2',
    'MUST',
    'A server returns the location of the resource for every bulk operation but a failed POST.',
  ),
  rfc(
    'RFC7644-3.7.3-3',
    'MUST',
    'The status of a bulk operation gives the HTTP status code that the single request would have had.',
  ),
  rfc('RFC7644-3.7.3-4', 'MUST', 'The result of a failed bulk operation explains the error in words.'),
  rfc(
    'RFC7644-3.7.4-1',
    'MUST',
    'A server defines how many operations and how many bytes a bulk request may have at most.',
  ),
  rfc(
    'RFC7644-3.7.4-2',
    'MUST',
    'A server answers a bulk request that exceeds one of its limits with 413 (Payload Too Large).',
  ),
  rfc('RFC7644-3.7.4-3', 'MUST', 'The error for a bulk request that is too large names the limit that was exceeded.'),
  rfc(
    'RFC7644-3.7-a',
    'MUST',
    'The response to a bulk request is identified by the schema URI "urn:ietf:params:scim:api:messages:2.0:BulkResponse".',
  ),
  rfc(
    'RFC7644-3.7-b',
    'MUST',
    'A bulk request is identified by the schema URI "urn:ietf:params:scim:api:messages:2.0:BulkRequest".',
  ),
  rfc(
    'RFC7644-3.7-c',
    'MUST',
    'A server stops a bulk job when as many operations have failed as "failOnErrors" says, and returns the results so far.',
  ),
  rfc(
    'RFC7644-3.7-d',
    'SHOULD',
    'Where entity-tags are supported, a bulk operation with the "version" of an older state fails and changes nothing.',
  ),
];
