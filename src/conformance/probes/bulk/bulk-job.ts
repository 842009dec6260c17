import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { Discovery, ProbeRequest, SeenExchange } from '../../probe.ts';
import {
  type Judgement,
  listOf,
  member,
  type PatchOperation,
  pathBelowBase,
  post,
  type RequestExtras,
  textAt,
  type Which,
} from '../kit/index.ts';

/** Where Bulk requests go (RFC 7644 section 3.7). */
export const BULK = '/Bulk';

/** `POST /Bulk` with these operations; `over` replaces members of the message, `undefined` takes one away. */
export function bulk(
  label: string,
  operations: readonly JsonObject[],
  over: JsonObject = {},
  extras: RequestExtras = {},
): ProbeRequest {
  return post(label, BULK, { schemas: [messageUris.bulkRequest], Operations: operations, ...over }, extras);
}

/** The operation that creates a resource. */
export function creating(bulkId: string, path: string, data: JsonObject): JsonObject {
  return { method: 'POST', path, bulkId, data };
}

export function replacing(path: string, data: JsonObject, version?: string): JsonObject {
  return { method: 'PUT', path, data, ...(version === undefined ? {} : { version }) };
}

/** The operation that modifies a resource by a `PatchOp` message. */
export function modifying(path: string, operations: readonly PatchOperation[]): JsonObject {
  return { method: 'PATCH', path, data: { schemas: [messageUris.patchOp], Operations: operations.map(toJson) } };
}

export function deleting(path: string): JsonObject {
  return { method: 'DELETE', path };
}

function toJson({ op, path, value }: PatchOperation): JsonObject {
  return { op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) };
}

/** An operation that was sent, and what the response says of it. */
export interface Outcome {
  readonly operation: JsonObject;
  /** `undefined` where the response says nothing of the operation. */
  readonly result: JsonObject | undefined;
  /** See {@link statusOf}. */
  readonly status: number | undefined;
  /** `PUT /Users/2819c223`, with the `bulkId` where there is one. */
  readonly title: string;
}

/** The results of a BulkResponse that are objects. */
export function resultsOf({ response }: SeenExchange): readonly JsonObject[] {
  return listOf(member(response.body, 'Operations')).filter(isJsonObject);
}

/**
 * The status of one operation: a string as in the examples of RFC 7644 section 3.7.3, or the `code` of an object as in
 * its text. That it is a number is wrong, and says what is meant all the same.
 */
export function statusOf(result: JsonObject | undefined): number | undefined {
  const status = codeOf(result);
  const code = typeof status === 'string' && /^\d{3}$/u.test(status) ? Number(status) : status;
  return typeof code === 'number' ? code : undefined;
}

/** The status of one operation as it stands there. */
export function codeOf(result: JsonObject | undefined): JsonValue | undefined {
  const status = member(result, 'status');
  return isJsonObject(status) ? member(status, 'code') : status;
}

/** What became of each operation of a Bulk request, in the order in which they were sent. */
export function outcomesOf(judgement: Judgement, which: Which): readonly Outcome[] {
  const exchange = judgement.one(which);
  const operations = listOf(member(exchange.request.body, 'Operations')).filter(isJsonObject);
  const results = resultsOf(exchange);
  return operations.map((operation) => {
    const result = resultFor(operation, operations, results, judgement.seen);
    const [method, path, bulkId] = ['method', 'path', 'bulkId'].map((name) => textAt(operation, name) ?? '');
    const title = `${method} ${path}${bulkId === '' ? '' : ` (${bulkId})`}`.trim();
    return { operation, result, status: statusOf(result), title };
  });
}

/** The outcome of the operation with the `bulkId`. */
export function outcomeOf(judgement: Judgement, which: Which, bulkId: string): Outcome {
  const found = outcomesOf(judgement, which).find(({ operation }) => operation['bulkId'] === bulkId);
  if (found === undefined) throw new Error(`no operation has the bulkId ${bulkId}`);
  return found;
}

/**
 * Creations are told apart by their `bulkId`, everything else by method and location. Results that are located
 * nowhere, or where no operation went, are taken to be in the order of the operations that no other result belongs to.
 */
function resultFor(
  operation: JsonObject,
  operations: readonly JsonObject[],
  results: readonly JsonObject[],
  discovery: Discovery,
): JsonObject | undefined {
  const method = methodOf(operation);
  if (method === 'POST') return results.find((result) => result['bulkId'] === operation['bulkId']);
  const own = results.filter((result) => methodOf(result) === method);
  const located = new Map(own.map((result) => [targetOf(result, discovery), result]));
  const path = textAt(operation, 'path');
  const result = located.get(path);
  if (result !== undefined) return result;
  const paths = new Set(operations.map((each) => textAt(each, 'path')));
  const lost = own.filter((each) => !paths.has(targetOf(each, discovery)));
  const open = operations.filter((each) => methodOf(each) === method && !located.has(textAt(each, 'path')));
  return lost[open.indexOf(operation)];
}

/** Method of an operation or a result, in upper case. */
export function methodOf(operation: JsonObject): string | undefined {
  return textAt(operation, 'method')?.toUpperCase();
}

/** Path below the base URI of the resource at a result's location. */
export function targetOf(result: JsonObject | undefined, { models }: Discovery): string | undefined {
  return pathBelowBase(member(result, 'location'), models.values());
}

/** What a stimulus learns from a Bulk response: path of the resource that the operation with the `bulkId` created. */
export function createdPath(body: JsonObject | undefined, bulkId: string, discovery: Discovery): string | undefined {
  const results = listOf(member(body, 'Operations')).filter(isJsonObject);
  return targetOf(
    results.find((result) => result['bulkId'] === bulkId),
    discovery,
  );
}

export function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}

export function isFailure(status: number | undefined): boolean {
  return status !== undefined && status >= 400;
}
