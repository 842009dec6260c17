import type { SchemaDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

/** RFC 7643 section 6, with the characteristics of section 8.7.2. `id` is a common attribute. */
export const resourceTypeSchema: SchemaDefinition = {
  id: schemaUris.resourceType,
  name: 'ResourceType',
  description: 'Specifies the schema that describes a SCIM resource type',
  attributes: withMutability('readOnly', [
    attribute('name', 'string', "The resource type's name.", { required: true }),
    attribute('description', 'string', "The resource type's description for people."),
    attribute('endpoint', 'reference', "The resource type's endpoint relative to the base URI.", {
      required: true,
      referenceTypes: ['uri'],
    }),
    attribute('schema', 'reference', 'URI of the base schema.', { required: true, referenceTypes: ['uri'] }),
    // Section 8.7.2 has it singular and required; section 6 says a list and OPTIONAL, section 8.6 shows an array.
    complex(
      'schemaExtensions',
      'The schema extensions.',
      [
        attribute('schema', 'reference', 'URI of the extension.', { required: true, referenceTypes: ['uri'] }),
        attribute('required', 'boolean', 'Whether every resource of the type has the extension.', { required: true }),
      ],
      { multiValued: true },
    ),
  ]),
};
