import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Resources: "schemas", the common attributes and extensions (RFC 7643 section 3). */
export const rfc7643Resources: readonly Requirement[] = [
  rfc(
    'RFC7643-3-1',
    'MUST',
    'Each resource and message carries a "schemas" attribute: an array of strings with the URIs of the schemas that define its attributes.',
  ),
  rfc('RFC7643-3-2', 'MUST', 'The "schemas" array of a representation is never empty.'),
  rfc(
    'RFC7643-3-3',
    'MUST',
    'The "schemas" attribute of a resource names the base schema and the extensions of its resource type and nothing else.',
  ),
  rfc('RFC7643-3-4', 'MUST', 'No URI stands twice in a "schemas" attribute.'),
  rfc('RFC7643-3-5', 'MUST', 'The order of the values in "schemas" makes no difference to a server.'),
  rfc('RFC7643-3-6', 'MUST', 'The common attributes belong to every resource, whatever its "schemas" attribute says.'),
  rfc(
    'RFC7643-3-a',
    'MUST',
    'When a resource holds attributes of an extension, its "schemas" attribute names that extension.',
  ),
  rfc(
    'RFC7643-3.1-1',
    'MUST',
    "The common attributes are defined for resources of every type except the service provider's configuration and resource types.",
  ),
  rfc('RFC7643-3.1-2', 'MUST', 'A server assigns "id" and "meta" with its sub-attributes when it accepts a resource.'),
  rfc(
    'RFC7643-3.1-3',
    'MUST',
    'The characteristics that the RFC gives the common attributes prevail over others that a published schema may list for them.',
  ),
  rfc('RFC7643-3.1-4', 'MUST', 'Each representation of a resource contains a non-empty "id".'),
  rfc('RFC7643-3.1-5', 'MUST', 'An "id" is unique among all resources of the service provider, across resource types.'),
  rfc('RFC7643-3.1-6', 'MUST', 'The "id" of a resource never changes and is never given to another resource.'),
  rfc(
    'RFC7643-3.1-7',
    'MUST',
    'The server alone issues "id": one that a client sends does not become the resource\'s id.',
  ),
  rfc('RFC7643-3.1-8', 'MUST', 'No identifier that a server issues contains the reserved word "bulkId".'),
  rfc(
    'RFC7643-3.1-9',
    'MUST',
    'A server does not make up an "externalId": it has the value that the client gave, or none.',
  ),
  rfc(
    'RFC7643-3.1-10',
    'MUST',
    'A server understands "externalId" within the provisioning domain of its client, so that one domain\'s values never meet those of another.',
  ),
  rfc('RFC7643-3.1-11', 'MUST', 'A server ignores the "meta" attribute of a request.'),
  rfc('RFC7643-3.1-12', 'MUST', '"meta.created" is a date and time.'),
  rfc(
    'RFC7643-3.1-13',
    'MUST',
    'The "meta.lastModified" of a resource that was never modified equals its "meta.created".',
  ),
  rfc('RFC7643-3.1-14', 'MUST', '"meta.location" is the URI that the response\'s Content-Location header names.'),
  rfc(
    'RFC7643-3.1-15',
    'MUST',
    'A version that is not a strong validator is marked as weak by the prefix "W/" in upper case.',
  ),
  rfc('RFC7643-3.1-a', 'MUST', '"id" is read-only: no request of a client changes it.'),
  rfc('RFC7643-3.1-b', 'MUST', '"id" is always returned, whatever attributes a client selects or excludes.'),
  rfc('RFC7643-3.1-c', 'MUST', '"id" is case exact: a value in another case names no resource.'),
  rfc('RFC7643-3.1-d', 'MUST', '"externalId" is case exact and can be written by the client at any time.'),
  rfc('RFC7643-3.1-e', 'MUST', 'A server does not enforce uniqueness of "externalId".'),
  rfc(
    'RFC7643-3.1-f',
    'MUST',
    'A successful modification moves "meta.lastModified" forward and leaves "meta.created" as it was.',
  ),
  rfc('RFC7643-3.1-g', 'MUST', '"meta.location" is the URI at which the resource is found.'),
  rfc('RFC7643-3.1-h', 'MUST', '"meta.version" has the value of the ETag header of the same response.'),
  rfc(
    'RFC7643-3.1-i',
    'MUST',
    '"meta.resourceType" is the name, in exact case, of a resource type that the server publishes.',
  ),
  rfc(
    'RFC7643-3.3-1',
    'MUST',
    'The "schemas" attribute of a resource contains at least the URI of the base schema of its type.',
  ),
  rfc('RFC7643-3.3-2', 'SHOULD', 'A schema extension does not define again an attribute that SCIM defines already.'),
  rfc(
    'RFC7643-3.3-3',
    'MUST',
    "The attributes of an extension stand in a JSON object of their own under the extension's URI, apart from those of the base schema.",
  ),
];
