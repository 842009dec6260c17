import type { ExchangeLine } from '../../history/index.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../kernel/index.ts';
import type { PlacedExchange } from './pairing.ts';
import { targetOf } from './wire-facts.ts';

/** How many resources of some endpoints a request has changed, as far as its client can tell. */
export interface ObservedWrites {
  readonly exchange: PlacedExchange;
  /** Ids of the resources that were certainly changed, one for each change. */
  readonly certain: readonly string[];
  /** Of those that may have been changed. */
  readonly possible: readonly string[];
}

/**
 * What each request wrote to the resources at these endpoints. A creation and a deletion that were accepted did; an update
 * did when the version of the resource is another one than before, did not when it is the same, and may have where the
 * service shows no versions. What was refused changed nothing.
 */
export function observedWrites(
  exchanges: readonly PlacedExchange[],
  endpoints: readonly string[],
): readonly ObservedWrites[] {
  const versions = new Map<string, string>();
  return exchanges.map((exchange) => {
    const parts = operationsOf(exchange.line);
    const changes = parts.map((part) => changeOf(part, endpoints, versions));
    return {
      exchange,
      certain: changes.flatMap((change) => (change?.certain === true ? [change.id] : [])),
      possible: changes.flatMap((change) => (change?.certain === false ? [change.id] : [])),
    };
  });
}

/** A request, or one operation of a Bulk request. */
interface Operation {
  readonly method: string;
  readonly path: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly location: string;
  readonly version: string | undefined;
  readonly body: JsonObject | undefined;
}

function operationsOf(line: ExchangeLine): readonly Operation[] {
  const { endpoint } = targetOf(line);
  const parsed = line.response === undefined ? undefined : parseJson(line.response.body);
  const body = isJsonObject(parsed) ? parsed : undefined;
  if (endpoint.split('/')[1] === 'Bulk') return bulkOperations(line, body);
  const { status = 0, headers = {} } = line.response ?? {};
  const location = headers['location'] ?? '';
  const version = headers['etag'] ?? versionIn(body);
  return [{ method: line.request.method, path: endpoint, status, location, version, body }];
}

function bulkOperations(line: ExchangeLine, body: JsonObject | undefined): readonly Operation[] {
  const sent = parseJson(line.request.body);
  const operations = isJsonObject(sent) ? objectsIn(sent['Operations']) : [];
  const results = objectsIn(body?.['Operations']);
  return operations.map((operation, index) => {
    const method = textIn(operation, 'method').toUpperCase();
    const bulkId = operation['bulkId'];
    const result = bulkId === undefined ? results[index] : results.find((each) => each['bulkId'] === bulkId);
    const version = result === undefined ? '' : textIn(result, 'version');
    return {
      method,
      path: textIn(operation, 'path'),
      status: result === undefined ? 0 : Number(result['status'] ?? 0),
      location: result === undefined ? '' : textIn(result, 'location'),
      version: version === '' ? undefined : version,
      body: undefined,
    };
  });
}

function changeOf(
  { method, path, status, location, version, body }: Operation,
  endpoints: readonly string[],
  versions: Map<string, string>,
): { readonly id: string; readonly certain: boolean } | undefined {
  const [, endpoint = '', named = ''] = path.split('/');
  if (!endpoints.includes(endpoint) || named === '.search') return undefined;
  const id = method === 'POST' ? (lastSegment(location) ?? idIn(body) ?? '') : decoded(named);
  if (status >= 300) return undefined;
  const before = versions.get(id);
  if (version !== undefined && id !== '') versions.set(id, version);
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (status === 0) return { id, certain: false };
  if (method === 'POST' || method === 'DELETE') return { id, certain: true };
  if (version === undefined || before === undefined) return { id, certain: false };
  return version === before ? undefined : { id, certain: true };
}

function versionIn(body: JsonObject | undefined): string | undefined {
  const meta = body?.['meta'];
  const version = isJsonObject(meta) ? meta['version'] : undefined;
  return typeof version === 'string' ? version : undefined;
}

function idIn(body: JsonObject | undefined): string | undefined {
  return typeof body?.['id'] === 'string' ? body['id'] : undefined;
}

function lastSegment(location: string): string | undefined {
  const segment = location.split(/[?#]/u, 1)[0]!.split('/').at(-1);
  return segment === undefined || segment === '' ? undefined : decoded(segment);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textIn(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : '';
}
