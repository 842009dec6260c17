import type { JsonObject } from '../../kernel/index.ts';
import {
  type AuthenticationScheme,
  listResponse,
  type ResourceModel,
  resourceTypeResources,
  schemaResources,
  ScimError,
  serviceProviderConfigResource,
} from '../../scim/index.ts';
import type { Limits } from '../options.ts';
import type { Endpoint, MethodTable } from './endpoint.ts';
import { absoluteText } from './representation.ts';
import type { ScimExchange, ScimReply } from './scim-exchange.ts';

const AUTHENTICATION_SCHEMES: readonly AuthenticationScheme[] = [
  {
    type: 'oauthbearertoken',
    name: 'OAuth Bearer Token',
    description: 'Authentication with a bearer token in the Authorization header.',
    specUri: 'https://www.rfc-editor.org/info/rfc6750',
    primary: true,
  },
  {
    type: 'oauth2',
    name: 'OAuth 2.0 Client Credentials',
    description: 'Bearer tokens that the token endpoint /oauth/token issues to a client for its id and secret.',
    specUri: 'https://www.rfc-editor.org/info/rfc6749',
  },
];

/** The discovery endpoints (RFC 7644 section 4). Their documents are made once for each base URI. */
export class DiscoveryEndpoints {
  readonly serviceProviderConfig: MethodTable;
  readonly resourceTypes: MethodTable;
  readonly resourceType: MethodTable;
  readonly schemas: MethodTable;
  readonly schema: MethodTable;

  constructor(models: readonly ResourceModel[], limits: Limits) {
    const types = resourceTypeResources(models);
    const schemas = schemaResources(models);
    // Whoever has no credentials yet has to find out which ones are wanted (RFC 7643 section 5).
    this.serviceProviderConfig = {
      GET: { ...document(serviceProviderConfig(limits)), public: true },
    };
    this.resourceTypes = { GET: document(listResponse(types)) };
    this.resourceType = { GET: oneOf(types) };
    this.schemas = { GET: document(listResponse(schemas)) };
    this.schema = { GET: oneOf(schemas) };
  }
}

function serviceProviderConfig(limits: Limits): JsonObject {
  return serviceProviderConfigResource({
    patch: true,
    bulk: { maxOperations: limits.bulkOperations, maxPayloadSize: limits.bulkPayloadBytes },
    filter: { maxResults: limits.maxPageSize },
    changePassword: true,
    sort: true,
    etag: true,
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: limits.defaultPageSize,
      maxPageSize: limits.maxPageSize,
      cursorTimeout: limits.cursorTimeoutSeconds,
    },
    authenticationSchemes: AUTHENTICATION_SCHEMES,
  });
}

/** An endpoint that has one document. */
function document(content: JsonObject): Endpoint {
  const text = absoluteText(content);
  return { action: 'discovery', writes: false, run: (exchange) => discoveryReply(exchange, text) };
}

/** An endpoint of documents by id. Schema URIs are compared without regard to case (RFC 7643 section 10.2.1). */
function oneOf(documents: readonly JsonObject[]): Endpoint {
  const texts = new Map(documents.map((content) => [JSON.stringify(content.id).toLowerCase(), absoluteText(content)]));
  return {
    action: 'discovery',
    writes: false,
    run(exchange, id) {
      const text = texts.get(JSON.stringify(id).toLowerCase());
      if (text === undefined) throw new ScimError(404, `Resource ${id} not found.`);
      return discoveryReply(exchange, text);
    },
  };
}

/** Other query parameters are passed over; a filter is refused, since the client would take all it gets for matches. */
function discoveryReply(exchange: ScimExchange, text: (baseUri: string) => string): ScimReply {
  if (exchange.query.has('filter')) throw new ScimError(403, 'Discovery endpoints do not filter.');
  return { status: 200, body: text(exchange.baseUri) };
}
