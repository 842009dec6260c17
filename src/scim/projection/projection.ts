import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { ScimError } from '../errors.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import { isSecret, nameResolver, type ResolvedPath } from '../path/resolved-attribute.ts';
import { dispatchByType } from '../path/resource-type-dispatch.ts';
import { isList } from '../path/value-reader.ts';
import type { AttributeDefinition, ResourceModel } from '../schema.ts';

/** Which attributes of a resource a response is to have (RFC 7644 sections 3.4.2.5 and 3.9). Names in any case. */
export interface ProjectionRequest {
  /** In place of the default set. Empty is the same as absent. */
  readonly attributes?: readonly string[];
  /** Taken from the default set. Not together with `attributes`. */
  readonly excludedAttributes?: readonly string[];
  /**
   * What the client wrote by this request: `returned: request` attributes among it come back (RFC 7643 section 7). Names
   * as they stood in the request; what is none is passed over.
   */
  readonly written?: readonly string[];
}

/** Makes the representation of a stored resource. Returns the very resource when nothing is to be left out. */
export type Projection = (resource: JsonObject) => JsonObject;

/** Splits the value of the query parameter `attributes` or `excludedAttributes`: names, comma-separated. */
export function parseAttributeList(parameter: string): readonly string[] {
  return parameter
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * Compiles a projection. The minimum set (`returned: always`) is there whatever is asked for, `never` and write-only
 * attributes are not, and `request` attributes are when they are named. Names that no type defines have no effect.
 * `schemas` keeps the URIs of what is left to see (RFC 7643 section 3).
 *
 * @throws ScimError 400 `invalidValue` when both lists are given, or a name is not in attribute notation.
 */
export function compileProjection(request: ProjectionRequest, models: readonly ResourceModel[]): Projection {
  const named = request.attributes ?? [];
  const excluded = request.excludedAttributes ?? [];
  if (named.length > 0 && excluded.length > 0) {
    throw new ScimError(400, `'attributes' and 'excludedAttributes' exclude each other.`, 'invalidValue');
  }
  requireNames([...named, ...excluded], models);
  return dispatchByType(
    models,
    (model) =>
      compileForModel(model, {
        named: named.length > 0 ? selectionOf(named, model) : undefined,
        excluded: selectionOf(excluded, model),
        written: selectionOf(request.written ?? [], model),
      }),
    (resource) => resource,
  );
}

/** Names that were given, by attribute: the attribute as a whole, or some of its sub-attributes. */
type Selection = ReadonlyMap<AttributeDefinition | string, Choice>;
type Choice = 'whole' | ReadonlySet<AttributeDefinition>;

interface Selections {
  /** `undefined`: the default set. */
  readonly named: Selection | undefined;
  readonly excluded: Selection;
  readonly written: Selection;
}

/** What is kept of a member: all, nothing, or some members of it. */
type Rule = boolean | ReadonlyMap<string, Rule>;

function requireNames(names: readonly string[], models: readonly ResourceModel[]): void {
  const malformed = names.find((name) => nameResolver(name, models) === undefined);
  if (malformed !== undefined)
    throw new ScimError(400, `${excerpt(malformed)} is not an attribute name.`, 'invalidValue');
}

/** What the names stand for in a model. Those that stand for nothing in it are left out. */
function selectionOf(names: readonly string[], model: ResourceModel): Selection {
  const selection = new Map<AttributeDefinition | string, 'whole' | Set<AttributeDefinition>>();
  for (const name of names) {
    const resolved = nameResolver(name, [model])?.(model);
    if (resolved !== undefined) select(selection, resolved);
  }
  return selection;
}

function select(
  selection: Map<AttributeDefinition | string, 'whole' | Set<AttributeDefinition>>,
  resolved: ResolvedPath,
): void {
  if (resolved.kind === 'extension') {
    selection.set(resolved.extension, 'whole');
    return;
  }
  const { attribute, subAttribute } = resolved;
  const known = selection.get(attribute);
  if (subAttribute === undefined) selection.set(attribute, 'whole');
  else if (known === undefined) selection.set(attribute, new Set([subAttribute]));
  else if (known !== 'whole') known.add(subAttribute);
}

function compileForModel(model: ResourceModel, selections: Selections): Projection {
  const rules = new Map<string, Rule>();
  for (const attribute of model.attributes.values()) {
    rules.set(attribute.name, attribute.name === 'schemas' || attributeRule(attribute, undefined, selections));
  }
  for (const { schema } of model.extensions) {
    const parts = schema.attributes.map((each): [string, Rule] => [
      each.name,
      attributeRule(each, schema.id, selections),
    ]);
    rules.set(schema.id, combine(parts));
  }
  // What the model does not know is none of the default set's business, and nobody can name it.
  const others = selections.named === undefined;
  const touched = [...rules].filter(([, rule]) => rule !== true).map(([name]) => name);
  const extensions = new Set(model.extensions.map(({ schema }) => schema.id));
  return (resource) => {
    if (others && !touched.some((name) => resource[name] !== undefined)) return resource;
    const kept = keepMembers(resource, rules, others) ?? {};
    const schemas = resource['schemas'];
    if (!isList(schemas)) return kept;
    const present = schemas.filter((uri) => typeof uri !== 'string' || !extensions.has(uri) || kept[uri] !== undefined);
    return { ...kept, schemas: present };
  };
}

/** Decides on one attribute by its `returned` characteristic and what was asked for. */
function attributeRule(attribute: AttributeDefinition, extension: string | undefined, selections: Selections): Rule {
  if (isSecret(attribute)) return false;
  const { named, excluded, written } = selections;
  const container = (selection: Selection): boolean => extension !== undefined && selection.has(extension);
  const always = attribute.returned === 'always';
  const writing = named === undefined ? (container(written) ? 'whole' : written.get(attribute)) : undefined;
  const asWritten = attribute.returned === 'request' && writing !== undefined;
  const inDefaultSet = attribute.returned === 'default' || asWritten;
  const asked =
    named?.get(attribute) ?? (named !== undefined && container(named) && inDefaultSet ? 'whole' : undefined);
  const dropped = excluded.get(attribute) ?? (container(excluded) ? 'whole' : undefined);
  const whole = always || asked === 'whole' || (named === undefined && inDefaultSet && dropped !== 'whole');
  const subAttributes = attribute.subAttributes ?? [];
  if (subAttributes.length === 0) return whole;
  return combine(
    subAttributes.map((each) => {
      const listed = (choice: Choice | undefined): boolean =>
        choice !== undefined && choice !== 'whole' && choice.has(each);
      if (isSecret(each)) return [each.name, false];
      if (each.returned === 'always' || listed(asked)) return [each.name, true];
      if (each.returned === 'request') return [each.name, whole && (writing === 'whole' || listed(writing))];
      return [each.name, whole && !listed(dropped)];
    }),
  );
}

function combine(parts: readonly (readonly [string, Rule])[]): Rule {
  if (parts.every(([, rule]) => rule === true)) return true;
  if (parts.every(([, rule]) => rule === false)) return false;
  return new Map(parts);
}

/** Applies rules to an object's members; `undefined` when none is left. */
function keepMembers(object: JsonObject, rules: ReadonlyMap<string, Rule>, others: boolean): JsonObject | undefined {
  const kept: [string, JsonValue][] = [];
  for (const name of Object.keys(object)) {
    const value = keep(object[name], rules.get(name) ?? others);
    if (value !== undefined) kept.push([name, value]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function keep(value: JsonValue | undefined, rule: Rule): JsonValue | undefined {
  if (rule === false) return undefined;
  if (rule === true || value === undefined) return value;
  if (isJsonObject(value)) return keepMembers(value, rule, false);
  if (!isList(value)) return value;
  const kept = value.map((each) => keep(each, rule)).filter((each) => each !== undefined);
  return kept.length === 0 && value.length > 0 ? undefined : kept;
}
