import type { Requirement } from '../../verdict.ts';
import { rfc } from './rfc-requirement.ts';

/** Filters (RFC 7644 section 3.4.2.2). */
export const rfc7644Filter: readonly Requirement[] = [
  rfc('RFC7644-3.4.2.2-1', 'MUST', 'A server returns the resources that match the filter and no others.'),
  rfc('RFC7644-3.4.2.2-2', 'MUST', 'A filter has at least one valid expression; a server refuses an empty one.'),
  rfc(
    'RFC7644-3.4.2.2-3',
    'MUST',
    'Each expression of a filter is an attribute name, an operator and, but for "pr", a value; a server refuses others.',
  ),
  rfc(
    'RFC7644-3.4.2.2-4',
    'MUST',
    'A server refuses "gt" on a boolean or binary attribute with 400 and the scimType "invalidFilter".',
  ),
  rfc(
    'RFC7644-3.4.2.2-5',
    'MUST',
    'A server refuses "ge" on a boolean or binary attribute with 400 and the scimType "invalidFilter".',
  ),
  rfc(
    'RFC7644-3.4.2.2-6',
    'MUST',
    'A server refuses "lt" on a boolean or binary attribute with 400 and the scimType "invalidFilter".',
  ),
  rfc(
    'RFC7644-3.4.2.2-7',
    'MUST',
    'A server refuses "le" on a boolean or binary attribute with 400 and the scimType "invalidFilter".',
  ),
  rfc(
    'RFC7644-3.4.2.2-8',
    'MUST',
    'All expressions in square brackets apply to one and the same value of the attribute before the brackets.',
  ),
  rfc(
    'RFC7644-3.4.2.2-9',
    'MUST',
    'The expression in square brackets is a valid filter on sub-attributes of the attribute before them; a server refuses others.',
  ),
  rfc(
    'RFC7644-3.4.2.2-10',
    'MUST',
    'A filter follows the grammar of the RFC; a server accepts what it allows and refuses what it does not.',
  ),
  rfc(
    'RFC7644-3.4.2.2-11',
    'MUST',
    'A server evaluates a filter by precedence: grouping first, then the logical operators, of which "not" binds closer than "and", and "and" closer than "or".',
  ),
  rfc('RFC7644-3.4.2.2-12', 'MUST', 'A filter on a complex attribute names the sub-attribute in full.'),
  rfc(
    'RFC7644-3.4.2.2-13',
    'MUST',
    'For an attribute with a default, a server filters by the value that it returned to the client that last wrote the resource.',
  ),
  rfc(
    'RFC7644-3.4.2.2-14',
    'MUST',
    'A server refuses an operator that it does not know with 400, the scimType "invalidFilter" and a readable explanation.',
  ),
  rfc(
    'RFC7644-3.4.2.2-15',
    'MUST',
    'A server compares strings with or without regard to case as the "caseExact" of the attribute says.',
  ),
  rfc(
    'RFC7644-3.4.2.2-a',
    'MUST',
    'The operator "eq" matches when the value of the attribute is identical to that in the filter.',
  ),
  rfc(
    'RFC7644-3.4.2.2-b',
    'MUST',
    'The operator "ne" matches when the value of the attribute is not identical to that in the filter.',
  ),
  rfc(
    'RFC7644-3.4.2.2-c',
    'MUST',
    'The operator "co" matches when the whole filter value is part of the value of the attribute.',
  ),
  rfc(
    'RFC7644-3.4.2.2-d',
    'MUST',
    'The operator "sw" matches when the value of the attribute begins with the whole filter value or equals it.',
  ),
  rfc(
    'RFC7644-3.4.2.2-e',
    'MUST',
    'The operator "ew" matches when the value of the attribute ends with the whole filter value or equals it.',
  ),
  rfc(
    'RFC7644-3.4.2.2-f',
    'MUST',
    'The operator "pr" matches when the attribute has a value that is not empty, or a complex one any part that is not empty.',
  ),
  rfc(
    'RFC7644-3.4.2.2-g',
    'MUST',
    'The operator "gt" matches when the value of the attribute is greater than that in the filter.',
  ),
  rfc(
    'RFC7644-3.4.2.2-h',
    'MUST',
    'The operator "ge" matches when the value of the attribute is greater than that in the filter or equal to it.',
  ),
  rfc(
    'RFC7644-3.4.2.2-i',
    'MUST',
    'The operator "lt" matches when the value of the attribute is less than that in the filter.',
  ),
  rfc(
    'RFC7644-3.4.2.2-j',
    'MUST',
    'The operator "le" matches when the value of the attribute is less than that in the filter or equal to it.',
  ),
  rfc('RFC7644-3.4.2.2-k', 'MUST', 'Two expressions joined by "and" match when both are true.'),
  rfc('RFC7644-3.4.2.2-l', 'MUST', 'Two expressions joined by "or" match when either is true.'),
  rfc('RFC7644-3.4.2.2-m', 'MUST', '"not" before an expression in parentheses matches when that expression is false.'),
  rfc(
    'RFC7644-3.4.2.2-n',
    'MUST',
    'Parentheses change the order of evaluation, so that an "or" within them comes before an "and" outside.',
  ),
  rfc('RFC7644-3.4.2.2-o', 'MUST', 'A server recognises attribute names and operators in filters whatever their case.'),
  rfc('RFC7644-3.4.2.2-p', 'MUST', 'A filter on a multi-valued attribute matches when any one of its values does.'),
  rfc('RFC7644-3.4.2.2-q', 'MUST', 'For strings, "gt", "ge", "lt" and "le" compare in lexicographical order.'),
  rfc(
    'RFC7644-3.4.2.2-r',
    'MUST',
    'For date and time values, "gt", "ge", "lt" and "le" compare by time, whatever offset or fraction they are written with.',
  ),
  rfc('RFC7644-3.4.2.2-s', 'MUST', 'For integers, "gt", "ge", "lt" and "le" compare by numeric value.'),
  rfc(
    'RFC7644-3.4.2.2-t',
    'MUST',
    'A filter on "schemas" selects resources by the schemas and extensions that they use.',
  ),
  rfc(
    'RFC7644-3.4.2.2-u',
    'MUST',
    'Within square brackets a server takes expressions joined by "and" and "or", negated and grouped.',
  ),
  rfc(
    'RFC7644-3.4.2.2-v',
    'SHOULD',
    'A filter that names a multi-valued complex attribute alone compares its "value" sub-attribute.',
  ),
  rfc(
    'RFC7644-3.4.2.2-w',
    'MUST',
    "The value in a filter is a JSON literal: a string with JSON's escapes, a number, true, false or null.",
  ),
];
