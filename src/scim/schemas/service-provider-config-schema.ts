import type { AttributeDefinition, SchemaDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

const supported = attribute('supported', 'boolean', 'Whether the feature is supported.', { required: true });

function feature(name: string, description: string, limits: readonly AttributeDefinition[] = []): AttributeDefinition {
  return complex(name, description, [supported, ...limits], { required: true });
}

const link = (name: string, description: string): AttributeDefinition =>
  attribute(name, 'reference', description, { referenceTypes: ['external'] });

const authenticationSchemes = complex(
  'authenticationSchemes',
  'Supported authentication schemes.',
  [
    // Section 8.7.2 leaves `type` and `primary` out; section 5 says that `type` is REQUIRED, section 8.5 shows both.
    attribute('type', 'string', 'The authentication scheme.', {
      required: true,
      canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
    }),
    attribute('name', 'string', "The scheme's common name.", { required: true }),
    attribute('description', 'string', 'A description of the scheme.', { required: true }),
    link('specUri', "URL of the scheme's specification."),
    link('documentationUri', "URL of the scheme's usage documentation."),
    attribute('primary', 'boolean', 'Whether this is the preferred scheme.'),
  ],
  { multiValued: true, required: true },
);

/** RFC 9865 section 4: paging, which a service provider that knows that RFC announces. */
const pagination = complex('pagination', 'Paging options.', [
  attribute('cursor', 'boolean', 'Whether cursor-based paging is supported.', { required: true }),
  attribute('index', 'boolean', 'Whether index-based paging is supported.', { required: true }),
  attribute('defaultPaginationMethod', 'string', 'The method used when the client does not choose.', {
    canonicalValues: ['cursor', 'index'],
  }),
  attribute('defaultPageSize', 'integer', 'Results on a page when the client does not say.'),
  attribute('maxPageSize', 'integer', 'Most results on a page.'),
  attribute('cursorTimeout', 'integer', 'Least number of seconds that a cursor is valid.'),
]);

/** RFC 7643 section 5, with the characteristics of section 8.7.2, and RFC 9865 section 4. */
export const serviceProviderConfigSchema: SchemaDefinition = {
  id: schemaUris.serviceProviderConfig,
  name: 'Service Provider Configuration',
  description: "Schema for representing the service provider's configuration",
  attributes: withMutability('readOnly', [
    link('documentationUri', "URL of the service provider's help documentation."),
    feature('patch', 'PATCH options.'),
    feature('bulk', 'Bulk options.', [
      attribute('maxOperations', 'integer', 'Most operations in a request.', { required: true }),
      attribute('maxPayloadSize', 'integer', 'Largest payload in bytes.', { required: true }),
    ]),
    feature('filter', 'Filter options.', [
      attribute('maxResults', 'integer', 'Most resources in a response.', { required: true }),
    ]),
    feature('changePassword', 'Options for changing a password.'),
    feature('sort', 'Sort options.'),
    // Section 8.7.2 leaves it out; section 5 says REQUIRED and section 8.5 shows it.
    feature('etag', 'Entity tag options.'),
    pagination,
    authenticationSchemes,
  ]),
};
