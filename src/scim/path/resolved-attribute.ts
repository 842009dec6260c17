import type { AttributeDefinition, ResourceModel } from '../schema.ts';
import { subDefinitions } from '../validation/validation-scope.ts';
import { type AttributePath, parseAttributePath, printAttributePath } from './attribute-path.ts';

/** What a path names in a resource model. */
export type ResolvedPath = ResolvedAttribute | ResolvedExtension;

export interface ResolvedAttribute {
  readonly kind: 'attribute';
  /** URI of the extension in whose container the attribute lies; absent for core and common attributes. */
  readonly extension?: string;
  readonly attribute: AttributeDefinition;
  readonly subAttribute?: AttributeDefinition;
}

/** An extension as a whole: its container. */
interface ResolvedExtension {
  readonly kind: 'extension';
  readonly extension: string;
}

/**
 * Finds what a path names, without regard to case (RFC 7644 section 3.10). A name without URI is looked for among
 * common and core attributes, then, since clients only SHOULD qualify them, in the one extension that has it.
 *
 * @returns `undefined` when the model has no such attribute, or only some of several extensions could be meant.
 */
export function resolvePath(path: AttributePath, model: ResourceModel): ResolvedPath | undefined {
  if (path.uri !== undefined) {
    const extension = findExtension(printAttributePath(path), model);
    if (extension !== undefined) return { kind: 'extension', extension };
  }
  const found = findAttribute(path, model);
  if (found === undefined || path.subAttribute === undefined) return found;
  const subAttribute = findSubAttribute(found.attribute, path.subAttribute);
  return subAttribute === undefined ? undefined : { ...found, subAttribute };
}

/**
 * Finds what a name from a request stands for in each of several models.
 *
 * @returns `undefined` when it is neither in attribute notation nor the URI of an extension, which may end in what is no
 * attribute name, such as `…:2.0`.
 */
export function nameResolver(
  name: string,
  models: readonly ResourceModel[],
): ((model: ResourceModel) => ResolvedPath | undefined) | undefined {
  const path = parseAttributePath(name);
  if (path === undefined && models.every((model) => findExtension(name, model) === undefined)) return undefined;
  return (model) => {
    const extension = findExtension(name, model);
    if (extension !== undefined) return { kind: 'extension', extension };
    return path === undefined ? undefined : resolvePath(path, model);
  };
}

/** The URI of an extension as the model spells it. */
export function findExtension(uri: string, model: ResourceModel): string | undefined {
  if (!model.extensionAttributes.has(uri.toLowerCase())) return undefined;
  return model.extensions.find(({ schema }) => schema.id.toLowerCase() === uri.toLowerCase())?.schema.id;
}

/** A sub-attribute by its name, without regard to case. */
export function findSubAttribute(attribute: AttributeDefinition, name: string): AttributeDefinition | undefined {
  return subDefinitions(attribute).get(name.toLowerCase());
}

/** The path as the model spells it: `emails.value`, `urn:…:User:manager.displayName`. */
export function canonicalPath(resolved: ResolvedPath): string {
  if (resolved.kind === 'extension') return resolved.extension;
  const { extension, attribute, subAttribute } = resolved;
  return printAttributePath({
    ...(extension === undefined ? {} : { uri: extension }),
    name: attribute.name,
    ...(subAttribute === undefined ? {} : { subAttribute: subAttribute.name }),
  });
}

/**
 * Whether the attribute's values are kept from everybody: `returned: never` and `writeOnly` (RFC 7643 section 7).
 * They are not returned, not compared in filters or sorting, and masked in differences.
 */
export function isSecret(attribute: AttributeDefinition): boolean {
  return attribute.returned === 'never' || attribute.mutability === 'writeOnly';
}

function findAttribute(path: AttributePath, model: ResourceModel): ResolvedAttribute | undefined {
  const name = path.name.toLowerCase();
  const uri = path.uri?.toLowerCase();
  if (uri === undefined || uri === model.base.id.toLowerCase()) {
    const attribute = model.attributes.get(name);
    if (attribute !== undefined) return { kind: 'attribute', attribute };
    if (uri !== undefined) return undefined;
  }
  const candidates: ResolvedAttribute[] = [];
  for (const { schema } of model.extensions) {
    const extension = schema.id.toLowerCase();
    if (uri !== undefined && uri !== extension) continue;
    const attribute = model.extensionAttributes.get(extension)?.get(name);
    if (attribute !== undefined) candidates.push({ kind: 'attribute', extension: schema.id, attribute });
  }
  return candidates.length === 1 ? candidates[0] : undefined;
}
