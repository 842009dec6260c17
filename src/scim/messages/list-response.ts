import type { JsonObject } from '../../kernel/index.ts';
import { messageUris } from '../schemas/schema-uris.ts';

/** A ListResponse with all of its resources on one page (RFC 7644 section 3.4.2), as discovery endpoints answer. */
export function listResponse(resources: readonly JsonObject[]): JsonObject {
  return {
    schemas: [messageUris.listResponse],
    totalResults: resources.length,
    itemsPerPage: resources.length,
    startIndex: 1,
    Resources: resources,
  };
}
