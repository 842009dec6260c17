import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Formats, selected attributes, attribute notation and /Me (RFC 7644 sections 3.8 to 3.11). */
export const rfc7644Formats: readonly Requirement[] = [
  rfc('RFC7644-3.8-1', 'MUST', 'A server accepts requests and returns responses in JSON in the encoding UTF-8.'),
  rfc('RFC7644-3.8-2', 'MUST', 'UTF-8 is the encoding where nothing else is said.'),
  rfc(
    'RFC7644-3.8-3',
    'MUST',
    'A client that uses another encoding than the default says so in the "Content-Type" header.',
    "It is the client's duty, and the RFC puts encodings other than UTF-8 JSON beyond its scope, so that no reaction is specified.",
  ),
  rfc(
    'RFC7644-3.8-4',
    'MUST',
    'A server supports requests that accept "application/scim+json", and should support "application/json" as well.',
  ),
  rfc(
    'RFC7644-3.9-1',
    'MUST',
    'With "attributes", a server returns the attributes asked for and those that are always returned, and no default ones.',
  ),
  rfc(
    'RFC7644-3.9-2',
    'MUST',
    'With "excludedAttributes", each resource returned still contains the attributes that are always returned.',
  ),
  rfc(
    'RFC7644-3.9-a',
    'MUST',
    'Without "attributes" and "excludedAttributes", a server returns the attributes whose "returned" is "always" or "default".',
  ),
  rfc(
    'RFC7644-3.9-b',
    'MUST',
    '"attributes" and "excludedAttributes" work on every operation that returns a resource: create, replace and modify as well.',
  ),
  rfc(
    'RFC7644-3.9-c',
    'MUST',
    'With "excludedAttributes", a server returns the default attributes without those listed.',
  ),
  rfc(
    'RFC7644-3.10-1',
    'SHOULD',
    'Clients name attributes of extensions in full, with the URN of the extension, and a server understands these names.',
  ),
  rfc(
    'RFC7644-3.10-a',
    'MUST',
    'A server understands the name of a core attribute with and without the URN of its schema, to the same effect.',
  ),
  rfc(
    'RFC7644-3.10-b',
    'MUST',
    'A server recognises each part of a full attribute name whatever its case: URN, attribute and sub-attribute.',
  ),
  rfc('RFC7644-3.11-1', 'SHOULD', 'A server without support for "/Me" answers it with 501 (Not Implemented).'),
  rfc(
    'RFC7644-3.11-2',
    'MUST',
    'A response at "/Me" gives the permanent location of the resource behind it in the "Location" header.',
  ),
  rfc(
    'RFC7644-3.11-a',
    'MUST',
    'A request to "/Me" that a server processes itself acts on the resource of the authenticated subject.',
  ),
];
