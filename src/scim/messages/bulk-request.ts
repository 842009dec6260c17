import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { messageUris } from '../schemas/schema-uris.ts';
import { isArray, memberOf, refuseMessage, requireMessageUri } from './message-member.ts';

type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of a BulkRequest, with what its method requires; its path and data unresolved. */
export interface BulkOperation {
  readonly method: BulkMethod;
  /** Relative to the base URI: `/Users`, `/Users/2819c223`. */
  readonly path: string;
  readonly bulkId?: string;
  readonly version?: string;
  readonly data?: JsonObject;
}

export interface BulkRequest {
  /** How many failed operations are accepted before the rest is left undone; all of them by default. */
  readonly failOnErrors?: number;
  readonly operations: readonly BulkOperation[];
}

const methods: readonly BulkMethod[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Reads a BulkRequest message (RFC 7644 section 3.7). Members that it does not define are passed over. What is wrong with
 * the form of one operation makes the whole message invalid, since none of it has been carried out yet.
 *
 * @throws ScimError 400 `invalidSyntax` that names the operation by its place, from 1.
 */
export function parseBulkRequest(message: JsonObject): BulkRequest {
  requireMessageUri(message, messageUris.bulkRequest);
  const failOnErrors = memberOf(message, 'failOnErrors');
  if (failOnErrors !== undefined && !isPositiveInteger(failOnErrors)) {
    return refuseMessage("'failOnErrors' must be a positive integer.");
  }
  const given = memberOf(message, 'Operations');
  if (!isArray(given) || given.length === 0) return refuseMessage("'Operations' must be a non-empty array.");
  const operations = given.map((each, index) => readOperation(each, `Operation ${index + 1}`));
  const bulkIds = operations.map(({ bulkId }) => bulkId).filter((bulkId) => bulkId !== undefined);
  if (new Set(bulkIds).size < bulkIds.length) refuseMessage("A 'bulkId' must be unique in the request.");
  return { ...(failOnErrors === undefined ? {} : { failOnErrors }), operations };
}

function readOperation(input: JsonValue, name: string): BulkOperation {
  if (!isJsonObject(input)) return refuseMessage(`${name} must be an object.`);
  const method = methods.find((each) => each === memberOf(input, 'method'));
  if (method === undefined) return refuseMessage(`${name}: 'method' must be one of ${methods.join(', ')}.`);
  const path = textOf(input, 'path', name);
  if (path === undefined) return refuseMessage(`${name}: 'path' is missing.`);
  const bulkId = textOf(input, 'bulkId', name);
  if (method === 'POST' && bulkId === undefined) return refuseMessage(`${name}: a POST must have a 'bulkId'.`);
  const version = textOf(input, 'version', name);
  const data = memberOf(input, 'data');
  if (data !== undefined && !isJsonObject(data)) return refuseMessage(`${name}: 'data' must be an object.`);
  if (method !== 'DELETE' && data === undefined) return refuseMessage(`${name}: a ${method} must have 'data'.`);
  return {
    method,
    path,
    ...(bulkId === undefined ? {} : { bulkId }),
    ...(version === undefined ? {} : { version }),
    ...(data === undefined ? {} : { data }),
  };
}

/** A string that says something, where there is one. */
function textOf(operation: JsonObject, member: string, name: string): string | undefined {
  const value = memberOf(operation, member);
  if (value !== undefined && (typeof value !== 'string' || value === '')) {
    return refuseMessage(`${name}: '${member}' must be a non-empty string.`);
  }
  return value;
}

function isPositiveInteger(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
