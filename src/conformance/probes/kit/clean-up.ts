import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { ProbeRequest, ProbeResponse, Stimulus } from '../../probe.ts';
import { listOf, textAt, valueAt } from './representation.ts';
import { remove } from './requests.ts';

/** Label of the requests that take away what a probe created. No judgement looks at them. */
export const CLEAN_UP = 'clean-up';

/** Thrown in a stimulus that cannot go on because what it builds on was refused. Its judgement sees the refusal too. */
export class PreconditionFailed extends Error {}

/**
 * Runs a stimulus and then deletes, last first, everything that its requests created, also by Bulk, and did not delete
 * themselves. A failed precondition ends it early.
 */
export function* cleaningUp(stimulus: Stimulus): Stimulus {
  const created = new Set<string>();
  try {
    let step = stimulus.next();
    while (step.done !== true) {
      const response = yield step.value;
      if (!('pause' in step.value)) note(created, step.value, response);
      step = stimulus.next(response);
    }
  } catch (error) {
    if (!(error instanceof PreconditionFailed)) throw error;
  } finally {
    for (const path of [...created].toReversed()) yield remove(CLEAN_UP, path);
  }
}

function note(created: Set<string>, request: ProbeRequest, response: ProbeResponse): void {
  if (response.status < 200 || response.status > 299) return;
  const [path = ''] = request.path.split('?');
  if (request.method === 'DELETE') created.delete(path);
  if (request.method !== 'POST' || response.body === undefined) return;
  if (path.toLowerCase() === '/bulk') {
    for (const item of bulkCreations(request.body, response.body)) created.add(item);
  } else if (!path.endsWith('/.search')) {
    const id = textAt(response.body, 'id');
    if (id !== undefined && id !== '') created.add(resourcePath(endpointOf(path, response.body), id));
  }
}

/** Where a resource is that a request to this path created: of the alias `/Me` only the location tells. */
function endpointOf(path: string, resource: JsonObject): string {
  if (path.toLowerCase() !== '/me') return path;
  const segment = textAt(resource, 'meta.location')?.split('/').at(-2);
  return segment === undefined ? path : `/${segment}`;
}

/** Paths of what the operations of a Bulk request created: the id is the last segment of the operation's location. */
function bulkCreations(request: JsonValue | undefined, response: JsonObject): readonly string[] {
  if (textAt(response, 'schemas') !== messageUris.bulkResponse || !isJsonObject(request)) return [];
  const endpoints = new Map(
    listOf(request['Operations']).map((operation) => [textAt(operation, 'bulkId'), textAt(operation, 'path')]),
  );
  return listOf(response['Operations']).flatMap((operation) => {
    const id = textAt(operation, 'location')?.split('/').at(-1);
    const endpoint = endpoints.get(textAt(operation, 'bulkId'));
    const made = textAt(operation, 'method')?.toUpperCase() === 'POST' && isCreated(valueAt(operation, 'status'));
    return made && id !== undefined && id !== '' && endpoint !== undefined ? [`${endpoint}/${id}`] : [];
  });
}

/** A status of a Bulk operation: a string, which some servers write as a number. */
function isCreated(status: JsonValue | undefined): boolean {
  return status === '201' || status === 201;
}

/** Path of a resource below the base URI. */
export function resourcePath(endpoint: string, id: string): string {
  return `${endpoint}/${encodeURIComponent(id)}`;
}
