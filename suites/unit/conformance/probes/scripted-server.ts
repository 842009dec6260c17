import { isJsonObject, type JsonObject, parseJson } from '../../../../src/kernel/index.ts';
import { messageUris } from '../../../../src/scim/index.ts';
import type { ProbeResponse } from '../../../../src/conformance/probe.ts';
import { response, type Target } from './probe-harness.ts';

/**
 * A server of a few lines for tests of the tools that probes are made of: it creates, reads, replaces and deletes, and
 * keeps `userName` unique.
 */
export function scriptedServer(): Target & { readonly resources: ReadonlyMap<string, JsonObject> } {
  const resources = new Map<string, JsonObject>();
  const store = (path: string, body: JsonObject, status: number) => {
    const taken = [...resources].some(([own, { userName }]) => own !== path && userName === body['userName']);
    if (body['userName'] !== undefined && taken) return error(409, 'uniqueness');
    resources.set(path, { ...body, id: path.split('/').at(-1)!, meta: { location: `https://example.com${path}` } });
    return response(status, resources.get(path));
  };
  let last = 0;
  return {
    resources,
    respond: ({ method, path, body }) => {
      const found = resources.get(path);
      const sent = typeof body === 'string' ? parseJson(body) : undefined;
      if (method === 'POST' && isJsonObject(sent)) return store(`${path}/${(last += 1)}`, sent, 201);
      if (found === undefined) return error(404);
      if (method === 'GET') return response(200, found);
      if (method === 'PUT' && isJsonObject(sent)) return store(path, sent, 200);
      if (method === 'DELETE') resources.delete(path);
      return response(204);
    },
  };
}

function error(status: number, scimType?: string): ProbeResponse {
  const typed = scimType === undefined ? {} : { scimType };
  return response(status, { schemas: [messageUris.error], status: String(status), ...typed });
}
