import type { AttributeDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';

/**
 * Attributes of every resource (RFC 7643 section 3.1), which no schema lists. Their characteristics take precedence
 * over what an older schema says of them.
 */
export const commonAttributes: readonly AttributeDefinition[] = [
  attribute('schemas', 'reference', 'URIs of the schemas that define the attributes of the resource.', {
    multiValued: true,
    required: true,
    referenceTypes: ['uri'],
    // Without it nobody can tell what the rest of a representation means (section 3: "All representations").
    returned: 'always',
  }),
  attribute('id', 'string', 'Unique identifier of the resource, issued by the service provider.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'string', 'Identifier of the resource as the provisioning client defines it.', {
    caseExact: true,
  }),
  complex(
    'meta',
    'Metadata of the resource, set by the service provider.',
    withMutability('readOnly', [
      attribute('resourceType', 'string', 'Name of the resource type.', { caseExact: true }),
      attribute('created', 'dateTime', 'When the resource was added to the service provider.'),
      attribute('lastModified', 'dateTime', 'When the resource was last updated at the service provider.'),
      attribute('location', 'reference', 'URI of the resource.', { referenceTypes: ['uri'] }),
      attribute('version', 'string', 'Version of the resource: its entity tag.', { caseExact: true }),
    ]),
    { mutability: 'readOnly' },
  ),
];
