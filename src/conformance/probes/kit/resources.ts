import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import type { AttributeDefinition, ResourceModel, SchemaDefinition } from '../../../scim/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import { isList, listOf, member, overlaid } from './representation.ts';
import { sampleWhole } from './sample-values.ts';

/** What RFC 7643 requires in sections 4.1 and 4.2, whatever a target's own schema says. */
const requiredByText: Readonly<Record<string, readonly string[]>> = {
  [schemaUris.user]: ['username'],
  [schemaUris.group]: ['displayname'],
};

/**
 * The smallest resource that a type takes: what its schemas require, and the extensions that the type requires.
 *
 * @param name see `sampleValue`.
 */
export function minimalResource(model: ResourceModel, name: string): JsonObject {
  const required = model.extensions.filter((extension) => extension.required).map(({ schema }) => schema);
  return {
    schemas: [model.base.id, ...required.map(({ id }) => id)],
    ...requiredValues(model.base, name),
    ...Object.fromEntries(required.map((schema) => [schema.id, requiredValues(schema, name)])),
  };
}

/**
 * A resource with a value in every attribute that a client can write, in the base schema and the extensions; but for
 * secrets, and for references to other resources, which would have to be there.
 *
 * @param name see `sampleValue`.
 */
export function fullResource(model: ResourceModel, name: string): JsonObject {
  const all = ({ attributes }: SchemaDefinition): JsonObject =>
    Object.fromEntries(
      attributes
        .filter(
          (each) => each.mutability !== 'readOnly' && each.returned !== 'never' && !isCommon(each) && !refers(each),
        )
        .map((each) => [each.name, sampleWhole(each, name)]),
    );
  const extensions = model.extensions.map(({ schema }) => ({ schema, values: all(schema) }));
  const used = extensions.filter(({ values }) => Object.keys(values).length > 0);
  const containers = Object.fromEntries(used.map(({ schema, values }) => [schema.id, values]));
  return overlaid(minimalResource(model, name), {
    ...all(model.base),
    ...containers,
    schemas: [model.base.id, ...used.map(({ schema }) => schema.id)],
  });
}

/** Whether `minimalResource` can tell what the type takes: no reference to another resource is required. */
export function isBuildable(model: ResourceModel): boolean {
  const schemas = [model.base, ...model.extensions.filter(({ required }) => required).map(({ schema }) => schema)];
  return !schemas.some(({ attributes }) => attributes.some((each) => each.required && refers(each)));
}

/** Whether an attribute, or a part of it, names a resource of the target. */
function refers({ type, referenceTypes = [], subAttributes = [] }: AttributeDefinition): boolean {
  const outside = referenceTypes.every((each) => each === 'external' || each === 'uri');
  return (type === 'reference' && !outside) || subAttributes.some(refers);
}

function requiredValues(schema: SchemaDefinition, name: string): JsonObject {
  const byText = requiredByText[schema.id] ?? [];
  const required = (each: AttributeDefinition): boolean => each.required || byText.includes(each.name.toLowerCase());
  return Object.fromEntries(
    schema.attributes
      .filter((each) => required(each) && each.mutability !== 'readOnly' && !isCommon(each))
      .map((each) => [each.name, sampleWhole(each, name)]),
  );
}

/** `id`, `meta` and `schemas` are no client's to fill in by a schema that lists them. */
function isCommon({ name }: AttributeDefinition): boolean {
  return ['id', 'meta', 'schemas', 'externalid'].includes(name.toLowerCase());
}

/**
 * A User with a value in about every attribute of RFC 7643 section 4.1 but password and certificates, and in the
 * enterprise extension but for its manager; only of attributes that the target has.
 */
export function richUser(model: ResourceModel, name: string): JsonObject {
  const extension = model.extensions.find(({ schema }) => schema.id === schemaUris.enterpriseUser)?.schema;
  const enterprise = extension === undefined ? {} : known(enterpriseValues(name), extension.attributes);
  const minimal = minimalResource(model, name);
  const whole = overlaid(minimal, {
    externalId: `${name}-external`,
    ...known(userValues(name), model.base.attributes),
  });
  if (extension === undefined || Object.keys(enterprise).length === 0) return whole;
  const schemas = [...new Set([...listOf(minimal['schemas']), extension.id])];
  return overlaid(whole, { schemas, [extension.id]: enterprise });
}

function userValues(name: string): JsonObject {
  return {
    userName: name,
    name: {
      formatted: 'Ms. Jane Q Doe',
      familyName: 'Doe',
      givenName: 'Jane',
      middleName: 'Quinn',
      honorificPrefix: 'Ms.',
    },
    displayName: `Jane Doe ${name}`,
    nickName: 'Janey',
    profileUrl: `https://example.com/${name}`,
    title: 'Engineer',
    userType: 'Employee',
    preferredLanguage: 'en-US',
    locale: 'en-US',
    timezone: 'America/New_York',
    active: true,
    emails: [
      { value: `${name}@example.com`, type: 'work', primary: true },
      { value: `${name}@example.org`, type: 'home' },
    ],
    phoneNumbers: [{ value: 'tel:+1-201-555-0123', type: 'work' }],
    addresses: [
      {
        streetAddress: '100 Main Street',
        locality: 'Springfield',
        region: 'IL',
        postalCode: '62701',
        country: 'US',
        type: 'work',
      },
    ],
    roles: [{ value: 'reader' }],
  };
}

function enterpriseValues(name: string): JsonObject {
  return {
    employeeNumber: `${name}-7`,
    costCenter: '4130',
    organization: 'Example Works',
    division: 'Pumps',
    department: 'Tours',
  };
}

/** Of the values those whose attribute, and sub-attributes, the schema has and a client may write. */
function known(values: JsonObject, attributes: readonly AttributeDefinition[]): JsonObject {
  const result: Record<string, JsonObject[string]> = {};
  for (const definition of attributes) {
    const value = member(values, definition.name);
    if (value === undefined || definition.mutability === 'readOnly') continue;
    const parts = definition.subAttributes ?? [];
    const prune = (one: JsonValue): JsonValue => (isJsonObject(one) ? known(one, parts) : one);
    result[definition.name] = isList(value) ? value.map(prune) : prune(value);
  }
  return result;
}
