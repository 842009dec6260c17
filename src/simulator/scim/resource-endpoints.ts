import type { JsonObject } from '../../kernel/index.ts';
import type { StoredResource } from '../../directory/index.ts';
import type { ResourceModel } from '../../scim/index.ts';
import { actionOn, type ResourceVerb } from './canonical-action.ts';
import { isUnmodified, requireUnchanged } from './conditional.ts';
import type { Endpoint, MethodTable } from './endpoint.ts';
import { attributeSelection } from './list-parameters.ts';
import { Projections } from './projections.ts';
import { locationOf, representation } from './representation.ts';
import { displayOf, nameIn } from './resource-names.ts';
import {
  createResource,
  deleteResource,
  patchResource,
  type Precondition,
  replaceResource,
  requireResource,
} from './resource-operations.ts';
import type { ScimExchange, ScimReply } from './scim-exchange.ts';

/** The endpoints of one resource type. */
export class ResourceEndpoints {
  readonly #model: ResourceModel;
  readonly #projections: Projections;
  /** `POST` on the resource type endpoint (RFC 7644 section 3.3). */
  readonly create: Endpoint;
  /** The methods of one resource (RFC 7644 sections 3.4.1, 3.5 and 3.6). */
  readonly methods: MethodTable;

  constructor(model: ResourceModel) {
    this.#model = model;
    this.#projections = new Projections([model]);
    const action = (verb: ResourceVerb): string => actionOn(model.type.name, verb);
    this.create = { action: action('create'), writes: true, run: (exchange) => this.#create(exchange) };
    this.methods = {
      GET: { action: action('read'), writes: false, run: (exchange, id) => this.#read(exchange, id) },
      PUT: { action: action('update'), writes: true, run: (exchange, id) => this.#replace(exchange, id) },
      PATCH: { action: action('update'), writes: true, run: (exchange, id) => this.#patch(exchange, id) },
      DELETE: { action: action('delete'), writes: true, run: (exchange, id) => this.#delete(exchange, id) },
    };
  }

  #create(exchange: ScimExchange): ScimReply {
    return this.createFrom(exchange, exchange.jsonBody());
  }

  /** Creates a resource from what the request's body was made into. */
  createFrom(exchange: ScimExchange, body: JsonObject): ScimReply {
    const name = nameIn(body);
    exchange.target = { type: this.#model.type.name, id: '', ...(name !== undefined && { display: name }) };
    const view = this.#projections.writerView(attributeSelection(exchange.query), body);
    const stored = exchange.transact((transaction) =>
      createResource(transaction, this.#model, body, exchange.settings.validation),
    );
    noteTarget(exchange, stored);
    const reply = resourceReply(exchange, stored, 201, representation(stored, exchange.baseUri, view));
    // The representation is that of the new resource, not of the collection that was posted to.
    return { ...reply, headers: { ...reply.headers, 'content-location': locationOf(stored, exchange.baseUri) } };
  }

  #read(exchange: ScimExchange, id: string): ScimReply {
    const stored = this.#find(exchange, id);
    const view = this.#projections.view(attributeSelection(exchange.query));
    if (isUnmodified(exchange.request.headers, stored.version)) return resourceReply(exchange, stored, 304, '');
    return resourceReply(exchange, stored, 200, representation(stored, exchange.baseUri, view));
  }

  #replace(exchange: ScimExchange, id: string): ScimReply {
    const known = this.#find(exchange, id);
    const body = exchange.jsonBody();
    const view = this.#projections.writerView(attributeSelection(exchange.query), body);
    const stored = exchange.transact((transaction) =>
      replaceResource(transaction, this.#model, known.id, body, exchange.settings.validation, unchanged(exchange)),
    );
    noteTarget(exchange, stored);
    return resourceReply(exchange, stored, 200, representation(stored, exchange.baseUri, view));
  }

  /** Answers 204, or 200 with the resource where the client asks for certain attributes (RFC 7644 section 3.5.2). */
  #patch(exchange: ScimExchange, id: string): ScimReply {
    const known = this.#find(exchange, id);
    const body = exchange.jsonBody();
    const selection = attributeSelection(exchange.query);
    const view = this.#projections.writerView(selection, body);
    const stored = exchange.transact((transaction) =>
      patchResource(transaction, this.#model, known.id, body, exchange.settings.validation, unchanged(exchange)),
    );
    noteTarget(exchange, stored);
    const isWanted = selection.attributes !== undefined || selection.excludedAttributes !== undefined;
    if (!isWanted) return resourceReply(exchange, stored, 204, '');
    return resourceReply(exchange, stored, 200, representation(stored, exchange.baseUri, view));
  }

  #delete(exchange: ScimExchange, id: string): ScimReply {
    const known = this.#find(exchange, id);
    exchange.transact((transaction) => deleteResource(transaction, this.#model, known.id, unchanged(exchange)));
    return { status: 204, body: '' };
  }

  /** The resource that a path names. `.scim` behind an id asks for the format that is the default (section 3.8). */
  #find(exchange: ScimExchange, id: string): StoredResource {
    const { directory } = exchange.tenant;
    exchange.target = { type: this.#model.type.name, id };
    const plain = id.endsWith('.scim') ? id.slice(0, -'.scim'.length) : id;
    const stored = directory.get(this.#model.type.endpoint, plain) ?? requireResource(directory, this.#model, id);
    noteTarget(exchange, stored);
    return stored;
  }
}

function unchanged(exchange: ScimExchange): Precondition {
  return (version) => requireUnchanged(exchange.request.headers, version);
}

function noteTarget(exchange: ScimExchange, stored: StoredResource): void {
  exchange.target = { type: stored.model.type.name, id: stored.id, display: displayOf(stored) };
}

function resourceReply(exchange: ScimExchange, stored: StoredResource, status: number, body: string): ScimReply {
  return { status, headers: { location: locationOf(stored, exchange.baseUri), etag: stored.version }, body };
}
