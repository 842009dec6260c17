import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Messages, endpoints and methods (RFC 7644 sections 3.1 and 3.2). */
export const rfc7644Messages: readonly Requirement[] = [
  rfc('RFC7644-3.1-1', 'MUST', 'The schema URI of a SCIM message begins with "urn:ietf:params:scim:api:".'),
  rfc('RFC7644-3.1-2', 'MUST', 'The schemas of SCIM messages cannot be discovered at the "/Schemas" endpoint.'),
  rfc(
    'RFC7644-3.1-3',
    'SHOULD',
    'A client does not expect to get a resource back with exactly the schema and values that it sent.',
    "It is an expectation on the client's side, which a server neither meets nor breaks.",
  ),
  rfc('RFC7644-3.1-4', 'MUST', 'A response shows the state of the resource as the server has understood it.'),
  rfc('RFC7644-3.1-a', 'MUST', 'A server sends its responses with the media type "application/scim+json".'),
  rfc(
    'RFC7644-3.2-1',
    'SHOULD',
    'The endpoint of an extended resource type is the name of the resource with an "s" at its end.',
  ),
  rfc(
    'RFC7644-3.2-2',
    'SHOULD',
    'Clients find the endpoints of resources at "/ResourceTypes", so it lists every endpoint that serves resources.',
  ),
  rfc('RFC7644-3.2-3', 'MUST', 'PUT does not create resources.'),
  rfc(
    'RFC7644-3.2-4',
    'SHOULD',
    'A server gives the status of an error as the HTTP status code and once more in the body.',
  ),
];
