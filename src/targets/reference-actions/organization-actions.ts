import type { ActionDoor } from '../target-file.ts';

type Actions = Readonly<Record<string, ActionDoor>>;

/** Signing in and out. The keys of members and machines act like sessions. */
const sessions: Actions = {
  'session.login': {
    method: 'POST',
    path: '/sessions',
    body: { email: '{email}', password: '{password}', code: '{code}', provider: '{provider}', idToken: '{idToken}' },
    actor: { id: '/member/id', display: '/member/email' },
    target: { type: 'session', id: '/id' },
    gives: { session: '/token' },
    secrets: ['/token'],
  },
  'session.logout': { method: 'DELETE', path: '/sessions/current' },
  'session.magic-link': { method: 'POST', path: '/magic-links' },
  'organization.switch': {
    method: 'POST',
    path: '/organization/switch',
    target: { type: 'organization', id: '{organization}' },
    secrets: ['/token'],
  },
  // What was sent by e-mail, for whoever plays the person to whom it was sent.
  'mail.read': { method: 'GET', path: '/outbox?to={email}', secrets: ['/items/0/code'] },
};

/** Identity providers, members and their roles. */
const people: Actions = {
  'oidc-provider.create': { method: 'POST', path: '/oidc-providers', target: { type: 'oidc-provider' } },
  'oidc-provider.update': changed('/oidc-providers', 'provider', 'oidc-provider'),
  'oidc-provider.delete': deleted('/oidc-providers', 'provider', 'oidc-provider'),
  'oidc-provider.link': {
    method: 'PUT',
    path: '/oidc-providers/{provider}/link',
    target: { type: 'oidc-provider', id: '{provider}' },
  },
  'oidc-provider.unlink': {
    method: 'DELETE',
    path: '/oidc-providers/{provider}/link',
    target: { type: 'oidc-provider', id: '{provider}' },
  },
  'member.invite': { method: 'POST', path: '/invitations', target: { type: 'invitation' } },
  'member.join': {
    method: 'POST',
    path: '/members',
    actor: { id: '/id', display: '/email' },
    target: { type: 'member' },
  },
  'member.remove': deleted('/members', 'member', 'member'),
  'role.create': { method: 'POST', path: '/roles', target: { type: 'role' } },
  'role.update': changed('/roles', 'role', 'role'),
  'role.delete': deleted('/roles', 'role', 'role'),
  'role.assign': { method: 'PUT', path: '/members/{member}/roles/{role}', target: { type: 'role', id: '{role}' } },
  'role.unassign': { method: 'DELETE', path: '/members/{member}/roles/{role}', target: { type: 'role', id: '{role}' } },
  'permission.grant': {
    method: 'PUT',
    path: '/roles/{role}/permissions/{permission}',
    target: { type: 'role', id: '{role}' },
  },
  'permission.revoke': {
    method: 'DELETE',
    path: '/roles/{role}/permissions/{permission}',
    target: { type: 'role', id: '{role}' },
  },
};

/** Keys, secrets, and what they are for. */
const machines: Actions = {
  'service-account.create': { method: 'POST', path: '/service-accounts', target: { type: 'service-account' } },
  'service-account.delete': deleted('/service-accounts', 'account', 'service-account'),
  'api-key.create': {
    method: 'POST',
    path: '/service-accounts/{account}/api-keys',
    target: { type: 'api-key' },
    gives: { session: '/key' },
    secrets: ['/key'],
  },
  'api-key.rotate': {
    method: 'POST',
    path: '/api-keys/{key}/rotate',
    target: { type: 'api-key', id: '{key}' },
    gives: { session: '/key' },
    secrets: ['/key'],
  },
  'api-key.revoke': deleted('/api-keys', 'key', 'api-key'),
  'access-key.create': {
    method: 'POST',
    path: '/access-keys',
    target: { type: 'access-key' },
    gives: { session: '/key' },
    secrets: ['/key'],
  },
  'access-key.update': changed('/access-keys', 'key', 'access-key'),
  'access-key.delete': deleted('/access-keys', 'key', 'access-key'),
  'connector.create': { method: 'POST', path: '/connectors', target: { type: 'connector' } },
  'connector.update': changed('/connectors', 'connector', 'connector'),
  'connector.delete': deleted('/connectors', 'connector', 'connector'),
  'secret.create': { method: 'POST', path: '/secrets', target: { type: 'secret' } },
  'secret.update': changed('/secrets', 'secret', 'secret'),
  'secret.delete': deleted('/secrets', 'secret', 'secret'),
};

/** The organization itself, and who may come in by its SCIM door. */
const organization: Actions = {
  'organization.update-settings': { method: 'PATCH', path: '/organization', target: { type: 'organization' } },
  'organization.delete': { method: 'DELETE', path: '/organization?confirm={name}', target: { type: 'organization' } },
  'organization.create-sibling': { method: 'POST', path: '/organization/siblings', target: { type: 'organization' } },
  'scim-token.create': {
    method: 'POST',
    path: '/scim-tokens',
    target: { type: 'scim-token' },
    gives: { token: '/token' },
    secrets: ['/token'],
  },
  'scim-token.revoke': deleted('/scim-tokens', 'token', 'scim-token'),
  'scim-client.create': {
    method: 'POST',
    path: '/scim-clients',
    target: { type: 'scim-client' },
    gives: { clientId: '/clientId', clientSecret: '/clientSecret', tokenUrl: '../oauth/token' },
    secrets: ['/clientSecret'],
  },
  'scim-client.revoke': deleted('/scim-clients', 'client', 'scim-client'),
};

/** What the admin API of the bundled simulator does with organizations. */
export const organizationActions: Actions = { ...sessions, ...people, ...machines, ...organization };

function changed(collection: string, parameter: string, type: string): ActionDoor {
  return { method: 'PATCH', path: `${collection}/{${parameter}}`, target: { type, id: `{${parameter}}` } };
}

function deleted(collection: string, parameter: string, type: string): ActionDoor {
  return { method: 'DELETE', path: `${collection}/{${parameter}}`, target: { type, id: `{${parameter}}` } };
}
