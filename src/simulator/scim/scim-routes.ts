import type { ResourceModel } from '../../scim/index.ts';
import { bulkEndpoint } from './bulk-endpoint.ts';
import type { DiscoveryEndpoints } from './discovery-endpoints.ts';
import type { MethodTable } from './endpoint.ts';
import { meEndpoints, NO_SUBJECT } from './me-endpoints.ts';
import { listEndpoint, type QueryScope, searchEndpoint } from './query-endpoints.ts';
import { ResourceEndpoints } from './resource-endpoints.ts';

/** Where a path leads. */
export interface Route {
  readonly methods: MethodTable;
  /** The last segment, where the path ends in an id. */
  readonly id: string;
}

/** Finds the route of the decoded segments of a path below the base URI. */
export type Routes = (segments: readonly string[]) => Route | undefined;

/**
 * The endpoints of RFC 7644 table 2. A table of its own, in place of a routing framework: the paths are few, known at
 * the start and at most two segments deep, so that finding one is two look-ups.
 */
export function createRoutes(models: readonly ResourceModel[], discovery: DiscoveryEndpoints): Routes {
  const root: QueryScope = { path: '', name: 'resource', models };
  const single = new Map<string, MethodTable>([
    ['.search', { POST: searchEndpoint(root) }],
    ['Bulk', { POST: bulkEndpoint(models) }],
    ['ServiceProviderConfig', discovery.serviceProviderConfig],
    ['ResourceTypes', discovery.resourceTypes],
    ['Schemas', discovery.schemas],
  ]);
  const withId = new Map<string, MethodTable>([
    ['ResourceTypes', discovery.resourceType],
    ['Schemas', discovery.schema],
  ]);
  const search = new Map<string, MethodTable>();
  for (const model of models) {
    const segment = model.type.endpoint.slice(1);
    const scope = { path: model.type.endpoint, name: model.type.name.toLowerCase(), models: [model] };
    const resource = new ResourceEndpoints(model);
    single.set(segment, { GET: listEndpoint(scope), POST: resource.create });
    search.set(segment, { POST: searchEndpoint(scope) });
    withId.set(segment, resource.methods);
    if (model.attributes.has('username')) single.set('Me', meEndpoints(model, resource));
  }
  if (!single.has('Me')) single.set('Me', NO_SUBJECT);
  const rootMethods = { GET: listEndpoint(root) };
  return (segments) => {
    const [first = '', id = ''] = segments;
    if (segments.length === 0) return { methods: rootMethods, id };
    if (segments.length > 2) return undefined;
    const table = segments.length === 1 ? single : id === '.search' ? search : withId;
    const methods = table.get(first);
    return methods === undefined ? undefined : { methods, id };
  };
}
