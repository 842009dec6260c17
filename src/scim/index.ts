export { ScimError } from './errors.ts';
export type {
  AttributeDefinition,
  AttributeType,
  ResourceModel,
  ResourceTypeDefinition,
  SchemaDefinition,
  Strictness,
} from './schema.ts';

// Schemas, validation, discovery, messages.
export { resourceTypeResources, schemaResources } from './discovery/schema-resources.ts';
export {
  type AuthenticationScheme,
  serviceProviderConfigResource,
  type ServiceFeatures,
} from './discovery/service-provider-config.ts';
export { type BulkOperation, type BulkRequest, parseBulkRequest } from './messages/bulk-request.ts';
export { listResponse } from './messages/list-response.ts';
export { parseSearchRequest, type SearchRequest } from './messages/search-request.ts';
export { buildModel, coreModels, discoveryModels, modelsWith } from './model.ts';
export { coreSchemas, discoverySchemas } from './schemas/core-schemas.ts';
export { parseResourceType, parseSchemaDefinition } from './schemas/parse-definitions.ts';
export { messageUris, schemaUris } from './schemas/schema-uris.ts';
export { changedSpan } from './validation/changed-span.ts';
export { scryptKeeper, type SecretKeeper } from './validation/secret-keeper.ts';
export { validateCreate, validatePatched, validateReplace } from './validation/validate-resource.ts';
export type { ValidationOptions } from './validation/validation-scope.ts';

// Comparing, finding, changing and presenting what a resource holds.
export { type ComparisonKey, comparableText, compareCodePoints, comparisonKey, parseDateTime } from './comparison.ts';
export type { Comparison, Filter, FilterLiteral, Presence } from './filter/filter-ast.ts';
export { compileFilter } from './filter/filter-compiler.ts';
export { analyseEquality } from './filter/filter-equality.ts';
export type { ComparisonTolerances } from './filter/filter-operators.ts';
export { parseFilter } from './filter/filter-parser.ts';
export { printFilter } from './filter/filter-printer.ts';
export { type AttributePath, parseAttributePath, printAttributePath } from './path/attribute-path.ts';
export { parsePatchPath, printPatchPath, resolvePatchPath } from './path/patch-path.ts';
export { canonicalPath, resolvePath } from './path/resolved-attribute.ts';
export { applyPatch } from './patch/apply-patch.ts';
export { attributesOf, attributesWrittenByPatch } from './patch/written-attributes.ts';
export { diffResources, isDifferent, maskedValue } from './patch/resource-difference.ts';
export {
  compileProjection,
  parseAttributeList,
  type Projection,
  type ProjectionRequest,
} from './projection/projection.ts';
export { compileOrder, type ResourceOrder, sortResources } from './sort/sort.ts';
