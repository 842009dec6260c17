import type { Instant } from '../../kernel/index.ts';
import type { Party } from '../../audit/index.ts';
import type { Tenant } from '../tenant.ts';
import { bearerToken } from './credentials.ts';

/** Somebody who reads logs or administers, without the token. */
export interface SignedIn {
  readonly party: Party;
  readonly roles: readonly string[];
}

/** Whose token an `Authorization` field presents: a viewer's, or that of a member's session. */
export function signedIn(
  { viewers, organization }: Pick<Tenant, 'viewers' | 'organization'>,
  authorization: string | undefined,
  now: Instant,
): SignedIn | undefined {
  const viewer = viewers.authenticate(authorization);
  if (viewer !== undefined) return { party: { type: 'viewer', id: viewer.name }, roles: viewer.roles };
  const token = bearerToken(authorization);
  const principal = token === undefined ? undefined : organization.authenticate(token, now);
  return principal?.session === undefined ? undefined : principal;
}
