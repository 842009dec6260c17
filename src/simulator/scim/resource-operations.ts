import type { JsonObject } from '../../kernel/index.ts';
import type { DirectoryTransaction, StoredResource } from '../../directory/index.ts';
import {
  applyPatch,
  type ResourceModel,
  ScimError,
  validateCreate,
  validatePatched,
  validateReplace,
  type ValidationOptions,
} from '../../scim/index.ts';

/** Called with the present version before it is changed. @throws ScimError 412 to keep it as it is. */
export type Precondition = (version: string) => void;

/** The resource, or the 404 of RFC 7644 section 3.12. */
export function requireResource(
  directory: Pick<DirectoryTransaction, 'get'>,
  model: ResourceModel,
  id: string,
): StoredResource {
  const stored = directory.get(model.type.endpoint, id);
  if (stored === undefined) throw new ScimError(404, `Resource ${id} not found.`);
  return stored;
}

/** RFC 7644 section 3.3. */
export function createResource(
  transaction: DirectoryTransaction,
  model: ResourceModel,
  body: JsonObject,
  options: ValidationOptions,
): StoredResource {
  return transaction.create(model, validateCreate(model, body, options));
}

/** RFC 7644 section 3.5.1. */
export function replaceResource(
  transaction: DirectoryTransaction,
  model: ResourceModel,
  id: string,
  body: JsonObject,
  options: ValidationOptions,
  precondition: Precondition,
): StoredResource {
  const stored = requireResource(transaction, model, id);
  precondition(stored.version);
  const resource = validateReplace(model, body, stored.resource, options);
  return transaction.replace(model.type.endpoint, id, resource);
}

/** RFC 7644 section 3.5.2. */
export function patchResource(
  transaction: DirectoryTransaction,
  model: ResourceModel,
  id: string,
  body: JsonObject,
  options: ValidationOptions,
  precondition: Precondition,
): StoredResource {
  const stored = requireResource(transaction, model, id);
  precondition(stored.version);
  const { resource, changed } = applyPatch(stored.resource, body, model, options.strictness);
  if (!changed) return stored;
  return transaction.replace(model.type.endpoint, id, validatePatched(model, resource, stored.resource, options));
}

/** RFC 7644 section 3.6. */
export function deleteResource(
  transaction: DirectoryTransaction,
  model: ResourceModel,
  id: string,
  precondition: Precondition,
): void {
  precondition(requireResource(transaction, model, id).version);
  transaction.delete(model.type.endpoint, id);
}
