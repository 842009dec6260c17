export { createAccessKey, deleteAccessKey, updateAccessKey } from './access-keys.ts';
export { createApiKey, revokeApiKey, rotateApiKey } from './api-keys.ts';
export { ANONYMOUS, requirePermission } from './authorization.ts';
export { createConnector, deleteConnector, updateConnector } from './connectors.ts';
export type { Tables } from './entities.ts';
export { type FoundingMember, foundOrganization } from './founding.ts';
export { inviteMember, joinOrganization } from './invitations.ts';
export { sendMagicLink } from './magic-links.ts';
export { removeMember } from './members.ts';
export { createOrganization } from './memory-organization.ts';
export { createOidcProvider, deleteOidcProvider, linkOidcProvider, updateOidcProvider } from './oidc-providers.ts';
export { OrganizationRefusal, type RefusalCode } from './organization-error.ts';
export { deleteOrganization, updateSettings } from './organization-settings.ts';
export { organizationCollections } from './organization-state.ts';
export type { OrganizationMeans, OrganizationTransaction } from './organization-transaction.ts';
export type {
  Organization,
  OrganizationCommit,
  OrganizationEffect,
  OrganizationWrite,
  Principal,
} from './organization.ts';
export type { Permission } from './permissions.ts';
export {
  assignRole,
  createRole,
  deleteRole,
  grantPermission,
  revokePermission,
  unassignRole,
  updateRole,
} from './roles.ts';
export {
  createScimClient,
  createScimToken,
  revokeScimClient,
  revokeScimToken,
  scimClientSecret,
  scimTokenSecret,
} from './scim-credentials.ts';
export { createSecret, deleteSecret, updateSecret } from './secrets.ts';
export { createServiceAccount, deleteServiceAccount } from './service-accounts.ts';
export { logIn, type Login, logOut, type OpenedSession } from './sessions.ts';
export { arrive, createSibling, foundSibling, switchOrganization } from './siblings.ts';
