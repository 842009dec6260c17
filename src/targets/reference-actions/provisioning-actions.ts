import type { ActionDoor } from '../target-file.ts';

type Actions = Readonly<Record<string, ActionDoor>>;

const integration = '/integrations/{integration}';

/** Integrations: service account, SCIM gateway, and the external application that they lead to. */
const integrations: Actions = {
  'integration.create': { method: 'POST', path: '/integrations', target: { type: 'integration' } },
  'integration.service-account.create': {
    method: 'PUT',
    path: `${integration}/service-account`,
    target: { type: 'service-account' },
  },
  'integration.service-account.update': {
    method: 'PUT',
    path: `${integration}/service-account`,
    target: { type: 'service-account' },
  },
  'integration.service-account.remove': {
    method: 'DELETE',
    path: `${integration}/service-account`,
    target: { type: 'service-account' },
  },
  'integration.gateway.connect': { method: 'POST', path: `${integration}/gateway`, target: { type: 'gateway' } },
  'integration.health-check.trigger': {
    method: 'POST',
    path: `${integration}/gateway/health-checks`,
    target: { type: 'gateway', id: '/gateway' },
  },
  'application.configure': { method: 'PUT', path: `${integration}/application`, body: '{application}' },
  'application.break': { method: 'PUT', path: `${integration}/application/faults` },
  'application.read': { method: 'GET', path: `${integration}/application/objects` },
  // What somebody does by hand in the application, to correct its data.
  'application.put-object': { method: 'PUT', path: `${integration}/application/objects/{type}/{object}` },
  'application.remove-object': { method: 'DELETE', path: `${integration}/application/objects/{type}/{object}` },
};

const provider = '/provisioning/identity-providers/{provider}';

/** Identity providers that are imported from. */
const identityProviders: Actions = {
  'identity-provider.create': { method: 'POST', path: '/provisioning/identity-providers' },
  'identity-provider.fill': { method: 'PUT', path: `${provider}/objects` },
  'identity-provider.break': { method: 'PUT', path: `${provider}/faults` },
  'identity-provider.schedule': { method: 'PUT', path: `${provider}/schedule` },
  'identity-provider.unschedule': { method: 'DELETE', path: `${provider}/schedule` },
};

/** Every mode of synchronization, those that are refused too, and tasks that are triggered again. */
const synchronizations: Actions = {
  'synchronization.identity-provider-import': started({ provider: '{provider}' }, 'identity-provider-import', 'task'),
  'synchronization.application-push': started({ integration: '{integration}' }, 'application-push', 'task'),
  'synchronization.identity-provider-change': started(
    { provider: '{provider}', type: '{type}', id: '{id}', resource: '{resource}' },
    'identity-provider-change',
    'entry',
  ),
  'synchronization.open-api': started({ type: '{type}', id: '{id}', resource: '{resource}' }, 'open-api', 'entry'),
  'synchronization.application-pull': started({ integration: '{integration}' }, 'application-pull', 'entry'),
  ...Object.fromEntries(
    [
      'identity-provider-push',
      'developer-api',
      'scim-api',
      'lazy-loading',
      'account-synchronization',
      'organization-synchronization',
    ].map((mode) => [`synchronization.${mode}`, started({}, mode, 'task')]),
  ),
  'task.retrigger': {
    method: 'POST',
    path: '/provisioning/tasks/{task}/runs',
    target: { type: 'task', id: '/id' },
  },
  'task.read': { method: 'GET', path: '/provisioning/tasks/{task}', target: { type: 'task', id: '{task}' } },
};

/** A task is known by the id of the answer, an entry that stands alone by the one that it names. */
function started(members: Readonly<Record<string, string>>, mode: string, makes: 'task' | 'entry'): ActionDoor {
  return {
    method: 'POST',
    path: '/provisioning/synchronizations',
    body: { mode, ...members },
    target: makes === 'task' ? { type: 'task', id: '/id' } : { type: 'entry', id: '/entry' },
  };
}

/** What the admin API of the bundled simulator can do about provisioning, by canonical verb. */
export const provisioningActions: Actions = { ...integrations, ...identityProviders, ...synchronizations };
