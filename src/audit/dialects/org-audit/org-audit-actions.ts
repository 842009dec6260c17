/** The 47 actions of the document in its 8 categories, each with the canonical verbs that it stands for. */
const CATEGORIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Authentication: {
    'Logged in': ['session.login'],
    'Logged out': ['session.logout'],
    'Login failed': ['session.login-failed'],
    'Generated magic link': ['session.magic-link'],
    'Created OIDC provider': ['oidc-provider.create'],
    'Updated OIDC provider': ['oidc-provider.update'],
    'Deleted OIDC provider': ['oidc-provider.delete'],
    'Added OIDC provider to org': ['oidc-provider.link'],
    'Removed OIDC provider from org': ['oidc-provider.unlink'],
  },
  'Member Management': {
    'Invited member': ['member.invite'],
    'Member joined': ['member.join'],
    'Removed member': ['member.remove'],
  },
  'Roles & Permissions': {
    'Created role': ['role.create'],
    'Updated role': ['role.update'],
    'Deleted role': ['role.delete'],
    'Assigned role': ['role.assign'],
    'Unassigned role': ['role.unassign'],
    'Granted permission': ['permission.grant'],
    'Revoked permission': ['permission.revoke'],
    'Created service account': ['service-account.create'],
    'Deleted service account': ['service-account.delete'],
    'Created API key': ['api-key.create'],
    'Revoked API key': ['api-key.revoke'],
    'Rotated API key': ['api-key.rotate'],
  },
  Connectors: {
    'Created connector': ['connector.create'],
    'Updated connector': ['connector.update'],
    'Deleted connector': ['connector.delete'],
  },
  'Organization Settings': {
    'Updated org settings': ['organization.update-settings'],
    'Deleted organization': ['organization.delete'],
    'Switched organization': ['organization.switch'],
    'Created sibling organization': ['organization.create-sibling'],
  },
  'API Access Keys': {
    'Created API access key': ['access-key.create'],
    'Updated API access key': ['access-key.update'],
    'Deleted API access key': ['access-key.delete'],
  },
  Secrets: {
    'Created secret': ['secret.create'],
    'Updated secret': ['secret.update'],
    'Deleted secret': ['secret.delete'],
  },
  'SCIM Provisioning': {
    'Created SCIM token': ['scim-token.create'],
    'Revoked SCIM token': ['scim-token.revoke'],
    'Created SCIM OAuth client': ['scim-client.create'],
    'Revoked SCIM OAuth client': ['scim-client.revoke'],
    'Provisioned user': ['user.create', 'user.reactivate'],
    'Updated user': ['user.update'],
    'Deprovisioned user': ['user.deactivate', 'user.delete'],
    'Created group': ['group.create'],
    'Updated group': ['group.update', 'group.members.update'],
    'Deleted group': ['group.delete'],
  },
};

const terms = Object.entries(CATEGORIES).flatMap(([category, actions]) =>
  Object.entries(actions).flatMap(([action, verbs]) => verbs.map((verb) => ({ verb, action, category }))),
);

/** Values of the Action column. */
export const ORG_ACTIONS: Readonly<Record<string, string>> = Object.fromEntries(
  terms.map(({ verb, action }) => [verb, action]),
);

/** Values of the Category column. */
export const ORG_CATEGORIES: Readonly<Record<string, string>> = Object.fromEntries(
  terms.map(({ verb, category }) => [verb, category]),
);
