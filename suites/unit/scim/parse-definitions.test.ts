import { describe, expect, test } from 'vitest';
import { type JsonObject, ScimulateError } from '../../../src/kernel/index.ts';
import { modelsWith, parseResourceType, parseSchemaDefinition, validateCreate } from '../../../src/scim/index.ts';
import { refusal, strict, thrown } from './validation-support.ts';

const badge = {
  id: 'urn:example:Badge',
  name: 'Badge',
  attributes: [
    { name: 'number', type: 'string', required: true, caseExact: true },
    { name: 'secret', type: 'string', mutability: 'writeOnly' },
    {
      name: 'doors',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        { name: 'value', type: 'string' },
        { name: 'open', type: 'boolean' },
      ],
    },
  ],
};
const badges = { name: 'Badge', endpoint: 'Badges', schema: badge.id };
const userType = {
  name: 'User',
  endpoint: '/Users',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
  schemaExtensions: [{ schema: badge.id, required: true }],
};

function faultOfSchema(schema: unknown): string {
  return thrown(ScimulateError, () => parseSchemaDefinition(JSON.stringify(schema, null, 1), 'badge.json')).toLine();
}

function faultOfType(type: unknown): string {
  return thrown(ScimulateError, () => parseResourceType(JSON.stringify(type, null, 1), 'type.json')).toLine();
}

describe('parseSchemaDefinition', () => {
  test('assumes the characteristics of RFC 7643 section 2.2', () => {
    const schema = parseSchemaDefinition(JSON.stringify(badge), 'badge.json');
    expect(schema).toMatchObject({ id: 'urn:example:Badge', name: 'Badge', description: 'Badge' });
    expect(schema.attributes[0]).toEqual({
      name: 'number',
      type: 'string',
      multiValued: false,
      description: 'number',
      required: true,
      caseExact: true,
      mutability: 'readWrite',
      returned: 'default',
      uniqueness: 'none',
    });
    expect(schema.attributes[1]).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
  });

  test('reads YAML too', () => {
    const text = 'id: urn:example:Badge\nattributes:\n  - { name: number, type: integer }\n';
    expect(parseSchemaDefinition(text, 'badge.yaml').attributes[0]).toMatchObject({ name: 'number', type: 'integer' });
  });

  const [number, , doors] = badge.attributes;
  test.each<[string, unknown, string]>([
    ['no id', { attributes: [number] }, 'badge.json:1:1'],
    ['an id that is no URI', { ...badge, id: 'Badge' }, 'badge.json:2:'],
    ['no attributes', { ...badge, attributes: [] }, '"attributes"'],
    ['an unknown member', { ...badge, extends: 'x' }, '"extends" is not known here'],
    ['an unknown type', { ...badge, attributes: [{ name: 'a', type: 'text' }] }, '"type" must be one of: string'],
    ['a name that is none', { ...badge, attributes: [{ name: 'a.b', type: 'string' }] }, '"name"'],
    [
      'a name that begins with an underscore',
      { ...badge, attributes: [{ name: '__proto__', type: 'string' }] },
      '"name"',
    ],
    [
      'an unknown mutability',
      { ...badge, attributes: [{ ...number, mutability: 'never' }] },
      '"mutability" must be one of',
    ],
    [
      'one name twice',
      { ...badge, attributes: [number, { name: 'NUMBER', type: 'string' }] },
      '"NUMBER" is defined twice',
    ],
    [
      'one sub-name twice',
      { ...badge, attributes: [{ ...doors, subAttributes: [number, number] }] },
      '"number" is defined twice',
    ],
    ['complex without parts', { ...badge, attributes: [{ name: 'a', type: 'complex' }] }, 'lacks "subAttributes"'],
    ['complex in complex', { ...badge, attributes: [{ ...doors, subAttributes: [doors] }] }, 'badge.json:'],
    ['simple with parts', { ...badge, attributes: [{ ...doors, type: 'string' }] }, 'its type is not complex'],
    ['a reference to nothing', { ...badge, attributes: [{ name: 'a', type: 'reference' }] }, 'lacks "referenceTypes"'],
    [
      'a string with reference types',
      { ...badge, attributes: [{ ...number, referenceTypes: ['User'] }] },
      'not reference',
    ],
  ])('refuses %s', (_, schema, message) => {
    const line = faultOfSchema(schema);
    expect(line).toMatch(/^SCHEMA_INVALID badge\.json:\d+:\d+: /u);
    expect(line).toContain(message);
  });

  test('points at the very line', () => {
    const text =
      '{\n  "id": "urn:a:b",\n  "attributes": [\n    { "name": "a", "type": "string" },\n    { "name": "A", "type": "string" }\n  ]\n}';
    const error = thrown(ScimulateError, () => parseSchemaDefinition(text, 'twice.json'));
    expect(error.place).toEqual({ file: 'twice.json', line: 5, column: 7 });
    expect(thrown(ScimulateError, () => parseSchemaDefinition('{ "id": ', 'cut.json')).toLine()).toContain(
      'cut.json:1',
    );
  });
});

describe('parseResourceType', () => {
  test('gives the endpoint its slash and leaves nothing open', () => {
    expect(parseResourceType(JSON.stringify(badges), 'type.json')).toEqual({
      id: 'Badge',
      name: 'Badge',
      endpoint: '/Badges',
      description: 'Badge',
      schema: badge.id,
      schemaExtensions: [],
    });
  });

  test.each<[string, unknown, string]>([
    ['no name', { ...badges, name: undefined }, 'lacks "name"'],
    ['an endpoint with a path', { ...badges, endpoint: '/a/b' }, '"endpoint"'],
    ['an endpoint of the protocol', { ...badges, endpoint: '/bulk' }, '"/bulk" is an endpoint of the protocol'],
    [
      'an extension that says not whether it is required',
      { ...badges, schemaExtensions: [{ schema: 'urn:a:b' }] },
      '"required"',
    ],
    [
      'its own schema as an extension',
      { ...badges, schemaExtensions: [{ schema: badge.id.toUpperCase(), required: false }] },
      'named twice',
    ],
  ])('refuses %s', (_, type, message) => {
    const line = faultOfType(type);
    expect(line).toMatch(/^SCHEMA_INVALID type\.json:\d+:\d+: /u);
    expect(line).toContain(message);
  });
});

describe('modelsWith', () => {
  const schema = parseSchemaDefinition(JSON.stringify(badge), 'badge.json');
  const type = parseResourceType(JSON.stringify(badges), 'type.json');
  const user = parseResourceType(JSON.stringify(userType), 'user.json');

  test('adds a resource type to the core ones, which is then validated like them', () => {
    const models = modelsWith([type], [schema]);
    expect(models.map((model) => model.type.name)).toEqual(['User', 'Group', 'Badge']);
    const create = (body: JsonObject): JsonObject =>
      validateCreate(models[2]!, { schemas: [badge.id], number: 'n1', ...body }, strict);
    expect(create({ doors: [{ value: 'a', open: true }] })['doors']).toEqual([{ value: 'a', open: true }]);
    expect(refusal(() => create({ doors: [{ open: 'yes' }] })).message).toContain("'doors.open'");
  });

  test('a type with the name of a core one takes its place', () => {
    const models = modelsWith([user], [schema]);
    expect(models.map((model) => model.type.name)).toEqual(['Group', 'User']);
    expect(
      refusal(() => validateCreate(models[1]!, { schemas: [userType.schema], userName: 'a' }, strict)).message,
    ).toContain(badge.id);
  });

  test.each<[string, () => unknown, string]>([
    ['a missing schema', () => modelsWith([type], []), 'Resource type Badge names the schema urn:example:Badge'],
    [
      'an endpoint that is taken',
      () => modelsWith([{ ...type, endpoint: '/users' }], [schema]),
      'endpoint /users is defined twice',
    ],
    ['a schema that is there', () => modelsWith([], [{ ...schema, id: userType.schema }]), 'is defined twice'],
    [
      'one name twice',
      () => modelsWith([type, { ...type, endpoint: '/Other' }], [schema]),
      'name Badge is defined twice',
    ],
  ])('refuses %s', (_, work, message) => {
    expect(thrown(ScimulateError, work)).toMatchObject({ code: 'SCHEMA_INVALID' });
    expect(thrown(ScimulateError, work).message).toContain(message);
  });
});
