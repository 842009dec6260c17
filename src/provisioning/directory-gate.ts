import { isJsonObject, type JsonObject } from '../kernel/index.ts';
import type { Directory, DirectoryCommit, StoredResource } from '../directory/index.ts';
import {
  parseFilter,
  type ResourceModel,
  ScimError,
  validateCreate,
  validateReplace,
  type ValidationOptions,
} from '../scim/index.ts';
import { exportedAttributes, isObjectType } from './jobs/operation-of-effect.ts';
import type { ObjectType, SyncObject, SyncType } from './model.ts';

/** A resource of the directory as an application gets it. */
export interface ExportedObject {
  readonly object: SyncObject;
  readonly attributes: JsonObject;
}

/** What became of a change from outside. The commit is to be made durable together with the entry about it. */
export type DirectoryAnswer =
  | {
      readonly ok: true;
      readonly object: SyncObject;
      readonly syncType: SyncType;
      readonly commit: DirectoryCommit<unknown>;
    }
  | { readonly ok: false; readonly reason: string };

/** Accounts and organizations of the directory, as provisioning reads and changes them. */
export class DirectoryGate {
  readonly #directory: Directory;
  readonly #validation: ValidationOptions;

  constructor(directory: Directory, validation: ValidationOptions) {
    this.#directory = directory;
    this.#validation = validation;
  }

  /** Every account and organization, in the order of creation. */
  objects(): readonly ExportedObject[] {
    const models = this.#directory.models.filter(({ type }) => isObjectType(type.name));
    return this.#directory.query({ models }).resources.flatMap((stored) => {
      const object = objectOf(stored);
      return object === undefined ? [] : [{ object, attributes: exportedAttributes(stored) }];
    });
  }

  has(type: ObjectType, id: string): boolean {
    const model = this.#model(type);
    return model !== undefined && this.#directory.get(model.type.endpoint, id) !== undefined;
  }

  /**
   * The resource that stands for an object from outside though it was never imported: one with the object's id as
   * `externalId`, or an account of the same user name that nobody has given an `externalId`.
   */
  match(type: ObjectType, id: string, resource: JsonObject): string | undefined {
    const model = this.#model(type);
    if (model === undefined) return undefined;
    const [known] = this.#find(model, 'externalId', id);
    if (known !== undefined) return known.id;
    const name = resource['userName'];
    if (type !== 'User' || typeof name !== 'string') return undefined;
    return this.#find(model, 'userName', name).find((stored) => stored.resource['externalId'] === undefined)?.id;
  }

  /** Creates (without `id`), replaces, or deletes (`null`) a resource. What is gone already need not be deleted. */
  change(type: ObjectType, id: string | undefined, resource: JsonObject | null, display: string): DirectoryAnswer {
    const model = this.#model(type);
    if (model === undefined) return { ok: false, reason: `The directory has no resource type ${type}.` };
    try {
      return this.#change(model, type, id, resource, display);
    } catch (error) {
      if (error instanceof ScimError) return { ok: false, reason: error.message };
      throw error;
    }
  }

  /** Whether a replacement would change anything. One that would be refused counts as a change: it is worth the attempt. */
  wouldChange(type: ObjectType, id: string, resource: JsonObject): boolean {
    const answer = this.change(type, id, resource, id);
    if (!answer.ok) return true;
    answer.commit.undo();
    return answer.commit.effects.length > 0;
  }

  #change(
    model: ResourceModel,
    type: ObjectType,
    id: string | undefined,
    resource: JsonObject | null,
    display: string,
  ): DirectoryAnswer {
    const { endpoint } = model.type;
    const stored = id === undefined ? undefined : this.#directory.get(endpoint, id);
    if (resource === null) {
      const commit = this.#directory.transact((transaction) => {
        if (stored !== undefined) transaction.delete(endpoint, stored.id);
      });
      const gone = stored === undefined ? undefined : objectOf(stored);
      return { ok: true, object: gone ?? { type, id: display, display }, syncType: 'delete', commit };
    }
    const commit = this.#directory.transact((transaction) =>
      stored === undefined
        ? transaction.create(model, validateCreate(model, resource, this.#validation))
        : transaction.replace(endpoint, stored.id, validateReplace(model, resource, stored.resource, this.#validation)),
    );
    const object = objectOf(commit.result) ?? { type, id: commit.result.id, display };
    return { ok: true, object, syncType: stored === undefined ? 'create' : 'update', commit };
  }

  #find(model: ResourceModel, attribute: string, value: string): readonly StoredResource[] {
    const filter = parseFilter(`${attribute} eq ${JSON.stringify(value)}`);
    return this.#directory.query({ models: [model], filter }).resources;
  }

  #model(type: ObjectType): ResourceModel | undefined {
    return this.#directory.models.find((model) => model.type.name === type);
  }
}

function objectOf({ id, model, resource }: StoredResource): SyncObject | undefined {
  const type = model.type.name;
  return isObjectType(type) ? { type, id, display: displayOf(resource) ?? id } : undefined;
}

/** What people call a resource: the same rule as that of an effect of the directory. */
export function displayOf(resource: JsonObject | null): string | undefined {
  const name = isJsonObject(resource) ? (resource['displayName'] ?? resource['userName']) : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
