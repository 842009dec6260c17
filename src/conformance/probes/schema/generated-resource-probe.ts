import { array, type Arbitrary, boolean, constantFrom, integer, record, uniqueArray } from 'fast-check';
import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import type { Discovery } from '../../probe.ts';
import {
  generatedProbe,
  get,
  isBuildable,
  isReturned,
  isWritable,
  lacking,
  listOf,
  member,
  overlaid,
  placedAttributes,
  type PlacedAttribute,
  put,
  sampleValue,
} from '../kit/index.ts';

/** Optional values of a resource of one type: what is put on top of its required ones. */
interface Generated extends JsonObject {
  readonly type: string;
  readonly values: JsonObject;
  readonly others: JsonObject;
}

/** Resources from the target's own schemas (RFC 7643 sections 2.2 and 7). */
export const generatedResources = generatedProbe<Generated>({
  id: 'schema/generated-resources',
  title: 'Any choice of optional attributes is kept and returned, after a create and after a replace',
  requirements: ['RFC7643-2.2-c', 'RFC7643-2.2-d'],
  trials: 20,
  cases: (context) =>
    constantFrom(...typesOf(context)).chain((type) => {
      const values = valuesOf(context.models.get(type)!);
      return record({ values, others: values }).map((each) => ({ type, ...each }));
    }),
  *stimulate(stage, { type, values, others }) {
    const minimal = stage.minimal(type);
    const user = yield* stage.create('create', type, withSchemas(stage.model(type)!, minimal, values));
    if (user === undefined) return;
    yield get('created', user.path);
    yield put('replace', user.path, withSchemas(stage.model(type)!, minimal, others));
    yield get('replaced', user.path);
  },
  judge(judgement, { values, others }) {
    const expect = (requirement: string, label: string, given: JsonObject): void => {
      const exchange = judgement.one(label);
      const found = lacking(given, exchange.response.body);
      judgement.check(requirement, found.length === 0, found[0] ?? 'everything that was given is there', exchange);
    };
    // Whether a target has rules of its own for a value is not known; that it takes one and loses it is the fault.
    if (!judgement.founded('create', 'RFC7643-2.2-c', 'RFC7643-2.2-d')) return;
    for (const label of ['create', 'created']) expect('RFC7643-2.2-d', label, values);
    if (judgement.founded('replace', 'RFC7643-2.2-c')) expect('RFC7643-2.2-c', 'replaced', others);
  },
});

function typesOf({ models }: Discovery): readonly string[] {
  return [...models].filter(([, model]) => isBuildable(model)).map(([name]) => name);
}

function withSchemas(model: ResourceModel, minimal: JsonObject, values: JsonObject): JsonObject {
  const used = model.extensions.map(({ schema }) => schema.id).filter((uri) => member(values, uri) !== undefined);
  const schemas = [...new Set([...listOf(minimal['schemas']), ...used])];
  return { ...overlaid(minimal, values), schemas };
}

/** Values for some of the attributes that a client may set, change and read. */
function valuesOf(model: ResourceModel): Arbitrary<JsonObject> {
  const top = placedAttributes(model).filter((each) => each.parent === undefined && isUsable(each));
  const of = (extension: string | undefined): Arbitrary<JsonObject> =>
    record(
      Object.fromEntries(
        top
          .filter((each) => each.extension === extension)
          .map(({ definition }) => [definition.name, arbitraryOf(definition)]),
      ),
      { requiredKeys: [] },
    );
  const extensions = model.extensions.map(({ schema }) => [schema.id, of(schema.id).filter(isNotEmpty)] as const);
  const required = model.extensions.filter((each) => each.required).map(({ schema }) => schema.id);
  const containers = record(Object.fromEntries(extensions), { requiredKeys: required });
  return record({ base: of(undefined), containers }).map(({ base, containers: own }) => ({ ...base, ...own }));
}

function isNotEmpty(values: JsonObject): boolean {
  return Object.keys(values).length > 0;
}

/** Neither required (the minimal resource sees to that) nor unique, no secret, and no certificate, which has rules. */
function isUsable(attribute: PlacedAttribute): boolean {
  const { definition } = attribute;
  const plain = definition.mutability === 'readWrite' && definition.uniqueness === 'none' && !definition.required;
  const parts = definition.subAttributes ?? [];
  const whole = definition.type !== 'complex' || parts.some(isUsablePart);
  const refers = [definition, ...parts].some(({ referenceTypes = [] }) => referenceTypes.some(isResource));
  return (
    plain &&
    whole &&
    !refers &&
    isWritable(attribute) &&
    isReturned(attribute) &&
    definition.name !== 'x509Certificates'
  );
}

function isResource(referenceType: string): boolean {
  return referenceType !== 'external' && referenceType !== 'uri';
}

/** A second primary value would be refused. */
function isUsablePart({ name, mutability, returned }: AttributeDefinition): boolean {
  return mutability === 'readWrite' && ['default', 'always'].includes(returned) && name !== 'primary';
}

const words = ['Aster', 'basil', 'CLOVER', 'dill', 'Élan', '芥子', 'fern 2', 'gorse-3', "o'Hara"];

function arbitraryOf(definition: AttributeDefinition, parent?: AttributeDefinition): Arbitrary<JsonValue> {
  const one = singleOf(definition, parent);
  if (!definition.multiValued) return one;
  // Values are distinct by what is compared without case, for a target may return such a pair once.
  return uniqueArray(one, {
    minLength: 1,
    maxLength: 3,
    selector: (value) => JSON.stringify(member(value, 'value') ?? value).toLowerCase(),
  });
}

function singleOf(definition: AttributeDefinition, parent: AttributeDefinition | undefined): Arbitrary<JsonValue> {
  const canonical = definition.canonicalValues ?? [];
  if (canonical.length > 0) return constantFrom(...canonical);
  switch (definition.type) {
    case 'boolean':
      return boolean();
    case 'integer':
      return integer({ min: -2_147_483_648, max: 2_147_483_647 });
    case 'decimal':
      return integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 64);
    case 'dateTime':
      return integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString());
    case 'binary':
      return array(integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 12 }).map((bytes) =>
        Buffer.from(bytes).toString('base64'),
      );
    case 'complex':
      return partsOf(definition);
    case 'string':
    case 'reference':
    default:
      return constantFrom(...words).map((word) => textOf(definition, word, parent));
  }
}

/** A text with a format of its own gets one that fits: an address, a number, a language. */
function textOf(definition: AttributeDefinition, word: string, parent: AttributeDefinition | undefined): JsonValue {
  const plain = sampleValue(definition, 'word', parent);
  // White space is taken out of messaging addresses (RFC 7643 section 4.1.2).
  if (plain === 'word' && parent?.name !== 'ims') return word;
  return sampleValue(
    definition,
    word
      .normalize('NFD')
      .replaceAll(/[^A-Za-z0-9]/gu, '')
      .toLowerCase() || 'word',
    parent,
  );
}

function partsOf(definition: AttributeDefinition): Arbitrary<JsonValue> {
  const parts = (definition.subAttributes ?? []).filter(isUsablePart);
  const arbitraries = Object.fromEntries(parts.map((part) => [part.name, arbitraryOf(part, definition)]));
  const named = parts.find(({ name }) => name === 'value') ?? parts[0];
  const needed = parts.filter((part) => part.required || part === named).map(({ name }) => name);
  return record(arbitraries, { requiredKeys: needed });
}
