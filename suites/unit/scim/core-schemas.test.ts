import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ScimulateError } from '../../../src/kernel/index.ts';
import {
  type AttributeDefinition,
  buildModel,
  coreModels,
  coreSchemas,
  discoverySchemas,
} from '../../../src/scim/index.ts';
import { thrown } from './validation-support.ts';

const prefix = 'urn:ietf:params:scim:schemas:';
const columns = [
  'type',
  'multiValued',
  'required',
  'caseExact',
  'mutability',
  'returned',
  'uniqueness',
  'canonicalValues',
  'referenceTypes',
] as const;

/** `core:2.0:User userName caseExact` to the value, `-` where nothing is said. */
type Characteristics = ReadonlyMap<string, string>;

function published(): Characteristics {
  const file = new URL('fixtures/rfc7643-section-8.7.tsv', import.meta.url);
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  return new Map(
    rows.flatMap((row) => {
      const [schema, path, ...values] = row.split('\t');
      return columns.map((column, index) => [`${schema} ${path} ${column}`, values[index]!] as const);
    }),
  );
}

function ours(): Characteristics {
  const facts: [string, string][] = [];
  const walk = (schema: string, attributes: readonly AttributeDefinition[], parent: string): void => {
    for (const attribute of attributes) {
      for (const column of columns) {
        const value = attribute[column];
        facts.push([`${schema} ${parent}${attribute.name} ${column}`, value === undefined ? '-' : value.toString()]);
      }
      walk(schema, attribute.subAttributes ?? [], `${parent}${attribute.name}.`);
    }
  };
  for (const { id, attributes } of [...coreSchemas, ...discoverySchemas]) walk(id.slice(prefix.length), attributes, '');
  return new Map(facts);
}

/** The value in the JSON of section 8.7, then ours. Each has its reason where the attribute is defined. */
const departures: Readonly<Record<string, readonly [string, string]>> = {
  'core:2.0:User password caseExact': ['false', 'true'],
  'core:2.0:User ims.type canonicalValues': [
    'aim,gtalk,icq,xmpp,msn,skype,qq,yahoo',
    'aim,gtalk,icq,xmpp,msn,skype,qq,yahoo,other',
  ],
  'core:2.0:User groups.value caseExact': ['false', 'true'],
  'core:2.0:User groups.$ref referenceTypes': ['User,Group', 'Group'],
  'core:2.0:Group displayName required': ['false', 'true'],
  'core:2.0:Group members.value caseExact': ['false', 'true'],
  'extension:enterprise:2.0:User manager.value caseExact': ['false', 'true'],
  'core:2.0:ResourceType schemaExtensions multiValued': ['false', 'true'],
  'core:2.0:ResourceType schemaExtensions required': ['true', 'false'],
  'core:2.0:Schema name required': ['true', 'false'],
  'core:2.0:Schema attributes.subAttributes.referenceTypes multiValued': ['false', 'true'],
  ...Object.fromEntries(
    ['attributes.type', 'attributes.subAttributes.type'].map((path) => [
      `core:2.0:Schema ${path} canonicalValues`,
      [
        'string,complex,boolean,decimal,integer,dateTime,reference',
        'string,complex,boolean,decimal,integer,dateTime,reference,binary',
      ],
    ]),
  ),
};

/** Attributes that are in the text of RFC 7643 and RFC 9865 and not in the JSON of section 8.7. */
const additions = [
  'core:2.0:User addresses.primary',
  'core:2.0:Group members.display',
  'core:2.0:ServiceProviderConfig etag',
  'core:2.0:ServiceProviderConfig etag.supported',
  ...['', '.cursor', '.index', '.defaultPaginationMethod', '.defaultPageSize', '.maxPageSize', '.cursorTimeout'].map(
    (part) => `core:2.0:ServiceProviderConfig pagination${part}`,
  ),
  'core:2.0:ServiceProviderConfig authenticationSchemes.type',
  'core:2.0:ServiceProviderConfig authenticationSchemes.primary',
];

function paths(facts: Characteristics): ReadonlySet<string> {
  return new Set([...facts.keys()].map((fact) => fact.split(' ').slice(0, 2).join(' ')));
}

/** Common attributes, whose characteristics section 3.1 gives: no schema of ours lists them. */
const common = ['core:2.0:ResourceType id', 'core:2.0:Schema id'];

describe('the schemas of RFC 7643 section 8.7', () => {
  test('have every published characteristic but for the departures with a reason', () => {
    const mine = ours();
    const differences: Record<string, readonly [string, string]> = {};
    for (const [fact, value] of published()) {
      const [schema, path, column] = fact.split(' ');
      if (common.includes(`${schema} ${path}`)) continue;
      const own = mine.get(fact) ?? 'absent';
      const type = mine.get(`${schema} ${path} type`);
      // References and binaries are case exact by sections 2.3.6 and 2.3.7, whatever the JSON says.
      const byType = column === 'caseExact' && (type === 'reference' || type === 'binary') && own === 'true';
      if (own !== value && value !== '-' && !byType) differences[fact] = [value, own];
    }
    expect(differences).toEqual(departures);
  });

  test('say what the JSON leaves unsaid as section 2.2 assumes it', () => {
    const mine = ours();
    const unsaid = [...published()].filter(([, value]) => value === '-').map(([fact]) => fact);
    const assumed: Readonly<Record<string, readonly string[]>> = {
      caseExact: ['false'],
      uniqueness: ['none'],
      canonicalValues: ['-'],
      referenceTypes: ['-'],
      mutability: ['readWrite', 'readOnly'],
    };
    const strange = unsaid.filter((fact) => !assumed[fact.split(' ')[2]!]?.includes(mine.get(fact) ?? '-'));
    expect(unsaid.length).toBeGreaterThan(100);
    expect(strange.filter((fact) => !(fact in departures))).toEqual([]);
  });

  test('add only what the text of the standards has', () => {
    expect([...paths(ours()).difference(paths(published()))].toSorted()).toEqual(additions.toSorted());
    expect([...paths(published()).difference(paths(ours()))].toSorted()).toEqual(common.toSorted());
  });

  test('describe every attribute', () => {
    const undescribed: string[] = [];
    const walk = (attributes: readonly AttributeDefinition[]): void => {
      for (const { name, description, subAttributes } of attributes) {
        if (description === '') undescribed.push(name);
        walk(subAttributes ?? []);
      }
    };
    for (const { attributes } of [...coreSchemas, ...discoverySchemas]) walk(attributes);
    expect(undescribed).toEqual([]);
  });
});

describe('buildModel', () => {
  const [user] = coreModels();

  test('finds common and core attributes by lower-case name', () => {
    expect(user?.attributes.get('username')?.name).toBe('userName');
    expect(user?.attributes.get('id')).toMatchObject({ mutability: 'readOnly', returned: 'always', caseExact: true });
    expect(user?.attributes.get('externalid')).toMatchObject({ mutability: 'readWrite', caseExact: true });
    expect(user?.attributes.get('meta')?.subAttributes?.every(({ mutability }) => mutability === 'readOnly')).toBe(
      true,
    );
  });

  test('finds attributes of an extension by its lower-case URI', () => {
    const extension = user?.extensionAttributes.get('urn:ietf:params:scim:schemas:extension:enterprise:2.0:user');
    expect(extension?.get('employeenumber')?.name).toBe('employeeNumber');
  });

  test('lets common attributes win over those that a schema lists (RFC 7643 section 3.1)', () => {
    const id: AttributeDefinition = { ...user!.attributes.get('externalid')!, name: 'id', mutability: 'readWrite' };
    const schema = { id: 'urn:x:Thing', name: 'Thing', description: '', attributes: [id] };
    const type = { id: 'T', name: 'T', endpoint: '/T', description: '', schema: 'urn:x:Thing', schemaExtensions: [] };
    expect(buildModel(type, [schema]).attributes.get('id')?.mutability).toBe('readOnly');
  });

  test('names the schema that is missing', () => {
    const type = { ...user!.type, schemaExtensions: [{ schema: 'urn:x:Missing', required: true }] };
    expect(thrown(ScimulateError, () => buildModel(type, coreSchemas))).toMatchObject({
      code: 'SCHEMA_INVALID',
      message: 'Resource type User names the schema urn:x:Missing, which is not there.',
    });
  });
});
