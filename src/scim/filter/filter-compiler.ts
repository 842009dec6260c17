import { isJsonObject, type JsonObject } from '../../kernel/index.ts';
import { ScimError } from '../errors.ts';
import { findSubAttribute, isSecret, resolvePath } from '../path/resolved-attribute.ts';
import { dispatchByType } from '../path/resource-type-dispatch.ts';
import { anyValue, isPresent, memberReader } from '../path/value-reader.ts';
import type { AttributeDefinition, ResourceModel } from '../schema.ts';
import type { Comparison, Filter, Presence } from './filter-ast.ts';
import { type ComparisonTolerances, incompatible, nullTest, type ValueTest, valueTest } from './filter-operators.ts';

/** Whether a resource, spelled as its schema spells it, satisfies a filter. */
export type ResourcePredicate = (resource: JsonObject) => boolean;

/**
 * Compiles a filter for resources of the given types: names are looked up, literals prepared and types checked once,
 * so that a test of a resource reads and compares values only. With several models the resource's own `meta.resourceType`
 * decides which one it is tested by; a resource of none of them does not match.
 *
 * A name that a type does not define stands for an attribute without a value there, also when the query is on that type
 * alone (RFC 7644 section 3.4.2.1): `pr` and `eq` do not match, and `not` over them does. It is no error, since a
 * filter over several types could otherwise name nothing but what they share.
 *
 * @throws ScimError 400 `invalidFilter` when a comparison does not go with an attribute's type, or a value path names
 * no sub-attribute of its parent; 403 `sensitive` when the filter asks for an attribute that is never returned.
 */
export function compileFilter(
  filter: Filter,
  models: readonly ResourceModel[],
  tolerances: ComparisonTolerances = {},
): ResourcePredicate {
  return dispatchByType(
    models,
    (model) => compileForModel(filter, model, tolerances),
    () => false,
  );
}

/**
 * Compiles the filter of a value path for single values of the attribute. In the filter of a simple multi-valued
 * attribute `value` is the value itself (RFC 7644 section 3.5.2.2).
 *
 * @throws ScimError 400 `invalidFilter` when the filter names what is no sub-attribute; see {@link compileFilter}.
 */
export function compileValueFilter(
  filter: Filter,
  attribute: AttributeDefinition,
  tolerances: ComparisonTolerances = {},
): ValueTest {
  return compileLogic(filter, (leaf) => {
    if (leaf.type === 'valuePath') throw incompatible(`there is a value path within that of '${attribute.name}'`);
    const name = leaf.path.name;
    if (attribute.type !== 'complex') {
      if (name.toLowerCase() === 'value') return expressionTest(leaf, attribute, attribute.name, tolerances);
    } else {
      const subAttribute = findSubAttribute(attribute, name);
      if (subAttribute !== undefined) return subAttributeTest(leaf, attribute, subAttribute, tolerances);
    }
    throw incompatible(`'${name}' is no sub-attribute of '${attribute.name}'`);
  });
}

function compileForModel(filter: Filter, model: ResourceModel, tolerances: ComparisonTolerances): ResourcePredicate {
  return compileLogic(filter, (leaf) => {
    const resolved = resolvePath(leaf.path, model);
    if (resolved === undefined) {
      const constant = undefinedAttributeMatches(leaf);
      return () => constant;
    }
    if (resolved.kind === 'extension') {
      const readExtension = memberReader(resolved.extension);
      const test = leafTest(leaf, extensionAttribute(resolved.extension, model), undefined, tolerances);
      return (resource) => test(readExtension(resource));
    }
    const { extension, attribute, subAttribute } = resolved;
    const test = leafTest(leaf, attribute, subAttribute, tolerances);
    const read = memberReader(attribute.name);
    if (extension === undefined) return (resource) => anyValue(read(resource), test);
    const readExtension = memberReader(extension);
    return (resource) => anyValue(read(readExtension(resource)), test);
  });
}

type Leaf = Exclude<Filter, { type: 'and' | 'or' | 'not' }>;

/** Joins the tests of a filter's leaves by its logical operators. */
function compileLogic<Subject>(
  filter: Filter,
  leaf: (filter: Leaf) => (subject: Subject) => boolean,
): (subject: Subject) => boolean {
  if (filter.type === 'not') {
    const part = compileLogic(filter.filter, leaf);
    return (subject) => !part(subject);
  }
  if (filter.type !== 'and' && filter.type !== 'or') return leaf(filter);
  const parts = filter.filters.map((part) => compileLogic(part, leaf));
  return filter.type === 'and'
    ? (subject) => parts.every((part) => part(subject))
    : (subject) => parts.some((part) => part(subject));
}

/** The test of one value of a top-level attribute. */
function leafTest(
  leaf: Leaf,
  attribute: AttributeDefinition,
  subAttribute: AttributeDefinition | undefined,
  tolerances: ComparisonTolerances,
): ValueTest {
  requireReadable(attribute);
  if (leaf.type === 'valuePath') {
    const test = compileValueFilter(leaf.filter, attribute, tolerances);
    // Where there is no value, there is none that could satisfy even a negation.
    return (value) => value !== undefined && value !== null && test(value);
  }
  if (subAttribute !== undefined) return subAttributeTest(leaf, attribute, subAttribute, tolerances);
  return expressionTest(leaf, attribute, attribute.name, tolerances);
}

/** The test of one value of an attribute that may be complex: its `value` is then what is compared, if it has one. */
function expressionTest(
  leaf: Comparison | Presence,
  attribute: AttributeDefinition,
  name: string,
  tolerances: ComparisonTolerances,
): ValueTest {
  if (leaf.type === 'presence') return isPresent;
  if (attribute.type !== 'complex') return valueTest(attribute, leaf.operator, leaf.value, name, tolerances);
  const value = findSubAttribute(attribute, 'value');
  if (value !== undefined) return subAttributeTest(leaf, attribute, value, tolerances);
  if (leaf.value === null) return nullTest(leaf.operator, name);
  throw incompatible(`'${name}' is complex: a sub-attribute has to be named, such as '${exampleOf(attribute)}'`);
}

function subAttributeTest(
  leaf: Comparison | Presence,
  attribute: AttributeDefinition,
  subAttribute: AttributeDefinition,
  tolerances: ComparisonTolerances,
): ValueTest {
  requireReadable(subAttribute);
  const test = expressionTest(leaf, subAttribute, `${attribute.name}.${subAttribute.name}`, tolerances);
  const read = memberReader(subAttribute.name);
  if (leaf.type === 'presence' || !isAssumedFalse(attribute, subAttribute))
    return (value) => anyValue(read(value), test);
  return (value) => (isJsonObject(value) ? test(read(value) ?? false) : test(undefined));
}

/** A `primary` that is not specified is assumed to be false (RFC 7643 section 2.4). */
export function isAssumedFalse(attribute: AttributeDefinition, subAttribute: AttributeDefinition): boolean {
  return attribute.multiValued && subAttribute.type === 'boolean' && subAttribute.name === 'primary';
}

/** An attribute that is not defined has no value, which is `null`'s equal and no other's. */
function undefinedAttributeMatches(leaf: Leaf): boolean {
  return leaf.type === 'comparison' && (leaf.value === null ? leaf.operator === 'eq' : leaf.operator === 'ne');
}

/** An extension's container, seen as the complex attribute that it is in JSON. */
function extensionAttribute(uri: string, model: ResourceModel): AttributeDefinition {
  const schema = model.extensions.find((extension) => extension.schema.id === uri)!.schema;
  return {
    name: uri,
    type: 'complex',
    multiValued: false,
    description: schema.description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    subAttributes: schema.attributes,
  };
}

/** What is never returned is not to be found out by asking for it either. */
function requireReadable(attribute: AttributeDefinition): void {
  if (isSecret(attribute))
    throw new ScimError(403, `Filters involving '${attribute.name}' are restricted.`, 'sensitive');
}

function exampleOf(attribute: AttributeDefinition): string {
  return `${attribute.name}.${attribute.subAttributes?.[0]?.name ?? 'value'}`;
}
