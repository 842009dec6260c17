import { ScimError } from '../../scim/index.ts';
import { matchesEntityTag } from '../http/entity-tags.ts';

/**
 * Evaluates the conditions of a read (RFC 9110 section 13.2, RFC 7644 section 3.14).
 * @returns Whether the client has this version already: 304.
 * @throws ScimError 412
 */
export function isUnmodified(headers: Readonly<Record<string, string>>, version: string): boolean {
  requireMatch(headers['if-match'], version);
  const ifNoneMatch = headers['if-none-match'];
  return ifNoneMatch !== undefined && matchesEntityTag(ifNoneMatch, version);
}

/** Evaluates the conditions of a write on a resource that is there. @throws ScimError 412 */
export function requireUnchanged(headers: Readonly<Record<string, string>>, version: string): void {
  requireMatch(headers['if-match'], version);
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined && matchesEntityTag(ifNoneMatch, version))
    throw new ScimError(412, 'Failed to update. The resource is at a version that If-None-Match excludes.');
}

function requireMatch(ifMatch: string | undefined, version: string): void {
  if (ifMatch !== undefined && !matchesEntityTag(ifMatch, version))
    throw new ScimError(412, 'Failed to update. The resource has changed on the server.');
}
