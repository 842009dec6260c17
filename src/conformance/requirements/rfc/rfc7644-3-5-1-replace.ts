import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Modifying and replacing with PUT (RFC 7644 sections 3.5 and 3.5.1). */
export const rfc7644Replace: readonly Requirement[] = [
  rfc('RFC7644-3.5-1', 'MUST', 'A server supports PUT.'),
  rfc('RFC7644-3.5-2', 'SHOULD', 'A server supports PATCH, so that large resources can be changed in part.'),
  rfc('RFC7644-3.5.1-1', 'MUST', 'A server does not create a resource on a PUT to an identifier that it never issued.'),
  rfc(
    'RFC7644-3.5.1-2',
    'MUST',
    'The values in a PUT replace the existing ones of attributes that a client may write.',
  ),
  rfc(
    'RFC7644-3.5.1-3',
    'MUST',
    'A server removes a writable attribute that a PUT leaves out, or sets it to a default.',
  ),
  rfc(
    'RFC7644-3.5.1-4',
    'MUST',
    'The values of an immutable attribute in a PUT match those that are set; if they differ, the server should refuse with 400 and the scimType "mutability".',
  ),
  rfc('RFC7644-3.5.1-5', 'MUST', 'A server applies a value from a PUT to an immutable attribute that had none.'),
  rfc('RFC7644-3.5.1-6', 'MUST', 'A server ignores the values of read-only attributes in a PUT.'),
  rfc('RFC7644-3.5.1-7', 'MUST', 'A PUT gives every required attribute; a server refuses one that does not.'),
  rfc('RFC7644-3.5.1-a', 'MUST', 'A server answers a successful PUT with 200 (OK) and the entire resource.'),
  rfc(
    'RFC7644-3.5.1-b',
    'MUST',
    'A server accepts null or an empty array in a PUT and leaves the attribute without a value, in place of a default.',
  ),
];
