import { requireAdministrator, requireAll, requirePermission } from './authorization.ts';
import { changesBetween, changesFrom } from './changes.ts';
import type { Member, Role } from './entities.ts';
import { descriptionOf, freeName, nameOf } from './input-rules.ts';
import { keepAnAdministrator } from './members.ts';
import { refuse } from './organization-error.ts';
import type { OrganizationParty, Principal } from './organization.ts';
import type { OrganizationTransaction } from './organization-transaction.ts';
import { ADMINISTRATOR, BUILT_IN_ROLES, permissionOf } from './permissions.ts';
import { memberParty } from './sessions.ts';

export function createRole(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly name: string; readonly description?: string },
): Role {
  requirePermission(principal, 'roles.manage');
  const name = freeRoleName(transaction, input.name);
  const role: Role = {
    id: transaction.id(),
    name,
    description: descriptionOf(input.description ?? ''),
    permissions: [],
  };
  transaction.put('roles', role);
  transaction.happened('role.create', principal, roleParty(role), {
    changes: changesFrom({ name, description: role.description }),
  });
  return role;
}

export function updateRole(
  transaction: OrganizationTransaction,
  principal: Principal,
  id: string,
  input: { readonly name?: string; readonly description?: string },
): Role {
  requirePermission(principal, 'roles.manage');
  const role = requireOwnRole(transaction, id);
  const name = input.name === undefined ? role.name : freeRoleName(transaction, input.name, id);
  const description = input.description === undefined ? role.description : descriptionOf(input.description);
  const changes = changesBetween({ name: role.name, description: role.description }, { name, description });
  if (changes.length === 0) return role;
  const updated = { ...role, name, description };
  transaction.put('roles', updated);
  transaction.happened('role.update', principal, roleParty(updated), { changes });
  return updated;
}

/** @throws OrganizationRefusal `conflict` while a member has it. */
export function deleteRole(transaction: OrganizationTransaction, principal: Principal, id: string): void {
  requirePermission(principal, 'roles.manage');
  const role = requireOwnRole(transaction, id);
  if (transaction.list('members').some(({ roles }) => roles.includes(id)))
    refuse('conflict', 'The role is assigned to members.');
  transaction.remove('roles', id);
  transaction.happened('role.delete', principal, roleParty(role));
}

/** @throws OrganizationRefusal `conflict` where the member has it already, `forbidden` for a role that allows more than one may. */
export function assignRole(
  transaction: OrganizationTransaction,
  principal: Principal,
  ids: { readonly member: string; readonly role: string },
): Member {
  const { member, party } = requireAssignment(transaction, principal, ids);
  if (member.roles.includes(ids.role)) refuse('conflict', 'The member has the role already.');
  return changeRoles(transaction, principal, member, party, [...member.roles, ids.role], 'role.assign');
}

/** @throws OrganizationRefusal `conflict` where the member does not have it, or is the last who administers. */
export function unassignRole(
  transaction: OrganizationTransaction,
  principal: Principal,
  ids: { readonly member: string; readonly role: string },
): Member {
  const { member, party } = requireAssignment(transaction, principal, ids);
  if (!member.roles.includes(ids.role)) refuse('conflict', 'The member does not have the role.');
  if (ids.role === ADMINISTRATOR) keepAnAdministrator(transaction, member);
  const roles = member.roles.filter((role) => role !== ids.role);
  return changeRoles(transaction, principal, member, party, roles, 'role.unassign');
}

export function grantPermission(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly role: string; readonly permission: string },
): Role {
  const { role, permission } = requireGrant(transaction, principal, input);
  if (role.permissions.includes(permission)) refuse('conflict', 'The role has the permission already.');
  return changePermissions(
    transaction,
    principal,
    role,
    [...role.permissions, permission],
    'permission.grant',
    permission,
  );
}

export function revokePermission(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly role: string; readonly permission: string },
): Role {
  const { role, permission } = requireGrant(transaction, principal, input);
  if (!role.permissions.includes(permission)) refuse('conflict', 'The role does not have the permission.');
  const left = role.permissions.filter((each) => each !== permission);
  return changePermissions(transaction, principal, role, left, 'permission.revoke', permission);
}

function requireAssignment(
  transaction: OrganizationTransaction,
  principal: Principal,
  ids: { readonly member: string; readonly role: string },
): { readonly member: Member; readonly party: OrganizationParty } {
  requirePermission(principal, 'roles.manage');
  const member = transaction.require('members', ids.member, 'member');
  const builtIn = Object.hasOwn(BUILT_IN_ROLES, ids.role) ? BUILT_IN_ROLES[ids.role] : undefined;
  if (builtIn !== undefined) {
    requireAdministrator(principal);
    return { member, party: { type: 'role', id: ids.role, display: builtIn } };
  }
  const role = transaction.require('roles', ids.role, 'role');
  requireAll(principal, role.permissions);
  return { member, party: roleParty(role) };
}

function changeRoles(
  transaction: OrganizationTransaction,
  principal: Principal,
  member: Member,
  party: OrganizationParty,
  roles: readonly string[],
  action: 'role.assign' | 'role.unassign',
): Member {
  const changed = { ...member, roles };
  transaction.put('members', changed);
  transaction.happened(action, principal, party, { detail: { member: { ...memberParty(member) } } });
  return changed;
}

function requireGrant(
  transaction: OrganizationTransaction,
  principal: Principal,
  input: { readonly role: string; readonly permission: string },
): { readonly role: Role; readonly permission: Role['permissions'][number] } {
  requirePermission(principal, 'roles.manage');
  const permission = permissionOf(input.permission);
  const role = requireOwnRole(transaction, input.role);
  requireAll(principal, [permission]);
  return { role, permission };
}

function changePermissions(
  transaction: OrganizationTransaction,
  principal: Principal,
  role: Role,
  permissions: Role['permissions'],
  action: 'permission.grant' | 'permission.revoke',
  permission: string,
): Role {
  const changed = { ...role, permissions };
  transaction.put('roles', changed);
  transaction.happened(action, principal, roleParty(role), { detail: { permission } });
  return changed;
}

/** @throws OrganizationRefusal `conflict` for a built-in role, `not-found` for none. */
function requireOwnRole(transaction: OrganizationTransaction, id: string): Role {
  if (Object.hasOwn(BUILT_IN_ROLES, id)) refuse('conflict', 'A built-in role cannot be changed.');
  return transaction.require('roles', id, 'role');
}

function freeRoleName(transaction: OrganizationTransaction, text: string, own?: string): string {
  const name = nameOf(text);
  if (Object.values(BUILT_IN_ROLES).includes(name))
    refuse('conflict', `There is already a role called ${JSON.stringify(name)}.`);
  return freeName(name, transaction.list('roles'), 'role', own);
}

function roleParty({ id, name }: Role): OrganizationParty {
  return { type: 'role', id, display: name };
}
