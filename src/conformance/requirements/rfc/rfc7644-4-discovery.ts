import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Discovery endpoints (RFC 7644 section 4). */
export const rfc7644Discovery: readonly Requirement[] = [
  rfc(
    'RFC7644-4-1',
    'MUST',
    '"/ServiceProviderConfig" answers with one JSON object of the schema "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig".',
  ),
  rfc('RFC7644-4-2', 'MUST', 'A GET of "/Schemas" returns all supported schemas in the form of a ListResponse.'),
  rfc('RFC7644-4-3', 'MUST', 'Several resource types or schemas are returned in the form of a ListResponse.'),
  rfc('RFC7644-4-4', 'MUST', 'The discovery endpoints ignore the query parameters for sorting and paging.'),
  rfc('RFC7644-4-5', 'SHOULD', 'The discovery endpoints refuse a query with a filter with 403 (Forbidden).'),
  rfc(
    'RFC7644-4-a',
    'MUST',
    'A single schema is returned at "/Schemas" followed by its URI, in the way a resource is.',
  ),
  rfc(
    'RFC7644-4-b',
    'MUST',
    'A single resource type is returned at "/ResourceTypes" followed by its identifier, in the way a resource is.',
  ),
  rfc(
    'RFC7644-4-c',
    'MUST',
    'Schemas and resource types are read-only: no request of a client creates, changes or deletes them.',
  ),
];
