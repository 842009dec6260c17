import type { JsonObject } from '../../kernel/index.ts';
import type { ScimType } from '../schema.ts';
import { messageUris } from '../schemas/schema-uris.ts';
import { isArray, memberOf, refuseMessage, requireMessageUri } from './message-member.ts';

/** What a query asks for (RFC 7644 section 3.4.3, RFC 9865 section 3), unresolved. At most one of the two lists. */
export interface SearchRequest {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  readonly filter?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  /** As given: any integer. */
  readonly startIndex?: number;
  /** As given: any integer. */
  readonly count?: number;
  /** Present, even if empty: paging by cursor. */
  readonly cursor?: string;
}

/**
 * Reads a SearchRequest message. Members that it does not define are passed over.
 *
 * @throws ScimError 400 `invalidSyntax` when it is no such message, `invalidValue` for a member of another type,
 * `invalidCount` for a `count` that is no integer, `invalidCursor` for a `cursor` that is no string.
 */
export function parseSearchRequest(message: JsonObject): SearchRequest {
  requireMessageUri(message, messageUris.searchRequest);
  const attributes = names(message, 'attributes');
  const excludedAttributes = names(message, 'excludedAttributes');
  if (attributes !== undefined && excludedAttributes !== undefined) {
    refuseMessage("'attributes' and 'excludedAttributes' exclude each other.", 'invalidValue');
  }
  const filter = text(message, 'filter');
  const sortBy = text(message, 'sortBy');
  const sortOrder = text(message, 'sortOrder');
  const startIndex = integer(message, 'startIndex', 'invalidValue');
  const count = integer(message, 'count', 'invalidCount');
  const cursor = text(message, 'cursor', 'invalidCursor');
  return {
    ...(attributes !== undefined && { attributes }),
    ...(excludedAttributes !== undefined && { excludedAttributes }),
    ...(filter !== undefined && { filter }),
    ...(sortBy !== undefined && { sortBy }),
    ...(sortOrder !== undefined && { sortOrder }),
    ...(startIndex !== undefined && { startIndex }),
    ...(count !== undefined && { count }),
    ...(cursor !== undefined && { cursor }),
  };
}

/** A list of names. An empty one asks for nothing in particular. */
function names(message: JsonObject, name: string): readonly string[] | undefined {
  const value = memberOf(message, name);
  if (value === undefined) return undefined;
  if (!isArray(value) || !value.every((each) => typeof each === 'string')) {
    return refuseMessage(`'${name}' must be an array of strings.`, 'invalidValue');
  }
  return value.length === 0 ? undefined : value;
}

function text(message: JsonObject, name: string, scimType: ScimType = 'invalidValue'): string | undefined {
  const value = memberOf(message, name);
  if (value === undefined || typeof value === 'string') return value;
  return refuseMessage(`'${name}' must be a string.`, scimType);
}

function integer(message: JsonObject, name: string, scimType: ScimType): number | undefined {
  const value = memberOf(message, name);
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  return refuseMessage(`'${name}' must be an integer.`, scimType);
}
