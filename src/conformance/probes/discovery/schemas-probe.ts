import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import type { SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isText,
  type Judgement,
  listOf,
  member,
  resourcesOf,
  textAt,
  valuesAt,
} from '../kit/index.ts';
import { characteristic, isAbsoluteUri, type RawDefinition, rawDefinitions } from './schema-documents.ts';

const schemaRequirements = ['RFC7643-7-1', 'RFC7643-7-2', 'RFC7643-7-3', 'RFC7643-7-4', 'RFC7643-7-5', 'RFC7644-3.1-2'];

const definitionRequirements = [
  'RFC7643-2.1-2',
  'RFC7643-2.3-1',
  'RFC7643-2.3.8-2',
  'RFC7643-2.4-2',
  'RFC7643-7-6',
  'RFC7643-7-7',
  'RFC7643-7-b',
  'RFC7643-7-c',
];

export const publishedSchemas = fixedProbe({
  id: 'discovery/schemas',
  title: 'Each published schema, and each attribute that it defines, is described in the terms of RFC 7643',
  requirements: [...schemaRequirements, ...definitionRequirements],
  *stimulate() {
    yield get('types', '/ResourceTypes');
    yield get('schemas', '/Schemas');
    yield get('message', '/Schemas/urn:ietf:params:scim:api:messages:2.0:ListResponse');
  },
  judge(judgement) {
    const asked = judgement.one('schemas');
    if (!judgement.founded(asked, ...schemaRequirements, ...definitionRequirements)) return;
    const schemas = resourcesOf(asked.response.body);
    if (schemas.length === 0) {
      for (const requirement of [...schemaRequirements, ...definitionRequirements])
        judgement.skip(requirement, 'no schema is published');
      return;
    }
    for (const schema of schemas) judgeSchema(judgement, asked, schema, schemas);
    judgement.status('RFC7644-3.1-2', 'message', 404);
    const names = resourcesOf(judgement.one('types').response.body).flatMap((type) => textAt(type, 'name') ?? []);
    const definitions = schemas.flatMap(rawDefinitions);
    for (const definition of definitions) judgeDefinition(judgement, asked, definition, names);
    if (definitions.length === 0) {
      for (const requirement of ['RFC7643-2.1-2', 'RFC7643-7-6', 'RFC7643-7-7', 'RFC7643-7-b'])
        judgement.skip(requirement, 'no published schema defines an attribute');
    }
    if (!definitions.some(({ definition }) => valuesAt(definition, 'referenceTypes').length > 0))
      judgement.skip('RFC7643-7-c', 'no published definition has referenceTypes');
    judgeExtensionTypes(judgement, asked, schemas);
    judgeSubAttributes(judgement, asked, definitions);
  },
});

function judgeSchema(
  judgement: Judgement,
  asked: SeenExchange,
  schema: JsonObject,
  schemas: readonly JsonObject[],
): void {
  const id = member(schema, 'id');
  const expect = (requirement: string, holds: boolean, expected: string, value: JsonValue | undefined): boolean =>
    judgement.check(requirement, holds, `expected ${expected}, got ${quote(value)} in schema ${quote(id)}`, asked);

  const missing = ['schemas', 'id', 'attributes'].filter((name) => member(schema, name) === undefined);
  expect('RFC7643-7-1', missing.length === 0, 'schemas, id and attributes', `no ${missing.join(', ')}`);
  const bare = rawDefinitions(schema).find(({ definition }) =>
    ['name', 'type', 'multiValued'].some((name) => member(definition, name) === undefined),
  );
  expect('RFC7643-7-1', bare === undefined, 'name, type and multiValued of each attribute', bare?.definition);
  expect('RFC7643-7-2', isAbsoluteUri(id), 'a URI as id', id);
  const namesakes = schemas.filter((each) => textAt(each, 'id')?.toLowerCase() === textAt(schema, 'id')?.toLowerCase());
  expect('RFC7643-7-3', isText(id) && namesakes.length === 1, 'an id of its own', id);
  expect('RFC7643-7-4', isText(member(schema, 'name')), 'a name', member(schema, 'name'));
  expect('RFC7643-7-5', isText(member(schema, 'description')), 'a description', member(schema, 'description'));
  const isMessage = isText(id) && id.toLowerCase().startsWith('urn:ietf:params:scim:api:');
  expect('RFC7644-3.1-2', !isMessage, 'no schema of a message', id);
}

/** ATTRNAME of RFC 7643 section 2.1, and the `$ref` that section 2.4 defines in spite of it. */
const attributeName = /^(?:[A-Za-z][A-Za-z0-9$_-]*|\$ref)$/u;

/** Keywords of RFC 7643 section 7, and of section 2.3 the type `binary` that section 7 leaves out. */
const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'];
const keywords: Readonly<Record<string, readonly string[]>> = {
  type: types,
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
};

function judgeDefinition(
  judgement: Judgement,
  asked: SeenExchange,
  { place, definition }: RawDefinition,
  resourceTypes: readonly string[],
): void {
  const expect = (requirement: string, holds: boolean, expected: string, value: JsonValue | undefined): boolean =>
    judgement.check(requirement, holds, `expected ${expected} of ${place}, got ${quote(value)}`, asked);

  const name = member(definition, 'name');
  expect('RFC7643-2.1-2', isText(name) && attributeName.test(name), 'an attribute name by the grammar', name);
  expect('RFC7643-7-7', isText(member(definition, 'description')), 'a description', member(definition, 'description'));
  for (const [keyword, allowed] of Object.entries(keywords)) {
    const value = characteristic(definition, keyword);
    expect(
      'RFC7643-7-b',
      allowed.some((each) => each === value),
      `${keyword} ${allowed.join(', ')}`,
      value,
    );
  }
  const isComplex = characteristic(definition, 'type') === 'complex';
  const parts = listOf(member(definition, 'subAttributes'));
  expect('RFC7643-7-6', parts.length > 0 === isComplex, isComplex ? 'subAttributes' : 'no subAttributes', parts);
  judgeReferences(judgement, asked, { place, definition }, resourceTypes);
}

function judgeReferences(
  judgement: Judgement,
  asked: SeenExchange,
  { place, definition }: RawDefinition,
  resourceTypes: readonly string[],
): void {
  const values = valuesAt(definition, 'referenceTypes');
  if (values.length === 0) return;
  const allowed = [...resourceTypes, 'User', 'Group', 'external', 'uri'];
  const known = values.every((value) => allowed.some((each) => each === value));
  const holds = known && characteristic(definition, 'type') === 'reference';
  const message = `expected referenceTypes of references alone, with resource types, external or uri, got ${quote(values)} at ${place}`;
  judgement.check('RFC7643-7-c', holds, message, asked);
}

/** Types of the attributes in schemas that are not RFC 7643's own. */
function judgeExtensionTypes(judgement: Judgement, asked: SeenExchange, schemas: readonly JsonObject[]): void {
  const core = 'urn:ietf:params:scim:schemas:core:2.0:';
  const others = schemas.filter((schema) => textAt(schema, 'id')?.startsWith(core) !== true).flatMap(rawDefinitions);
  if (others.length === 0) judgement.skip('RFC7643-2.3-1', 'no schema besides those of the core is published');
  for (const { place, definition } of others) {
    const type = characteristic(definition, 'type');
    const message = `expected a data type of SCIM at ${place}, got ${quote(type)}`;
    judgement.check(
      'RFC7643-2.3-1',
      types.some((each) => each === type),
      message,
      asked,
    );
  }
}

/** What RFC 7643 section 2.4 fixes of the predefined sub-attributes. */
const predefined: Readonly<Record<string, string>> = {
  primary: 'boolean',
  type: 'string',
  display: 'string',
  $ref: 'reference',
};

function judgeSubAttributes(judgement: Judgement, asked: SeenExchange, definitions: readonly RawDefinition[]): void {
  let [nested, standard] = [0, 0];
  for (const { place, definition, parent } of definitions) {
    // Section 7 lets the schema of schemas alone nest one complex attribute in another.
    if (parent === undefined || place.startsWith('Schema: ')) continue;
    nested += 1;
    const type = characteristic(definition, 'type');
    judgement.check(
      'RFC7643-2.3.8-2',
      type !== 'complex',
      `expected ${place} not to be complex, got ${quote(type)}`,
      asked,
    );
    const expected = predefined[textAt(definition, 'name') ?? ''];
    if (expected === undefined || characteristic(parent, 'multiValued') !== true) continue;
    standard += 1;
    const plural = characteristic(definition, 'multiValued');
    const holds = type === expected && plural === false;
    const came = `${quote(type)}, multiValued ${quote(plural)}`;
    judgement.check('RFC7643-2.4-2', holds, `expected ${place} to be one ${expected}, got ${came}`, asked);
  }
  if (nested === 0) judgement.skip('RFC7643-2.3.8-2', 'no published schema has a sub-attribute');
  if (standard === 0) judgement.skip('RFC7643-2.4-2', 'no published schema has a predefined sub-attribute');
}
