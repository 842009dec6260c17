import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** The resource at /ServiceProviderConfig (RFC 7643 section 5). */
export const rfc7643ProviderConfiguration: readonly Requirement[] = [
  rfc('RFC7643-5-1', 'MUST', 'The service provider configuration has the complex attribute "patch".'),
  rfc(
    'RFC7643-5-2',
    'MUST',
    '"patch.supported" of the service provider configuration says by a boolean whether PATCH is supported.',
  ),
  rfc('RFC7643-5-3', 'MUST', 'The service provider configuration has the complex attribute "bulk".'),
  rfc(
    'RFC7643-5-4',
    'MUST',
    '"bulk.supported" of the service provider configuration says by a boolean whether bulk requests are supported.',
  ),
  rfc(
    'RFC7643-5-5',
    'MUST',
    '"bulk.maxOperations" of the service provider configuration gives by an integer how many operations one bulk request may hold.',
  ),
  rfc(
    'RFC7643-5-6',
    'MUST',
    '"bulk.maxPayloadSize" of the service provider configuration gives by an integer how many bytes one bulk request may have.',
  ),
  rfc('RFC7643-5-7', 'MUST', 'The service provider configuration has the complex attribute "filter".'),
  rfc(
    'RFC7643-5-8',
    'MUST',
    '"filter.supported" of the service provider configuration says by a boolean whether filters are supported.',
  ),
  rfc(
    'RFC7643-5-9',
    'MUST',
    '"filter.maxResults" of the service provider configuration gives by an integer how many resources one response holds at most.',
  ),
  rfc('RFC7643-5-10', 'MUST', 'The service provider configuration has the complex attribute "changePassword".'),
  rfc(
    'RFC7643-5-11',
    'MUST',
    '"changePassword.supported" of the service provider configuration says by a boolean whether a password can be changed.',
  ),
  rfc('RFC7643-5-12', 'MUST', 'The service provider configuration has the complex attribute "sort".'),
  rfc(
    'RFC7643-5-13',
    'MUST',
    '"sort.supported" of the service provider configuration says by a boolean whether results can be sorted.',
  ),
  rfc('RFC7643-5-14', 'MUST', 'The service provider configuration has the complex attribute "etag".'),
  rfc(
    'RFC7643-5-15',
    'MUST',
    '"etag.supported" of the service provider configuration says by a boolean whether resources are versioned with entity-tags.',
  ),
  rfc(
    'RFC7643-5-16',
    'SHOULD',
    'A server lets clients read its authentication schemes before they have authenticated.',
  ),
  rfc(
    'RFC7643-5-17',
    'MUST',
    'The service provider configuration has the multi-valued attribute "authenticationSchemes".',
  ),
  rfc(
    'RFC7643-5-18',
    'MUST',
    'Each authentication scheme has a "type": oauth, oauth2, oauthbearertoken, httpbasic or httpdigest, where one of these applies.',
  ),
  rfc('RFC7643-5-19', 'MUST', 'Each authentication scheme has a "name".'),
  rfc('RFC7643-5-20', 'MUST', 'Each authentication scheme has a "description".'),
  rfc('RFC7643-5-a', 'MUST', 'PATCH works if and only if the service provider configuration announces it.'),
  rfc('RFC7643-5-b', 'MUST', 'Bulk requests work if and only if the service provider configuration announces them.'),
  rfc('RFC7643-5-c', 'MUST', 'Filters work if and only if the service provider configuration announces them.'),
  rfc(
    'RFC7643-5-d',
    'MUST',
    'A client can change a password if and only if the service provider configuration announces it.',
  ),
  rfc('RFC7643-5-e', 'MUST', 'Sorting works if and only if the service provider configuration announces it.'),
  rfc(
    'RFC7643-5-f',
    'MUST',
    'Entity-tags are sent and honoured if and only if the service provider configuration announces them.',
  ),
  rfc('RFC7643-5-g', 'MUST', 'No response holds more resources than "filter.maxResults" announces.'),
  rfc(
    'RFC7643-5-h',
    'MUST',
    'All attributes of the service provider configuration are read-only: no request of a client changes them.',
  ),
];
