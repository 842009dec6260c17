import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** International strings and security considerations (RFC 7644 sections 5 and 7). */
export const rfc7644Security: readonly Requirement[] = [
  rfc(
    'RFC7644-5-1',
    'MUST',
    'A server prepares user names and passwords by the PRECIS rules before it compares them or looks whether they are unique.',
  ),
  rfc(
    'RFC7644-7.1-1',
    'MUST',
    'A client writes no user name and password into an "http" URI.',
    "It is the client's duty; the part before the host never reaches the server, since HTTP does not transmit it.",
  ),
  rfc(
    'RFC7644-7.2-1',
    'MUST',
    'Clients and servers use SCIM over transport-layer security alone.',
    'It concerns the transport beneath HTTP, and a target may be reached in process or behind a proxy that ends TLS.',
  ),
  rfc(
    'RFC7644-7.2-2',
    'MUST',
    'A server supports TLS 1.2.',
    'It concerns the transport beneath HTTP, which may be provided by a proxy before the server.',
  ),
  rfc(
    'RFC7644-7.2-3',
    'MUST',
    'A client that uses TLS verifies the identity of the server.',
    "It is the client's duty in the TLS handshake, beneath HTTP.",
  ),
  rfc(
    'RFC7644-7.3-1',
    'MUST',
    'Those who use authorization tokens take the threats and countermeasures of RFC 7521 section 8 into account.',
    'It asks for a threat analysis by the implementer, which is no behaviour on the wire.',
  ),
  rfc(
    'RFC7644-7.4-1',
    'MUST',
    'Bearer tokens and cookies have enough entropy that they cannot be guessed.',
    'A run is given one or two tokens by hand; how they were drawn cannot be told from so few.',
  ),
  rfc(
    'RFC7644-7.4-2',
    'MUST',
    'Bearer tokens and cookies are exchanged over TLS alone.',
    'It concerns the transport beneath HTTP, and a target may be reached in process or behind a proxy that ends TLS.',
  ),
  rfc('RFC7644-7.4-3', 'MUST', 'Bearer tokens have a limited lifetime: a server refuses one that has expired.'),
  rfc(
    'RFC7644-7.4-4',
    'SHOULD',
    'An authentication cookie lasts no longer than the session of the browser.',
    'It concerns browser sessions of a web application; SCIM clients authenticate by header and are given no cookie.',
  ),
  rfc(
    'RFC7644-7.5.1-1',
    'MUST',
    'Those who implement or run SCIM consider the privacy considerations of RFC 7643.',
    'It asks for consideration by people, which is no behaviour on the wire.',
  ),
  rfc(
    'RFC7644-7.5.2-1',
    'SHOULD',
    'A client considers whether the content of a filter in a URI could breach confidentiality.',
    'It asks for consideration by the client before it sends anything.',
  ),
  rfc(
    'RFC7644-7.5.2-2',
    'SHOULD',
    'A client sends queries on sensitive information by POST.',
    "It is the client's choice of method; that a server takes queries by POST has requirements of its own (RFC7644-3.4.3-1).",
  ),
  rfc(
    'RFC7644-7.5.2-3',
    'SHOULD',
    'A server answers a GET whose filter holds sensitive or confidential information with 403 (Forbidden).',
  ),
  rfc(
    'RFC7644-7.7-1',
    'SHOULD',
    'Administrators follow RFC 6819 section 5.1.4.1 where credentials are stored: checked input, no clear text, hashing or other encryption.',
    'It is advice to administrators on storage and operation, which no SCIM request reaches.',
  ),
  rfc(
    'RFC7644-7.7-2',
    'SHOULD',
    'Those who run a server take countermeasures against online attacks on secrets, such as password policies, locks and delays.',
    'It is advice to administrators on logging in, and SCIM has no operation for that.',
  ),
  rfc(
    'RFC7644-7.7-3',
    'SHOULD',
    'A server has an access model that tells clients and their needs apart, and gives users rights on their own profile.',
    "The access model is the provider's own; a run with one credential sees one row of it.",
  ),
  rfc('RFC7644-7.8-1', 'MUST', 'A server prepares strings for comparison before it evaluates filters or uniqueness.'),
];
