import { isJsonObject, type JsonObject } from '../kernel/index.ts';
import type { ProfileResponse, RemoteId } from './profile.ts';

/** Schema URIs that every provider writes (RFC 7643 section 8.7, RFC 7644 section 3.5.2). */
export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterpriseUser: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
} as const;

/** `attribute eq "value"`, percent-encoded for a query; the value is a JSON string (RFC 7644 section 3.4.2.2). */
export function equalityFilter(attribute: string, value: string): string {
  return encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
}

/** The path of one resource, whatever characters its id has. */
export function resourcePath(endpoint: '/Users' | '/Groups', id: string): string {
  return `${endpoint}/${encodeURIComponent(id)}`;
}

/** The first resource of a ListResponse; `undefined` when it is empty or is none. */
export function firstResource(response: ProfileResponse): JsonObject | undefined {
  const resources = response.body?.['Resources'];
  const first: unknown = Array.isArray(resources) ? resources[0] : undefined;
  return isJsonObject(first) ? first : undefined;
}

/** The id in a resource, if it has a usable one. */
export function remoteId(resource: JsonObject | undefined): RemoteId {
  const id = resource?.['id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** A sub-object to build upon; empty when there is none. */
export function objectAt(resource: JsonObject, name: string): JsonObject {
  const value = resource[name];
  return isJsonObject(value) ? value : {};
}
