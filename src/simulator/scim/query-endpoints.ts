import type { JsonObject } from '../../kernel/index.ts';
import type { DirectoryQuery, StoredResource } from '../../directory/index.ts';
import {
  compileOrder,
  parseFilter,
  parseSearchRequest,
  type ResourceModel,
  type ResourceOrder,
  ScimError,
  type SearchRequest,
} from '../../scim/index.ts';
import { actionOn } from './canonical-action.ts';
import type { Endpoint } from './endpoint.ts';
import { listParameters } from './list-parameters.ts';
import { PageCursors } from './page-cursor.ts';
import { Projections } from './projections.ts';
import { representation } from './representation.ts';
import type { ScimExchange, ScimReply } from './scim-exchange.ts';

/** Where a query is asked: a resource type endpoint, or the root for all types (RFC 7644 section 3.4.2.1). */
export interface QueryScope {
  /** Below the base URI: `/Users`, or empty for the root. */
  readonly path: string;
  /** Name of the resource type in lower case, or `resource` for all types. */
  readonly name: string;
  readonly models: readonly ResourceModel[];
}

/** `GET` on a resource type endpoint or the root. */
export function listEndpoint(scope: QueryScope): Endpoint {
  const query = new ListQuery(scope);
  return {
    action: actionOn(scope.name, 'list'),
    writes: false,
    run: (exchange) => query.answer(exchange, listParameters(exchange.query)),
  };
}

/** `POST` on `/.search` (RFC 7644 section 3.4.3). */
export function searchEndpoint(scope: QueryScope): Endpoint {
  const query = new ListQuery(scope);
  return {
    action: actionOn(scope.name, 'list'),
    writes: false,
    run: (exchange) => {
      const reply = query.answer(exchange, parseSearchRequest(exchange.jsonBody()));
      return { ...reply, headers: { location: `${exchange.baseUri}${scope.path}/.search` } };
    },
  };
}

/** A page of a query's result. */
interface Page {
  readonly totalResults: number;
  readonly resources: readonly StoredResource[];
  readonly startIndex?: number;
  readonly nextCursor?: string;
}

class ListQuery {
  readonly #scope: QueryScope;
  readonly #projections: Projections;

  constructor(scope: QueryScope) {
    this.#scope = scope;
    this.#projections = new Projections(scope.models);
  }

  answer(exchange: ScimExchange, parameters: SearchRequest): ScimReply {
    if (parameters.cursor !== undefined && parameters.startIndex !== undefined)
      throw new ScimError(
        400,
        '"startIndex" and "cursor" are two methods of paging; only one can be used.',
        'invalidValue',
      );
    const view = this.#projections.view(parameters);
    const page =
      parameters.cursor === undefined
        ? this.#indexPage(exchange, parameters)
        : this.#cursorPage(exchange, parameters, parameters.cursor);
    const texts = page.resources.map((stored) => representation(stored, exchange.baseUri, view));
    return { status: 200, body: listResponse(page, texts) };
  }

  /** RFC 7644 section 3.4.2.4. A count beyond the maximum gives a shorter page, as that section allows. */
  #indexPage(exchange: ScimExchange, parameters: SearchRequest): Page {
    const { defaultPageSize, maxPageSize } = exchange.settings.limits;
    const startIndex = Math.max(1, parameters.startIndex ?? 1);
    const limit = Math.min(maxPageSize, Math.max(0, parameters.count ?? defaultPageSize));
    const order = this.#order(parameters);
    const found = exchange.tenant.directory.query({
      ...this.#search(exchange, parameters),
      ...(order !== undefined && { compare: order.compare }),
      offset: startIndex - 1,
      limit,
    });
    return { ...found, startIndex };
  }

  /**
   * RFC 9865. A page begins behind the last resource of the page before, by its place in the order and not by a count:
   * resources that come or go meanwhile make none of the others appear twice or not at all.
   */
  #cursorPage(exchange: ScimExchange, parameters: SearchRequest, cursor: string): Page {
    const { defaultPageSize, maxPageSize } = exchange.settings.limits;
    if (parameters.count !== undefined && parameters.count > maxPageSize)
      throw new ScimError(
        400,
        `The count is greater than ${maxPageSize}, the size of the largest page.`,
        'invalidCount',
      );
    const limit = Math.max(0, parameters.count ?? defaultPageSize);
    const cursors = new PageCursors(exchange, this.#scope.path, parameters);
    const position = cursor === '' ? undefined : cursors.open(cursor);
    const order = this.#order(parameters);
    const { directory } = exchange.tenant;
    const search = this.#search(exchange, parameters);
    const { totalResults } = directory.query({ ...search, limit: 0 });
    // Without a page there is no last resource for a cursor to stand on.
    if (limit === 0) return { totalResults, resources: [] };
    const rest =
      order === undefined
        ? directory.query({
            ...search,
            limit: limit + 1,
            ...(position !== undefined && { after: Number(position.order) }),
          }).resources
        : order.behind(directory.query({ ...search, compare: order.compare }).resources, position).slice(0, limit + 1);
    const resources = rest.slice(0, limit);
    const last = resources.at(-1);
    if (rest.length <= limit || last === undefined) return { totalResults, resources };
    return { totalResults, resources, nextCursor: cursors.close(order?.positionOf(last) ?? { order: last.order }) };
  }

  #search(exchange: ScimExchange, { filter }: SearchRequest): Pick<DirectoryQuery, 'models' | 'filter' | 'tolerances'> {
    const { strictness } = exchange.settings.validation;
    const { models } = this.#scope;
    if (filter === undefined) return { models };
    return { models, filter: parseFilter(filter, strictness), tolerances: strictness };
  }

  #order({ sortBy, sortOrder }: SearchRequest): SortedOrder | undefined {
    if (sortBy === undefined) return undefined;
    const request = { sortBy, ...(sortOrder !== undefined && { sortOrder }) };
    return new SortedOrder(compileOrder(request, this.#scope.models));
  }
}

/** The order of one query's result by an attribute; creation order decides among equals. */
class SortedOrder {
  readonly #order: ResourceOrder;
  readonly #keys = new Map<StoredResource, ReturnType<ResourceOrder['keyOf']>>();
  readonly compare = (left: StoredResource, right: StoredResource): number =>
    this.#order.compare(this.#keyOf(left), this.#keyOf(right));

  constructor(order: ResourceOrder) {
    this.#order = order;
  }

  /** What a cursor keeps of the last resource on a page. */
  positionOf(stored: StoredResource): JsonObject {
    const key = this.#keyOf(stored);
    return { order: stored.order, ...(key !== undefined && { key }) };
  }

  /** The part of a sorted result that follows a position; all of it without one. */
  behind(sorted: readonly StoredResource[], position: JsonObject | undefined): readonly StoredResource[] {
    if (position === undefined) return sorted;
    const { key: given } = position;
    const key = typeof given === 'object' ? undefined : given;
    const start = sorted.findIndex((stored) => {
      const difference = this.#order.compare(this.#keyOf(stored), key);
      return difference > 0 || (difference === 0 && stored.order > Number(position.order));
    });
    return start === -1 ? [] : sorted.slice(start);
  }

  #keyOf(stored: StoredResource): ReturnType<ResourceOrder['keyOf']> {
    if (this.#keys.has(stored)) return this.#keys.get(stored);
    const key = this.#order.keyOf(stored.resource);
    this.#keys.set(stored, key);
    return key;
  }
}

/** The ListResponse of RFC 7644 section 3.4.2, put together from the texts of its resources, which are kept with them. */
function listResponse(page: Page, texts: readonly string[]): string {
  const head = JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: page.totalResults,
    itemsPerPage: texts.length,
    ...(page.startIndex !== undefined && { startIndex: page.startIndex }),
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
  });
  return `${head.slice(0, -1)},"Resources":[${texts.join(',')}]}`;
}
