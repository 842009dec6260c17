import { isJsonObject, type JsonObject } from '../../kernel/index.ts';
import type { ResourceModel } from '../schema.ts';

/**
 * Compiles something once per resource type and applies to each resource what belongs to its `meta.resourceType`
 * (RFC 7643 section 3.1). With a single model it is that one's for every resource.
 *
 * @param otherwise the result for a resource of none of the types.
 */
export function dispatchByType<Result>(
  models: readonly ResourceModel[],
  compile: (model: ResourceModel) => (resource: JsonObject) => Result,
  otherwise: (resource: JsonObject) => Result,
): (resource: JsonObject) => Result {
  const byType = new Map(models.map((model) => [model.type.name, compile(model)]));
  const [only] = byType.values();
  if (byType.size === 1 && only !== undefined) return only;
  return (resource) => {
    const type = isJsonObject(resource['meta']) ? resource['meta']['resourceType'] : undefined;
    const compiled = typeof type === 'string' ? byType.get(type) : undefined;
    return (compiled ?? otherwise)(resource);
  };
}
