import { isJsonObject, type JsonObject } from '../../kernel/index.ts';
import {
  type AttributeDefinition,
  compileProjection,
  parseAttributePath,
  type Projection,
  type ResourceModel,
} from '../../scim/index.ts';
import type { AttributeSelection } from './list-parameters.ts';

/** What a client is shown of a resource. */
export interface View {
  /** Whether it is the view that every reader gets who asks for nothing in particular, so that its text can be kept. */
  readonly isDefault: boolean;
  readonly project: Projection;
}

/** How many selections of attributes are kept compiled: clients send the same few again and again. */
const KEPT_SELECTIONS = 100;

/** Compiled projections of one set of resource types. */
export class Projections {
  readonly #models: readonly ResourceModel[];
  readonly #default: View;
  readonly #selected = new Map<string, View>();
  /** Whether some attribute comes back only when asked for, or to the one who wrote it (`returned: request`). */
  readonly #showsWriter: boolean;

  constructor(models: readonly ResourceModel[]) {
    this.#models = models;
    this.#default = { isDefault: true, project: compileProjection({}, models) };
    this.#showsWriter = models.some((model) =>
      attributesOf(model).some((attribute) => attribute.returned === 'request'),
    );
  }

  /** @throws ScimError 400 `invalidValue` for what is no attribute name. */
  view(selection: AttributeSelection): View {
    const { attributes, excludedAttributes } = selection;
    if (attributes === undefined && excludedAttributes === undefined) return this.#default;
    const key = JSON.stringify([attributes ?? null, excludedAttributes ?? null]);
    const kept = this.#selected.get(key);
    if (kept !== undefined) return kept;
    const view = { isDefault: false, project: compileProjection(selection, this.#models) };
    if (this.#selected.size >= KEPT_SELECTIONS) this.#selected.clear();
    this.#selected.set(key, view);
    return view;
  }

  /** The view of the client that writes by this body: a resource, or a PatchOp message. */
  writerView(selection: AttributeSelection, body: JsonObject): View {
    if (!this.#showsWriter) return this.view(selection);
    const written = writtenNames(body).filter((name) => parseAttributePath(name) !== undefined);
    return { isDefault: false, project: compileProjection({ ...selection, written }, this.#models) };
  }
}

/** Names of what a body writes; in a PATCH without the filters of its paths. */
function writtenNames(body: JsonObject): string[] {
  const { Operations: operations } = body;
  if (!Array.isArray(operations)) return Object.keys(body);
  return operations.filter(isJsonObject).flatMap(({ path, value }) => {
    if (typeof path === 'string') return path.replace(/\[.*\]/u, '');
    return isJsonObject(value) ? Object.keys(value) : [];
  });
}

function attributesOf(model: ResourceModel): AttributeDefinition[] {
  const schemas = [model.base, ...model.extensions.map((extension) => extension.schema)];
  const attributes = schemas.flatMap((schema) => schema.attributes);
  return attributes.concat(attributes.flatMap((attribute) => attribute.subAttributes ?? []));
}
