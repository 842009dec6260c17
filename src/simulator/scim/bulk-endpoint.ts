import type { JsonObject } from '../../kernel/index.ts';
import { messageUris, parseBulkRequest, type ResourceModel, ScimError } from '../../scim/index.ts';
import { BulkRun } from './bulk-run.ts';
import type { Endpoint } from './endpoint.ts';

/** `POST /Bulk` (RFC 7644 section 3.7). The whole request becomes durable at once, and each operation succeeds or fails by itself. */
export function bulkEndpoint(models: readonly ResourceModel[]): Endpoint {
  return {
    action: 'bulk',
    writes: true,
    run(exchange) {
      const { bulkOperations, bulkPayloadBytes } = exchange.settings.limits;
      const { body, bodyFault } = exchange.request;
      if (bodyFault === 'too-large' || Buffer.byteLength(body) > bulkPayloadBytes)
        throw new ScimError(413, `The size of the bulk operation exceeds the maxPayloadSize (${bulkPayloadBytes}).`);
      const request = parseBulkRequest(exchange.jsonBody());
      if (request.operations.length > bulkOperations)
        throw new ScimError(
          413,
          `The number of operations (${request.operations.length}) exceeds the maxOperations (${bulkOperations}).`,
        );
      const operations = exchange.transact((transaction) => new BulkRun(exchange, models, request, transaction).run());
      exchange.bulk = { sent: request.operations.length, operations };
      const results: readonly JsonObject[] = operations.map(({ result }) => result);
      return { status: 200, body: JSON.stringify({ schemas: [messageUris.bulkResponse], Operations: results }) };
    },
  };
}
