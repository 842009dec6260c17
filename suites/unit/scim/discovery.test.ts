import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  coreModels,
  discoveryModels,
  parseSchemaDefinition,
  type ResourceModel,
  resourceTypeResources,
  schemaResources,
  schemaUris,
  serviceProviderConfigResource,
  type ServiceFeatures,
  validateReplace,
} from '../../../src/scim/index.ts';
import { deviceModel } from './sample-models.ts';
import { strict } from './validation-support.ts';

function model(name: string): ResourceModel {
  return discoveryModels().find(({ type }) => type.name === name)!;
}

/**
 * Validates a discovery resource by its own schema: all of its attributes are read-only, so that they are checked as if
 * a client could write them.
 */
function conforms(name: string, resource: JsonObject): void {
  const { type, base, extensions, attributes, extensionAttributes } = model(name);
  const writable = new Map([...attributes].map(([key, attribute]) => [key, writableForm(attribute)]));
  const checked = { type, base, extensions, attributes: writable, extensionAttributes };
  expect(validateReplace(checked, resource, {}, strict)).toEqual(resource);
}

type Attribute = NonNullable<ReturnType<ResourceModel['attributes']['get']>>;

function writableForm(attribute: Attribute): Attribute {
  const { subAttributes } = attribute;
  return {
    ...attribute,
    mutability: 'readWrite',
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map(writableForm) }),
  };
}

describe('/ServiceProviderConfig', () => {
  const features: ServiceFeatures = {
    patch: true,
    bulk: { maxOperations: 1000, maxPayloadSize: 1_048_576 },
    filter: { maxResults: 200 },
    changePassword: true,
    sort: true,
    etag: true,
    pagination: { cursor: true, index: true, defaultPaginationMethod: 'index', cursorTimeout: 3600 },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer', description: 'RFC 6750', primary: true }],
  };

  test('says what is supported, by its own schema', () => {
    const resource = serviceProviderConfigResource(features);
    conforms('ServiceProviderConfig', resource);
    expect(resource).toMatchObject({
      schemas: [schemaUris.serviceProviderConfig],
      bulk: { supported: true, maxOperations: 1000 },
      pagination: { cursor: true, index: true, cursorTimeout: 3600 },
      meta: { location: '/ServiceProviderConfig', resourceType: 'ServiceProviderConfig' },
    });
  });

  test('has every REQUIRED attribute of what is not supported, and no paging where none is announced', () => {
    const { bulk: _bulk, filter: _filter, pagination: _pagination, ...rest } = features;
    const resource = serviceProviderConfigResource({ ...rest, patch: false, documentationUri: 'https://example.com' });
    conforms('ServiceProviderConfig', resource);
    expect(resource).toMatchObject({
      patch: { supported: false },
      bulk: { supported: false },
      filter: { supported: false },
    });
    expect(resource).not.toHaveProperty('pagination');
  });
});

describe('/ResourceTypes', () => {
  test('has one for each model, by their own schema', () => {
    const resources = resourceTypeResources([...coreModels(), deviceModel]);
    expect(resources.map(({ id }) => id)).toEqual(['User', 'Group', 'Device']);
    for (const resource of resources) {
      // A list without values is the same as none, and validation leaves it out.
      const { schemaExtensions, ...rest } = resource;
      const empty = Array.isArray(schemaExtensions) && schemaExtensions.length === 0;
      conforms('ResourceType', empty ? rest : resource);
    }
    expect(resources[0]).toMatchObject({
      endpoint: '/Users',
      schemaExtensions: [{ schema: schemaUris.enterpriseUser, required: false }],
      meta: { location: '/ResourceTypes/User', resourceType: 'ResourceType' },
    });
  });
});

describe('/Schemas', () => {
  const resources = schemaResources([...coreModels(), deviceModel]);

  test('has each schema that a schemas attribute can name, once', () => {
    const ids = resources.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...Object.values(schemaUris), deviceModel.base.id]));
  });

  test('describes them by the Schema schema', () => {
    // That schema itself has parts of parts, one level more than it can describe (RFC 7643 section 7).
    const described = resources.filter(({ id }) => id !== schemaUris.schema);
    expect(described).toHaveLength(resources.length - 1);
    for (const resource of described) conforms('Schema', resource);
  });

  test('can be read back as the definitions that they were made from', () => {
    const models = [...coreModels(), deviceModel];
    const extensions = models.flatMap((each) => each.extensions.map(({ schema }) => schema));
    const schemas = [...models.map(({ base }) => base), ...extensions];
    for (const schema of schemas) {
      const resource = resources.find(({ id }) => id === schema.id);
      expect(parseSchemaDefinition(JSON.stringify(resource), 'schema.json')).toEqual(schema);
    }
  });
});
