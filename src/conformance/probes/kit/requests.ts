import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { ProbePause, ProbeRequest } from '../../probe.ts';

/** What a request may have besides method, path and body. */
export type RequestExtras = Pick<ProbeRequest, 'headers' | 'credential' | 'tenant'>;

/** One PATCH operation (RFC 7644 section 3.5.2). */
export interface PatchOperation {
  readonly op: string;
  readonly path?: string;
  readonly value?: JsonValue;
}

export function get(label: string, path: string, extras: RequestExtras = {}): ProbeRequest {
  return { label, method: 'GET', path, ...extras };
}

export function post(label: string, path: string, body: JsonValue, extras: RequestExtras = {}): ProbeRequest {
  return { label, method: 'POST', path, body, ...extras };
}

export function put(label: string, path: string, body: JsonValue, extras: RequestExtras = {}): ProbeRequest {
  return { label, method: 'PUT', path, body, ...extras };
}

/** PATCH with a `PatchOp` message of these operations. */
export function patch(
  label: string,
  path: string,
  operations: readonly PatchOperation[],
  extras: RequestExtras = {},
): ProbeRequest {
  return { label, method: 'PATCH', path, body: patchBody(operations), ...extras };
}

/** DELETE. */
export function remove(label: string, path: string, extras: RequestExtras = {}): ProbeRequest {
  return { label, method: 'DELETE', path, ...extras };
}

/** Lets the target's clock go on, so that a later change has a later `meta.lastModified`. */
export function pause(milliseconds: number): ProbePause {
  return { pause: milliseconds };
}

/** A `PatchOp` message. */
function patchBody(operations: readonly PatchOperation[]): JsonObject {
  return {
    schemas: [messageUris.patchOp],
    Operations: operations.map(({ op, path, value }) => ({
      op,
      ...(path === undefined ? {} : { path }),
      ...(value === undefined ? {} : { value }),
    })),
  };
}

/** A path with query parameters, percent-encoded: `withQuery('/Users', { filter: 'userName pr', count: 1 })`. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return pairs.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

/** A list of resources of which a filter holds. */
export function search(label: string, endpoint: string, filter: string, extras: RequestExtras = {}): ProbeRequest {
  return get(label, withQuery(endpoint, { filter }), extras);
}

/** A string as a literal of the filter grammar, which has those of JSON (RFC 7644 section 3.4.2.2). */
export function literal(text: string): string {
  return JSON.stringify(text);
}
