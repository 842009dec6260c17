import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Creating resources (RFC 7644 section 3.3). */
export const rfc7644Create: readonly Requirement[] = [
  rfc('RFC7644-3.3-1', 'MUST', 'When a server creates a resource, it processes each attribute by its mutability.'),
  rfc('RFC7644-3.3-2', 'MUST', 'A server ignores read-only attributes in the body of a create request.'),
  rfc('RFC7644-3.3-3', 'MUST', 'A server answers a successful create request with 201 (Created).'),
  rfc('RFC7644-3.3-4', 'SHOULD', 'The response to a create request contains the new resource.'),
  rfc(
    'RFC7644-3.3-5',
    'MUST',
    'A server gives the URI of a new resource in the "Location" header and in "meta.location" of the body.',
  ),
  rfc(
    'RFC7644-3.3-6',
    'MUST',
    'A server refuses a new resource that conflicts with another by 409 (Conflict) and the scimType "uniqueness".',
  ),
  rfc(
    'RFC7644-3.3.1-1',
    'MUST',
    'A server sets "meta.resourceType" to the resource type of the endpoint at which the resource was created.',
  ),
  rfc(
    'RFC7644-3.3-a',
    'MUST',
    'A server accepts null or an empty array in a create request and leaves the attribute without a value, in place of a default.',
  ),
];
