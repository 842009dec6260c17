import type { Requirement } from '../../verdict.ts';
import { rfc7643Attributes } from './rfc7643-2-attributes.ts';
import { rfc7643Resources } from './rfc7643-3-resources.ts';
import { rfc7643CoreSchemas } from './rfc7643-4-core-schemas.ts';
import { rfc7643ProviderConfiguration } from './rfc7643-5-provider-configuration.ts';
import { rfc7643ResourceTypes } from './rfc7643-6-resource-types.ts';
import { rfc7643SchemaDefinition } from './rfc7643-7-schema-definition.ts';
import { rfc7643SchemaRepresentation } from './rfc7643-8-schema-representation.ts';
import { rfc7643Security } from './rfc7643-9-security.ts';
import { rfc7644Authentication } from './rfc7644-2-authentication.ts';
import { rfc7644Messages } from './rfc7644-3-1-messages.ts';
import { rfc7644Create } from './rfc7644-3-3-create.ts';
import { rfc7644Query } from './rfc7644-3-4-query.ts';
import { rfc7644Filter } from './rfc7644-3-4-2-2-filter.ts';
import { rfc7644Replace } from './rfc7644-3-5-1-replace.ts';
import { rfc7644Patch } from './rfc7644-3-5-2-patch.ts';
import { rfc7644Delete } from './rfc7644-3-6-delete.ts';
import { rfc7644Bulk } from './rfc7644-3-7-bulk.ts';
import { rfc7644Formats } from './rfc7644-3-8-formats.ts';
import { rfc7644Errors } from './rfc7644-3-12-errors.ts';
import { rfc7644Versions } from './rfc7644-3-13-versions.ts';
import { rfc7644Discovery } from './rfc7644-4-discovery.ts';
import { rfc7644Security } from './rfc7644-7-security.ts';
import { rfc9865Cursor } from './rfc9865-cursor.ts';

/**
 * What RFC 7643, RFC 7644 and RFC 9865 require, section by section. An id that ends in a number is a statement with one
 * of the keywords of RFC 2119; one that ends in a letter is specified without a keyword: by a table, an example or plain
 * prose. `SHOULD` stands for the latter where the text recommends, or where the clause follows from an example alone.
 */
export const rfcRequirements: readonly Requirement[] = [
  ...rfc7643Attributes,
  ...rfc7643Resources,
  ...rfc7643CoreSchemas,
  ...rfc7643ProviderConfiguration,
  ...rfc7643ResourceTypes,
  ...rfc7643SchemaDefinition,
  ...rfc7643SchemaRepresentation,
  ...rfc7643Security,
  ...rfc7644Authentication,
  ...rfc7644Messages,
  ...rfc7644Create,
  ...rfc7644Query,
  ...rfc7644Filter,
  ...rfc7644Replace,
  ...rfc7644Patch,
  ...rfc7644Delete,
  ...rfc7644Bulk,
  ...rfc7644Formats,
  ...rfc7644Errors,
  ...rfc7644Versions,
  ...rfc7644Discovery,
  ...rfc7644Security,
  ...rfc9865Cursor,
];
