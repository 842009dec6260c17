import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Users, groups and the enterprise extension (RFC 7643 section 4). */
export const rfc7643CoreSchemas: readonly Requirement[] = [
  rfc('RFC7643-4.1.1-1', 'MUST', 'Each user has a non-empty "userName".'),
  rfc('RFC7643-4.1.1-2', 'MUST', 'No two users of a service provider have the same "userName".'),
  rfc('RFC7643-4.1.1-3', 'MUST', 'A server requires "userName" and compares it without regard to case.'),
  rfc(
    'RFC7643-4.1.1-4',
    'SHOULD',
    'Where a server returns both the formatted name of a user and its parts, the two describe the same name.',
  ),
  rfc(
    'RFC7643-4.1.1-5',
    'SHOULD',
    'The "displayName" of a user is the person\'s full name where it is known.',
    "Whether a label is a person's full name is a fact about the person; the RFC allows a handle in its place, and nothing in a response tells them apart.",
  ),
  rfc(
    'RFC7643-4.1.1-6',
    'SHOULD',
    '"displayName" is the label by which the service provider normally shows the user to people.',
    "It speaks of what the provider's own screens show, and SCIM gives no view of them.",
  ),
  rfc(
    'RFC7643-4.1.1-7',
    'SHOULD',
    '"nickName" does not stand for the user\'s login name: a server does not fill it with "userName".',
  ),
  rfc('RFC7643-4.1.1-8', 'MUST', 'A server never returns a password, in clear or hashed.'),
  rfc(
    'RFC7643-4.1.1-9',
    'SHOULD',
    'A server that keeps a password keeps it hashed.',
    'How a value is stored shows in no response, because a password is never returned.',
  ),
  rfc(
    'RFC7643-4.1.1-10',
    'SHOULD',
    'A server prepares a password for international comparison, holds it against its password policy and encrypts it before use.',
    'These steps happen inside the server, on a value that is never returned, and the policy is outside of the specification.',
  ),
  rfc(
    'RFC7643-4.1.1-11',
    'MUST',
    'A server that hands a clear-text password on to another system does so over a secured connection.',
    "The connection between the server and a system behind it is out of a client's sight.",
  ),
  rfc(
    'RFC7643-4.1.1-12',
    'MUST',
    'A server that must hold a password for a time before provisioning protects it, for example by encryption.',
    'It concerns storage inside the server, which no response shows.',
  ),
  rfc(
    'RFC7643-4.1.1-13',
    'MUST',
    '"password" can be written only: no representation of a user contains it, also when it is asked for by name.',
  ),
  rfc(
    'RFC7643-4.1.2-1',
    'SHOULD',
    'The value of an e-mail address follows the syntax of RFC 5321.',
    'The client chooses the value, and the RFC gives no reaction of a server to an address of another form.',
  ),
  rfc(
    'RFC7643-4.1.2-2',
    'SHOULD',
    'A server brings e-mail addresses into canonical form, with the domain in lower case.',
  ),
  rfc(
    'RFC7643-4.1.2-3',
    'SHOULD',
    'The value of a phone number has the form of a "tel" URI (RFC 3966).',
    'The client chooses the value, and the RFC gives no reaction of a server to a number in another form.',
  ),
  rfc(
    'RFC7643-4.1.2-4',
    'SHOULD',
    'A server brings phone numbers into the canonical form of RFC 3966 where that is appropriate.',
  ),
  rfc(
    'RFC7643-4.1.2-5',
    'SHOULD',
    'A server removes whitespace from instant messaging addresses and turns them into lower case where that is appropriate.',
  ),
  rfc(
    'RFC7643-4.1.2-6',
    'SHOULD',
    'The "type" of an instant messaging address is one of aim, gtalk, icq, xmpp, msn, skype, qq, yahoo and other.',
  ),
  rfc(
    'RFC7643-4.1.2-7',
    'MUST',
    'The URI of a photo leads to an image file and not to a page that shows one.',
    'The client gives the URI, what lies behind it is on a third system, and the server has no duty to look.',
  ),
  rfc(
    'RFC7643-4.1.2-8',
    'SHOULD',
    'Photos are portraits fit for display and not just any picture that the user has taken.',
    'What a picture shows is for people to judge, and it is the client that chooses it.',
  ),
  rfc(
    'RFC7643-4.1.2-9',
    'MUST',
    'The country of an address is an ISO 3166-1 alpha-2 code.',
    'The client chooses the value, the RFC gives no reaction of a server to another one, and its own example in section 8.2 has "USA".',
  ),
  rfc(
    'RFC7643-4.1.2-10',
    'SHOULD',
    'A group that a user\'s "groups" lists as direct is one whose membership clients can change through the group.',
  ),
  rfc(
    'RFC7643-4.1.2-11',
    'MUST',
    'Each element of a user\'s "groups" gives the id of the group as its value, and the group\'s URI as "$ref".',
  ),
  rfc('RFC7643-4.1.2-12', 'MUST', 'A user\'s "groups" is read-only: membership changes only through the group.'),
  rfc('RFC7643-4.1.2-13', 'MUST', "The value of a user's certificate is one DER-encoded X.509 certificate in base64."),
  rfc('RFC7643-4.1.2-14', 'MUST', 'One value of "x509Certificates" never holds several certificates.'),
  rfc('RFC7643-4.2-1', 'MUST', 'A server requires a "displayName" for each group.'),
  rfc(
    'RFC7643-4.3-1',
    'SHOULD',
    "The manager in the enterprise extension has the id of the manager's resource as its value.",
  ),
  rfc(
    'RFC7643-4.3-2',
    'SHOULD',
    'The manager in the enterprise extension has the URI of the manager\'s resource as "$ref".',
  ),
];
