import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Authentication and authorization (RFC 7644 section 2). */
export const rfc7644Authentication: readonly Requirement[] = [
  rfc(
    'RFC7644-2-1',
    'SHOULD',
    'Nobody uses tokens that were issued on weak or no authentication, except for single-use cases such as anonymous registration.',
    "How the issuer authenticated somebody before it gave out a token does not show in the token's use.",
  ),
  rfc(
    'RFC7644-2-2',
    'SHOULD',
    'Those who use HTTP Basic authentication combine it with further factors.',
    'It is advice for the choice of credentials when a system is set up; a SCIM request shows one of them at a time.',
  ),
  rfc(
    'RFC7644-2-3',
    'MUST',
    'A server names the authentication schemes that it supports in the "WWW-Authenticate" header of a refusal.',
  ),
  rfc(
    'RFC7644-2-4',
    'MUST',
    'A server maps the authenticated client to an access policy and gives resources only to clients whose policy allows it.',
  ),
  rfc(
    'RFC7644-2-5',
    'MUST',
    'A server maps each client, however it authenticated, to a security subject.',
    'The mapping is internal; the authorization model and the way it is arrived at are beyond the specification, as the same paragraph says.',
  ),
  rfc(
    'RFC7644-2-6',
    'SHOULD',
    'A server considers who makes a request, and whether the action is fitting for that subject on that resource.',
    "What the server considered does not show; the rules by which an action is fitting are the provider's own.",
  ),
  rfc(
    'RFC7644-2.1-1',
    'SHOULD',
    'Those who use tokens as authorization grants consider the kind of grant, its scopes and its subjects in their access rules.',
    "It asks for consideration when access rules are designed, and those rules are the provider's own.",
  ),
  rfc(
    'RFC7644-2.1-2',
    'MUST',
    'Those who use OAuth tokens take the threats and countermeasures of RFC 7521 section 8 into account.',
    'It asks for a threat analysis by the implementer, which is no behaviour on the wire.',
  ),
  rfc(
    'RFC7644-2.1-3',
    'MUST',
    'Those who use other tokens take the comparable threats and countermeasures of their specifications into account.',
    'It asks for a threat analysis by the implementer, which is no behaviour on the wire.',
  ),
];
