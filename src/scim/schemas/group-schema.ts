import type { SchemaDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

/** RFC 7643 section 4.2, with the characteristics of section 8.7.1. */
export const groupSchema: SchemaDefinition = {
  id: schemaUris.group,
  name: 'Group',
  description: 'Group',
  attributes: [
    // Section 8.7.1 has `required` false, but section 4.2 and its own description there say REQUIRED.
    attribute('displayName', 'string', 'A name of the group for people.', { required: true }),
    complex(
      'members',
      'The members of the group.',
      withMutability('immutable', [
        // Section 8.7.1 has `caseExact` false, but the value is an `id`, and an `id` is case exact (section 3.1).
        attribute('value', 'string', 'The `id` of the member.', { caseExact: true }),
        attribute('$ref', 'reference', 'URI of the member.', { referenceTypes: ['User', 'Group'] }),
        attribute('type', 'string', "The member's resource type.", { canonicalValues: ['User', 'Group'] }),
        // Not in section 8.7.1, but section 8.4 shows it and section 2.4 has it by default.
        attribute('display', 'string', 'The name of the member.'),
      ]),
      { multiValued: true },
    ),
  ],
};
