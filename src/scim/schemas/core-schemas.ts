import type { ResourceTypeDefinition, SchemaDefinition } from '../schema.ts';
import { enterpriseUserSchema } from './enterprise-user-schema.ts';
import { groupSchema } from './group-schema.ts';
import { resourceTypeSchema } from './resource-type-schema.ts';
import { schemaSchema } from './schema-schema.ts';
import { schemaUris } from './schema-uris.ts';
import { serviceProviderConfigSchema } from './service-provider-config-schema.ts';
import { userSchema } from './user-schema.ts';

/** Schemas of the resources that RFC 7643 section 4 defines. */
export const coreSchemas: readonly SchemaDefinition[] = [userSchema, groupSchema, enterpriseUserSchema];

/** Schemas of the discovery resources (RFC 7643 sections 5 to 7). */
export const discoverySchemas: readonly SchemaDefinition[] = [
  serviceProviderConfigSchema,
  resourceTypeSchema,
  schemaSchema,
];

/** `User` with the enterprise extension, which a user may lack, and `Group`. */
export const coreResourceTypes: readonly ResourceTypeDefinition[] = [
  {
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'User Account',
    schema: schemaUris.user,
    schemaExtensions: [{ schema: schemaUris.enterpriseUser, required: false }],
  },
  {
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    description: 'Group',
    schema: schemaUris.group,
    schemaExtensions: [],
  },
];

/** The discovery resources as resource types of their own, so that projection and checks can read them. */
export const discoveryResourceTypes: readonly ResourceTypeDefinition[] = [
  discovery('ServiceProviderConfig', '/ServiceProviderConfig', serviceProviderConfigSchema),
  discovery('ResourceType', '/ResourceTypes', resourceTypeSchema),
  discovery('Schema', '/Schemas', schemaSchema),
];

function discovery(name: string, endpoint: string, schema: SchemaDefinition): ResourceTypeDefinition {
  return { id: name, name, endpoint, description: schema.description, schema: schema.id, schemaExtensions: [] };
}
