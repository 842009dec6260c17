import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Versions of the protocol and of resources (RFC 7644 sections 3.13 and 3.14). */
export const rfc7644Versions: readonly Requirement[] = [
  rfc(
    'RFC7644-3.13-1',
    'MUST',
    'A version in the URL stands right before the endpoint and is the letter "v" with the number of the SCIM version.',
  ),
  rfc(
    'RFC7644-3.13-2',
    'MUST',
    'When the URL names a protocol version, a server works by that version or refuses the request.',
  ),
  rfc(
    'RFC7644-3.13-3',
    'SHOULD',
    'When the URL names no protocol version, a server works by the most recent one that it supports.',
    'A target is reached at one base URI, and only its provider knows which versions it supports beside it.',
  ),
  rfc(
    'RFC7644-3.14-1',
    'MUST',
    'A server that supports entity-tags gives them in the "ETag" header, and should give them in "meta.version" too.',
  ),
  rfc(
    'RFC7644-3.14-a',
    'MUST',
    'A server answers a GET with a matching "If-None-Match" by 304 (Not Modified) without a body.',
  ),
  rfc(
    'RFC7644-3.14-b',
    'MUST',
    'A server carries out a PUT or PATCH with "If-Match" only if the entity-tag is that of the resource\'s latest version.',
  ),
  rfc('RFC7644-3.14-c', 'MUST', 'Each change of a resource gives it a new version.'),
];
