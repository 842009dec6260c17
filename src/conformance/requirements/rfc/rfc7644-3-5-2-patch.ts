import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Modifying with PATCH (RFC 7644 section 3.5.2). */
export const rfc7644Patch: readonly Requirement[] = [
  rfc(
    'RFC7644-3.5.2-1',
    'MUST',
    'The body of a PATCH request names the schema "urn:ietf:params:scim:api:messages:2.0:PatchOp"; a server refuses one that does not.',
  ),
  rfc(
    'RFC7644-3.5.2-2',
    'MUST',
    'The body of a PATCH request has an array "Operations" with at least one operation; a server refuses one that does not.',
  ),
  rfc(
    'RFC7644-3.5.2-3',
    'MUST',
    'Each PATCH operation has exactly one "op", which is "add", "remove" or "replace"; a server refuses others.',
  ),
  rfc(
    'RFC7644-3.5.2-4',
    'MUST',
    'A PATCH operation may leave out "path" in "add" and "replace"; "remove" requires it.',
  ),
  rfc(
    'RFC7644-3.5.2-5',
    'MUST',
    'Each PATCH operation fits the mutability and the schema of the attribute it is applied to; a server refuses others.',
  ),
  rfc('RFC7644-3.5.2-6', 'MUST', 'A PATCH does not modify an attribute that is read-only, or immutable with a value.'),
  rfc(
    'RFC7644-3.5.2-7',
    'MUST',
    "A server answers a PATCH operation that does not fit the attribute's mutability or schema with an error status and a SCIM error body.",
  ),
  rfc(
    'RFC7644-3.5.2-8',
    'MUST',
    'A server resolves the attribute names of a PATCH by the "schemas" of its own representation of the resource.',
  ),
  rfc(
    'RFC7644-3.5.2-9',
    'MUST',
    'When a PATCH operation changes "schemas", the operations after it work on the changed state.',
  ),
  rfc(
    'RFC7644-3.5.2-10',
    'MUST',
    'When a PATCH marks one value of a multi-valued attribute as primary, the server takes the mark from all others.',
  ),
  rfc('RFC7644-3.5.2-11', 'MUST', 'A server applies all operations of a PATCH or none.'),
  rfc(
    'RFC7644-3.5.2-12',
    'MUST',
    'When an operation of a PATCH fails, the server restores the original resource and reports failure.',
  ),
  rfc('RFC7644-3.5.2-13', 'MUST', 'A server answers a failed PATCH with an error status and a SCIM error body.'),
  rfc(
    'RFC7644-3.5.2-14',
    'MUST',
    'A server answers a successful PATCH with 200 and the entire resource, or with 204 and no body.',
  ),
  rfc('RFC7644-3.5.2-15', 'MUST', 'A server answers a successful PATCH that has the "attributes" parameter with 200.'),
  rfc(
    'RFC7644-3.5.2-a',
    'MUST',
    'A server applies the operations of a PATCH one after the other, in the order of the array.',
  ),
  rfc(
    'RFC7644-3.5.2-b',
    'MUST',
    'The path of a PATCH operation is an attribute, a sub-attribute, a filtered value or a sub-attribute of filtered values; a server takes each form.',
  ),
  rfc('RFC7644-3.5.2-c', 'MUST', 'A server lets a PATCH add a value to an immutable attribute that has none.'),
  rfc(
    'RFC7644-3.5.2-d',
    'MUST',
    'Adding or replacing an attribute by its full name with an extension\'s URN adds that URN to "schemas".',
  ),
  rfc('RFC7644-3.5.2.1-1', 'MUST', 'An "add" operation has a "value"; a server refuses one that does not.'),
  rfc('RFC7644-3.5.2.1-2', 'MUST', 'An "add" to a complex attribute gives a set of sub-attributes as its value.'),
  rfc('RFC7644-3.5.2.1-3', 'SHOULD', 'An "add" of a value that is there already succeeds and changes nothing.'),
  rfc('RFC7644-3.5.2.1-4', 'MUST', 'An "add" of a value that is there already does not change "meta.lastModified".'),
  rfc('RFC7644-3.5.2.1-a', 'MUST', 'An "add" without a path adds the attributes of its value to the resource.'),
  rfc('RFC7644-3.5.2.1-b', 'MUST', 'An "add" to an attribute without a value gives it that value.'),
  rfc(
    'RFC7644-3.5.2.1-c',
    'MUST',
    'An "add" to a multi-valued attribute puts the new value beside those that are there.',
  ),
  rfc('RFC7644-3.5.2.1-d', 'MUST', 'An "add" to a single-valued attribute that has a value replaces it.'),
  rfc(
    'RFC7644-3.5.2.1-e',
    'SHOULD',
    'An "add" of a member that a group has already succeeds and leaves the group as it is.',
  ),
  rfc('RFC7644-3.5.2.2-1', 'MUST', 'A "remove" of a single-valued attribute leaves it unassigned.'),
  rfc(
    'RFC7644-3.5.2.2-2',
    'MUST',
    'A "remove" of a multi-valued attribute without a filter takes away all of its values and leaves it unassigned.',
  ),
  rfc(
    'RFC7644-3.5.2.2-3',
    'MUST',
    'When a "remove" by a filter on the value takes the last value away, the multi-valued attribute is unassigned.',
  ),
  rfc('RFC7644-3.5.2.2-4', 'MUST', 'A sub-attribute whose value a "remove" takes away is unassigned.'),
  rfc(
    'RFC7644-3.5.2.2-5',
    'MUST',
    'When a "remove" by a filter on sub-attributes takes the last record away, the complex multi-valued attribute is unassigned.',
  ),
  rfc(
    'RFC7644-3.5.2.2-6',
    'MUST',
    'A server refuses a "remove" that would unassign a required or read-only attribute, with the scimType "mutability".',
  ),
  rfc('RFC7644-3.5.2.2-a', 'MUST', 'A "remove" without a path fails with 400 and the scimType "noTarget".'),
  rfc(
    'RFC7644-3.5.2.2-b',
    'MUST',
    'A "remove" by a filter on the value takes away the values that match and keeps the others.',
  ),
  rfc(
    'RFC7644-3.5.2.2-c',
    'MUST',
    'A "remove" by a filter on several sub-attributes takes away the records that match all of it and keeps the others.',
  ),
  rfc(
    'RFC7644-3.5.2.2-d',
    'SHOULD',
    'A "remove" of a member that a group does not have succeeds and leaves the group as it is.',
  ),
  rfc('RFC7644-3.5.2.2-e', 'MUST', 'A "remove" of "members" empties a group.'),
  rfc('RFC7644-3.5.2.2-f', 'MUST', 'One PATCH can take members out of a group and put others in.'),
  rfc(
    'RFC7644-3.5.2.3-1',
    'MUST',
    'A "replace" without a path has a value with the attributes to be replaced; a server refuses another.',
  ),
  rfc('RFC7644-3.5.2.3-2', 'MUST', 'A server treats a "replace" of an attribute without a value as an "add".'),
  rfc(
    'RFC7644-3.5.2.3-3',
    'MUST',
    'A "replace" of a complex attribute gives a set of sub-attributes, which replace or complete those that are there.',
  ),
  rfc('RFC7644-3.5.2.3-4', 'MUST', 'A "replace" by a filter replaces every value that matches.'),
  rfc(
    'RFC7644-3.5.2.3-5',
    'MUST',
    'A "replace" by a filter that no value matches fails with 400 and the scimType "noTarget".',
  ),
  rfc(
    'RFC7644-3.5.2.3-a',
    'MUST',
    'A "replace" without a path replaces the attributes that it names and leaves all others alone.',
  ),
  rfc('RFC7644-3.5.2.3-b', 'MUST', 'A "replace" of a single-valued attribute replaces its value.'),
  rfc(
    'RFC7644-3.5.2.3-c',
    'MUST',
    'A "replace" of a multi-valued attribute without a filter replaces all of its values.',
  ),
  rfc(
    'RFC7644-3.5.2.3-d',
    'MUST',
    'A "replace" of a complex attribute leaves the sub-attributes that its value does not name as they were.',
  ),
  rfc(
    'RFC7644-3.5.2.3-e',
    'MUST',
    'A "replace" of a sub-attribute by a filter changes that sub-attribute in every record that matches and nothing else.',
  ),
  rfc(
    'RFC7644-3.5.2.3-f',
    'MUST',
    'A "replace" of an address by one that is primary takes the mark "primary" from the other addresses.',
  ),
];
