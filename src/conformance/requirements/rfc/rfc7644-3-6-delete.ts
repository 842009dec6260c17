import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Deleting resources (RFC 7644 section 3.6). */
export const rfc7644Delete: readonly Requirement[] = [
  rfc(
    'RFC7644-3.6-1',
    'MUST',
    'After a resource was deleted, a server answers every operation on it with 404 (Not Found).',
  ),
  rfc('RFC7644-3.6-2', 'MUST', 'A deleted resource is in no query result any more.'),
  rfc('RFC7644-3.6-3', 'SHOULD', 'A server does not count a deleted resource when it looks for conflicts.'),
  rfc('RFC7644-3.6-4', 'SHOULD', 'The "userName" of a deleted user can be given to a new one without a conflict.'),
  rfc('RFC7644-3.6-5', 'MUST', 'A server answers a successful DELETE with 204 (No Content).'),
];
