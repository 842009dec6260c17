import type { JsonObject, JsonValue } from '../../kernel/index.ts';
import type { ResourceModel } from '../schema.ts';
import { isJsonArray, refuse, type ValidationScope } from './validation-scope.ts';
import { excerpt } from './validate-values.ts';

/**
 * Checks the `schemas` attribute of a request body (RFC 7643 sections 3 and 3.3): not empty, no duplicates, the base
 * schema, nothing that the resource type does not have.
 *
 * @returns URIs of the extensions that it names, in lower case.
 * @throws ScimError 400 `invalidSyntax`: the body does not conform to the schema that it is a request of.
 */
export function checkSchemas(
  model: ResourceModel,
  input: JsonValue | undefined,
  scope: ValidationScope,
): ReadonlySet<string> {
  const tolerant = scope.strictness.unknownAttributes;
  if (!isJsonArray(input) || input.length === 0) {
    return refuse("Attribute 'schemas' must be a non-empty array of schema URIs.", 'invalidSyntax');
  }
  const named = new Set<string>();
  for (const uri of input) {
    if (typeof uri !== 'string') return refuse("Attribute 'schemas' must hold strings.", 'invalidSyntax');
    const key = uri.toLowerCase();
    if (named.has(key)) refuse(`Attribute 'schemas' has '${excerpt(uri)}' twice.`, 'invalidSyntax');
    if (key !== model.base.id.toLowerCase() && !model.extensionAttributes.has(key) && !tolerant) {
      refuse(`Schema '${excerpt(uri)}' does not belong to resource type ${model.type.name}.`, 'invalidSyntax');
    }
    named.add(key);
  }
  if (!named.has(model.base.id.toLowerCase()) && !tolerant) {
    refuse(`Attribute 'schemas' must have the base schema '${model.base.id}'.`, 'invalidSyntax');
  }
  return named;
}

/**
 * The `schemas` of what is stored: the schemas that define attributes that are present (RFC 7643 section 3), and
 * extensions that every resource of the type has.
 */
export function schemasOf(model: ResourceModel, resource: JsonObject): readonly string[] {
  const extensions = model.extensions.filter(({ schema, required }) => required || resource[schema.id] !== undefined);
  return [model.base.id, ...extensions.map(({ schema }) => schema.id)];
}
