import type { Member, Role } from './entities.ts';
import type { Principal } from './organization.ts';
import { refuse } from './organization-error.ts';
import { ADMINISTRATOR, type Permission, PERMISSIONS } from './permissions.ts';

/** Whoever did not sign in. */
export const ANONYMOUS: Principal = {
  party: { type: 'anonymous', id: 'anonymous' },
  administrator: false,
  permissions: new Set(),
  roles: [],
};

/** @throws OrganizationRefusal `unauthenticated` for nobody, `forbidden` for one without the permission. */
export function requirePermission(principal: Principal, permission: Permission): void {
  requireSomebody(principal);
  if (!principal.administrator && !principal.permissions.has(permission))
    refuse('forbidden', `This needs the permission ${permission}.`);
}

/** For what no role can allow. */
export function requireAdministrator(principal: Principal): void {
  requireSomebody(principal);
  if (!principal.administrator) refuse('forbidden', 'This is for administrators of the organization.');
}

/** @returns the session. @throws OrganizationRefusal `unauthenticated` for whoever has none. */
export function requireSession(principal: Principal): NonNullable<Principal['session']> {
  return principal.session ?? refuse('unauthenticated', 'This is for members who have signed in.');
}

/** Nobody gives more than they have. */
export function requireAll(principal: Principal, permissions: Iterable<Permission>): void {
  if (principal.administrator) return;
  const lacking = Iterator.from(permissions).find((permission) => !principal.permissions.has(permission));
  if (lacking !== undefined)
    refuse('forbidden', `This would give away the permission ${lacking}, which you do not have.`);
}

/** A member with what their roles allow. */
export function principalOf(
  { id, email, roles }: Member,
  roleOf: (id: string) => Role | undefined,
  session: Principal['session'],
): Principal {
  const administrator = roles.includes(ADMINISTRATOR);
  const allowed = administrator ? PERMISSIONS : roles.flatMap((role) => roleOf(role)?.permissions ?? []);
  return {
    party: { type: 'member', id, display: email },
    administrator,
    permissions: new Set(allowed),
    roles,
    ...(session !== undefined && { session }),
  };
}

function requireSomebody({ party }: Principal): void {
  if (party.type === 'anonymous') refuse('unauthenticated', 'Sign in first.');
}
