import { refuse } from './organization-error.ts';

/** What a role can allow. Whoever administers the organization may do all of it, and what no role can allow besides. */
export const PERMISSIONS = [
  'oidc.manage',
  'members.manage',
  'roles.manage',
  'service-accounts.manage',
  'connectors.manage',
  'settings.manage',
  'access-keys.manage',
  'secrets.manage',
  'scim.manage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Roles that every organization has; their ids are the roles of the logs' readers. Only administrators assign them. */
export const BUILT_IN_ROLES: Readonly<Record<string, string>> = {
  'organization-administrator': 'Organization administrator',
  'workspace-owner': 'Workspace owner',
  'super-admin': 'Super admin',
  'workspace-administrator': 'Workspace administrator',
  'iam-log-reader': 'IT settings: IAM',
  'provisioning-administrator': 'Provisioning administrator',
};

/** The role that may do everything. */
export const ADMINISTRATOR = 'organization-administrator';

/** @throws OrganizationRefusal `invalid` for what is no permission. */
export function permissionOf(text: string): Permission {
  const permission = PERMISSIONS.find((candidate) => candidate === text);
  return permission ?? refuse('invalid', `There is no permission "${text}"; there are ${PERMISSIONS.join(', ')}.`);
}
