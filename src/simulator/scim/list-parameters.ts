import { ScimError, type SearchRequest } from '../../scim/index.ts';
import type { QueryParameters } from '../http/query-parameters.ts';

/** Which attributes a client wants back (RFC 7644 section 3.9). At most one of the two. */
export type AttributeSelection = Pick<SearchRequest, 'attributes' | 'excludedAttributes'>;

const NOTHING: AttributeSelection = {};

/** @throws ScimError 400 `invalidValue` when both parameters are given, which exclude each other. */
export function attributeSelection(query: QueryParameters): AttributeSelection {
  if (query.size === 0) return NOTHING;
  const attributes = names(query, 'attributes');
  const excludedAttributes = names(query, 'excludedAttributes');
  if (attributes !== undefined && excludedAttributes !== undefined)
    throw new ScimError(400, `"attributes" and "excludedAttributes" exclude each other.`, 'invalidValue');
  if (attributes !== undefined) return { attributes };
  return excludedAttributes === undefined ? NOTHING : { excludedAttributes };
}

/**
 * What a URL asks of a list (RFC 7644 section 3.4.2 and table 6, RFC 9865 table 1).
 * @throws ScimError 400 that names the parameter which cannot be understood. Unknown ones are passed over.
 */
export function listParameters(query: QueryParameters): SearchRequest {
  if (query.size === 0) return NOTHING;
  const filter = single(query, 'filter');
  const sortBy = single(query, 'sortBy');
  const sortOrder = single(query, 'sortOrder');
  const startIndex = integer(query, 'startIndex', 'invalidValue');
  const count = integer(query, 'count', 'invalidCount');
  const cursor = single(query, 'cursor');
  return {
    ...attributeSelection(query),
    ...(filter !== undefined && { filter }),
    ...(sortBy !== undefined && { sortBy }),
    ...(sortOrder !== undefined && { sortOrder }),
    ...(startIndex !== undefined && { startIndex }),
    ...(count !== undefined && { count }),
    ...(cursor !== undefined && { cursor }),
  };
}

/**
 * The value of a parameter that has one. Sent twice with the same value it is the same question;
 * with two values it is not clear which is meant, and guessing would answer another question than was asked.
 */
function single(query: QueryParameters, name: string): string | undefined {
  const values = query.get(name);
  if (values === undefined) return undefined;
  if (values.some((value) => value !== values[0]))
    throw new ScimError(400, `The parameter "${name}" is given more than once.`, 'invalidValue');
  return values[0];
}

/** A list of attribute names, separated by commas, by repeating the parameter, or both. Empty counts as not given. */
function names(query: QueryParameters, name: string): readonly string[] | undefined {
  const listed = query
    .get(name)
    ?.flatMap((value) => value.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return listed === undefined || listed.length === 0 ? undefined : listed;
}

function integer(query: QueryParameters, name: string, scimType: 'invalidValue' | 'invalidCount'): number | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d{1,15}$/u.test(text.trim()))
    throw new ScimError(400, `The parameter "${name}" is not an integer.`, scimType);
  return Number(text);
}
