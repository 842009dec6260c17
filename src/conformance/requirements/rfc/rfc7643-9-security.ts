import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Security considerations (RFC 7643 section 9). */
export const rfc7643Security: readonly Requirement[] = [
  rfc(
    'RFC7643-9.2-1',
    'MUST',
    'A server does not store passwords in clear text.',
    'How a value is stored shows in no response, because a password is never returned.',
  ),
  rfc(
    'RFC7643-9.2-2',
    'SHOULD',
    'Those who run a server protect stored credentials as RFC 6819 section 5.1.4.1 recommends.',
    'It is advice to administrators on storage and operation, which no SCIM request reaches.',
  ),
];
