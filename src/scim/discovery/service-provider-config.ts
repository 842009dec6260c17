import type { JsonObject } from '../../kernel/index.ts';
import { schemaUris } from '../schemas/schema-uris.ts';

export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest';
  readonly name: string;
  readonly description: string;
  readonly specUri?: string;
  readonly documentationUri?: string;
  readonly primary?: boolean;
}

/** What a service provider can do (RFC 7643 section 5, RFC 9865 section 4). */
export interface ServiceFeatures {
  readonly documentationUri?: string;
  readonly patch: boolean;
  /** Absent: not supported. The payload in bytes. */
  readonly bulk?: { readonly maxOperations: number; readonly maxPayloadSize: number };
  /** Absent: not supported. */
  readonly filter?: { readonly maxResults: number };
  readonly changePassword: boolean;
  readonly sort: boolean;
  readonly etag: boolean;
  readonly pagination?: {
    readonly cursor: boolean;
    readonly index: boolean;
    readonly defaultPaginationMethod?: 'cursor' | 'index';
    readonly defaultPageSize?: number;
    readonly maxPageSize?: number;
    /** Least number of seconds that a cursor is valid. */
    readonly cursorTimeout?: number;
  };
  readonly authenticationSchemes: readonly AuthenticationScheme[];
}

/** The resource at `/ServiceProviderConfig`. Its location is relative to the base URI. */
export function serviceProviderConfigResource(features: ServiceFeatures): JsonObject {
  const { documentationUri, patch, bulk, filter, changePassword, sort, etag, pagination } = features;
  return {
    schemas: [schemaUris.serviceProviderConfig],
    ...(documentationUri === undefined ? {} : { documentationUri }),
    patch: { supported: patch },
    // The limits are REQUIRED also where the feature is not supported.
    bulk: { supported: bulk !== undefined, ...(bulk ?? { maxOperations: 0, maxPayloadSize: 0 }) },
    filter: { supported: filter !== undefined, ...(filter ?? { maxResults: 0 }) },
    changePassword: { supported: changePassword },
    sort: { supported: sort },
    etag: { supported: etag },
    ...(pagination === undefined ? {} : { pagination: { ...pagination } }),
    authenticationSchemes: features.authenticationSchemes.map((scheme) => Object.fromEntries(Object.entries(scheme))),
    meta: { resourceType: 'ServiceProviderConfig', location: '/ServiceProviderConfig' },
  };
}
