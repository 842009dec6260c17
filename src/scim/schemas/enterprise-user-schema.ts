import type { SchemaDefinition } from '../schema.ts';
import { attribute, complex } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

/** RFC 7643 section 4.3, with the characteristics of section 8.7.1. */
export const enterpriseUserSchema: SchemaDefinition = {
  id: schemaUris.enterpriseUser,
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    attribute('employeeNumber', 'string', 'Identifier of the person in the organization.'),
    attribute('costCenter', 'string', 'Name of the cost center.'),
    attribute('organization', 'string', 'Name of the organization.'),
    attribute('division', 'string', 'Name of the division.'),
    attribute('department', 'string', 'Name of the department.'),
    complex('manager', "The user's manager.", [
      // Descriptions in section 8.7.1 say REQUIRED of both, section 4.3 says RECOMMENDED and their `required` is false.
      // The value is an `id`, hence case exact (section 3.1).
      attribute('value', 'string', 'The `id` of the manager.', { caseExact: true }),
      attribute('$ref', 'reference', 'URI of the manager.', { referenceTypes: ['User'] }),
      attribute('displayName', 'string', 'The `displayName` of the manager.', { mutability: 'readOnly' }),
    ]),
  ],
};
