import type { AttributeDefinition, SchemaDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

const keyword = (name: string, description: string, canonicalValues: readonly string[]): AttributeDefinition =>
  attribute(name, 'string', description, { caseExact: true, canonicalValues });

/** What an attribute and a sub-attribute alike are described with (RFC 7643 section 7). */
const characteristics: readonly AttributeDefinition[] = [
  attribute('name', 'string', "The attribute's name.", { required: true, caseExact: true }),
  // Sections 7 and 8.7.2 leave 'binary' out, which section 2.3 defines and `x509Certificates` uses.
  attribute('type', 'string', "The attribute's data type.", {
    required: true,
    canonicalValues: ['string', 'complex', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary'],
  }),
  attribute('multiValued', 'boolean', "The attribute's plurality.", { required: true }),
  attribute('description', 'string', 'A description for people.', { caseExact: true }),
  attribute('required', 'boolean', 'Whether the attribute is required.'),
  attribute('canonicalValues', 'string', 'Suggested values.', { multiValued: true, caseExact: true }),
  attribute('caseExact', 'boolean', 'Whether a string attribute is case sensitive.'),
  keyword('mutability', 'When the attribute can be modified.', ['readOnly', 'readWrite', 'immutable', 'writeOnly']),
  keyword('returned', 'When the attribute is returned.', ['always', 'never', 'default', 'request']),
  keyword('uniqueness', 'How unique a value is.', ['none', 'server', 'global']),
  // Section 8.7.2 has it singular for a sub-attribute; section 7 says an array and `members.$ref` has two.
  attribute('referenceTypes', 'string', 'What a reference can refer to.', { multiValued: true, caseExact: true }),
];

/** RFC 7643 section 7, with the characteristics of section 8.7.2. `id` is a common attribute. */
export const schemaSchema: SchemaDefinition = {
  id: schemaUris.schema,
  name: 'Schema',
  description: 'Specifies the schema that describes a SCIM schema',
  attributes: withMutability('readOnly', [
    // Section 8.7.2 has `required` true; section 7 says OPTIONAL.
    attribute('name', 'string', "The schema's name for people."),
    attribute('description', 'string', "The schema's description for people."),
    complex(
      'attributes',
      'The attributes of the schema.',
      [
        ...characteristics,
        // The one complex attribute inside a complex one that RFC 7643 allows (section 7).
        complex('subAttributes', 'The sub-attributes of a complex attribute.', characteristics, { multiValued: true }),
      ],
      { multiValued: true, required: true },
    ),
  ]),
};
