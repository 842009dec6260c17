import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Status codes and error responses (RFC 7644 section 3.12). */
export const rfc7644Errors: readonly Requirement[] = [
  rfc('RFC7644-3.12-1', 'MUST', 'A server describes an error in the body of the response, as JSON.'),
  rfc('RFC7644-3.12-2', 'MUST', 'An error body gives the HTTP status code as a string in "status".'),
  rfc('RFC7644-3.12-3', 'SHOULD', "A server uses HTTP status codes as the RFC's table of status codes describes them."),
  rfc(
    'RFC7644-3.12-4',
    'SHOULD',
    'A client that is redirected by 307 goes on using the original URI and does not keep the one it was sent to.',
    "It is the client's duty what it keeps of a redirect, and the server sees no difference in one request.",
  ),
  rfc(
    'RFC7644-3.12-5',
    'SHOULD',
    'A client that is redirected by 308 uses the new URI from then on.',
    "It is the client's duty what it keeps of a redirect, and the server sees no difference in one request.",
  ),
  rfc(
    'RFC7644-3.12-6',
    'SHOULD',
    'With 500 (Internal Server Error), a server gives advice that helps to find the fault.',
    'No request of a client brings about an internal error in a correct server, and whether advice helps is for people to judge.',
  ),
  rfc(
    'RFC7644-3.12-7',
    'MUST',
    'Personal information is not transmitted in request URIs.',
    'It is the client that writes the URI; what a server may do about it has a requirement of its own (RFC7644-7.5.2-3).',
  ),
  rfc(
    'RFC7644-3.12-a',
    'MUST',
    'An error body is identified by the schema URI "urn:ietf:params:scim:api:messages:2.0:Error", and its "detail", where given, is text for people.',
  ),
  rfc(
    'RFC7644-3.12-b',
    'SHOULD',
    'A server that redirects a request with 307 or 308 says in "Location" where to repeat it.',
  ),
  rfc(
    'RFC7644-3.12-c',
    'SHOULD',
    'A server answers a request that cannot be parsed or that violates the schema with 400 (Bad Request).',
  ),
  rfc(
    'RFC7644-3.12-d',
    'SHOULD',
    'A server answers a request without a valid authorization header with 401 (Unauthorized).',
  ),
  rfc(
    'RFC7644-3.12-e',
    'SHOULD',
    'A server that refuses an operation to an authenticated client with 403 (Forbidden) leaves it without effect.',
  ),
  rfc(
    'RFC7644-3.12-f',
    'SHOULD',
    'A server answers a request for a resource or an endpoint that does not exist with 404 (Not Found).',
  ),
  rfc(
    'RFC7644-3.12-g',
    'SHOULD',
    'A server answers an attempt to make a duplicate resource, by create or by modification, with 409 (Conflict).',
  ),
  rfc(
    'RFC7644-3.12-h',
    'SHOULD',
    'A server answers an update that is conditional on an outdated version with 412 (Precondition Failed).',
  ),
  rfc('RFC7644-3.12-i', 'SHOULD', 'A server answers a POST that exceeds its size limits with 413 (Payload Too Large).'),
  rfc('RFC7644-3.12-j', 'SHOULD', 'A server answers an operation that it does not support with 501 (Not Implemented).'),
  rfc(
    'RFC7644-3.12-k',
    'SHOULD',
    'A server gives the scimType "invalidFilter" when a filter\'s syntax is wrong or its comparison is not supported, in queries and in PATCH paths.',
  ),
  rfc(
    'RFC7644-3.12-l',
    'SHOULD',
    'A server gives the scimType "tooMany" when a query has more results than it is willing to calculate.',
  ),
  rfc(
    'RFC7644-3.12-m',
    'SHOULD',
    'A server gives the scimType "uniqueness" when a value is already in use, in create, replace and modify requests.',
  ),
  rfc(
    'RFC7644-3.12-n',
    'SHOULD',
    'A server gives the scimType "mutability" when a modification does not fit the attribute\'s mutability or state.',
  ),
  rfc(
    'RFC7644-3.12-o',
    'SHOULD',
    'A server gives the scimType "invalidSyntax" when the structure of a request\'s body is wrong or does not conform to the schema of the request.',
  ),
  rfc(
    'RFC7644-3.12-p',
    'SHOULD',
    'A server gives the scimType "invalidPath" when the path of a PATCH operation is malformed.',
  ),
  rfc(
    'RFC7644-3.12-q',
    'SHOULD',
    'A server gives the scimType "noTarget" when the path of a PATCH operation leads to nothing that could be operated on.',
  ),
  rfc(
    'RFC7644-3.12-r',
    'SHOULD',
    'A server gives the scimType "invalidValue" when a required value is missing or a value does not fit the attribute\'s type.',
  ),
  rfc(
    'RFC7644-3.12-s',
    'SHOULD',
    'A server gives the scimType "invalidVers" when it does not support the protocol version that the URL asks for.',
  ),
  rfc(
    'RFC7644-3.12-t',
    'SHOULD',
    'A server that refuses a query because of sensitive information in its URI gives the scimType "sensitive".',
  ),
];
