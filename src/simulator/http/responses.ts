import type { ScimError } from '../../scim/errors.ts';
import type { WireResponse } from '../wire.ts';

/** Media types that the SCIM door offers, the preferred one first (RFC 7644 section 3.8). */
export const SCIM_MEDIA_TYPES = ['application/scim+json', 'application/json'] as const;

/** Every method that some endpoint implements; any other is not implemented at all (RFC 9110 section 15.6.2). */
const KNOWN_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Whether a method that an endpoint lacks is refused (405) or unheard of (501). */
export function methodRefusalStatus(method: string): 405 | 501 {
  return KNOWN_METHODS.has(method) ? 405 : 501;
}

/** The error response of RFC 7644 section 3.12. */
export function errorResponse(error: ScimError, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return {
    status: error.status,
    headers: { 'content-type': SCIM_MEDIA_TYPES[0], ...headers },
    body: JSON.stringify(error),
  };
}

/** A JSON document outside of SCIM: the log door's. */
export function jsonResponse(
  status: number,
  document: object,
  headers: Readonly<Record<string, string>> = {},
): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(document) };
}

/** What HEAD gets: the fields of the response to GET, without the body (RFC 9110 section 9.3.2). */
export function withoutBody({ status, headers, body, chunks }: WireResponse): WireResponse {
  // The length of an export is not known, and a response that has no body by its status has no length either.
  if (chunks !== undefined || body === '') return { status, headers, body: '' };
  return { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }, body: '' };
}
