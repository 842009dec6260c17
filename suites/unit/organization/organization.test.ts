import { describe, expect, it } from 'vitest';
import {
  assignRole,
  createRole,
  createSecret,
  deleteOrganization,
  deleteRole,
  grantPermission,
  removeMember,
  revokePermission,
  unassignRole,
  updateRole,
  updateSettings,
} from '../../../src/organization/index.ts';
import { openOrganization, ROOT_TOKEN, START } from './open-organization.ts';

describe('a command', () => {
  it('tells what it changed, by whom and of what', () => {
    const { run, root, organization } = openOrganization();
    const { result, effects } = run((transaction) => createRole(transaction, root(), { name: 'Editors' }));
    expect(effects).toEqual([
      {
        action: 'role.create',
        outcome: 'success',
        actor: { type: 'member', id: root().party.id, display: 'root@example.com' },
        target: { type: 'role', id: result.id, display: 'Editors' },
        changes: [
          { path: 'name', after: 'Editors' },
          { path: 'description', after: '' },
        ],
      },
    ]);
    expect(organization.get('roles', result.id)).toEqual(result);
  });

  it('that is undone has left nothing, and the next one can begin', () => {
    const { organization, root, run } = openOrganization();
    const before = organization.snapshot();
    const commit = organization.transact((transaction) => createRole(transaction, root(), { name: 'Editors' }));
    expect(organization.list('roles')).toHaveLength(1);
    commit.undo();
    commit.undo();
    commit.settle();
    expect(organization.snapshot()).toEqual(before);
    expect(run((transaction) => createRole(transaction, root(), { name: 'Editors' })).effects).toHaveLength(1);
  });

  it('waits for none that is under way: it must not rest on what may be undone', () => {
    const { organization, root } = openOrganization();
    const commit = organization.transact((transaction) => createRole(transaction, root(), { name: 'Editors' }));
    expect(() => organization.transact(() => 1)).toThrow(RangeError);
    commit.settle();
    expect(organization.transact(() => 1).result).toBe(1);
  });

  it('that fails halfway leaves nothing', () => {
    const { organization, root, refusal } = openOrganization();
    const before = organization.snapshot();
    const attempt = (): unknown =>
      organization.transact((transaction) => {
        createRole(transaction, root(), { name: 'Editors' });
        throw new Error('broken');
      });
    expect(attempt).toThrow('broken');
    expect(organization.snapshot()).toEqual(before);
    expect(refusal((transaction) => deleteRole(transaction, root(), 'none'))).toBe('not-found');
  });

  it('stores the founding state along with the first change, once', () => {
    const { organization, root } = openOrganization();
    const nothing = organization.transact(() => undefined);
    expect(nothing.writes).toEqual([]);
    nothing.settle();
    const first = organization.transact((transaction) => createRole(transaction, root(), { name: 'A' }));
    const tables = new Set(first.writes.map(({ collection }) => collection));
    expect(tables).toEqual(
      new Set(['organization.profile', 'organization.members', 'organization.sessions', 'organization.roles']),
    );
    first.undo();
    const again = organization.transact((transaction) => createRole(transaction, root(), { name: 'B' }));
    expect(again.writes).toHaveLength(first.writes.length);
    again.settle();
    const next = organization.transact((transaction) => createRole(transaction, root(), { name: 'C' }));
    expect(next.writes.map(({ collection }) => collection)).toEqual(['organization.roles']);
  });

  it('comes back from the store as it was left', () => {
    const open = openOrganization();
    open.member('ada@example.com');
    open.run((transaction) => createSecret(transaction, open.root(), { name: 'KEY', value: 'a-secret-value' }));
    const again = open.reopen();
    expect(again.organization.snapshot()).toEqual(open.organization.snapshot());
    expect(again.root().administrator).toBe(true);
    expect(again.actions((transaction) => createRole(transaction, again.root(), { name: 'New' }))).toEqual([
      'role.create',
    ]);
  });

  it.each([
    [{ collection: 'organization.members', key: 'a', value: { id: 'b' } }],
    [{ collection: 'organization.members', key: 'a', value: 'text' }],
    [{ collection: 'organization.nothing', key: 'a', value: { id: 'a' } }],
  ])('does not begin on a damaged state: %j', (entry) => {
    expect(() => openOrganization({ entries: [entry] })).toThrow(
      expect.objectContaining({ code: 'ORGANIZATION_STATE', message: expect.stringContaining(entry.collection) }),
    );
  });
});

describe('roles and permissions', () => {
  it('let a member do what they allow, as long as they do', () => {
    const open = openOrganization();
    const { run, root, refusal, actions } = open;
    const ada = open.member('ada@example.com');
    const role = run((transaction) => createRole(transaction, root(), { name: 'Keepers' })).result.id;
    const secret = (name: string) => (transaction: Parameters<typeof createSecret>[0]) =>
      createSecret(transaction, ada.principal(), { name, value: 'a-secret-value' });
    expect(refusal(secret('A'))).toBe('forbidden');
    run((transaction) => assignRole(transaction, root(), { member: ada.id, role }));
    expect(refusal(secret('A'))).toBe('forbidden');
    run((transaction) => grantPermission(transaction, root(), { role, permission: 'secrets.manage' }));
    expect(actions(secret('A'))).toEqual(['secret.create']);
    run((transaction) => revokePermission(transaction, root(), { role, permission: 'secrets.manage' }));
    expect(refusal(secret('B'))).toBe('forbidden');
  });

  it('give nobody more than they have', () => {
    const open = openOrganization();
    const { run, root, refusal, actions } = open;
    const ada = open.member('ada@example.com');
    const role = run((transaction) => createRole(transaction, root(), { name: 'Managers' })).result.id;
    run((transaction) => grantPermission(transaction, root(), { role, permission: 'roles.manage' }));
    run((transaction) => assignRole(transaction, root(), { member: ada.id, role }));
    const own = run((transaction) => createRole(transaction, ada.principal(), { name: 'Hers' })).result.id;
    const grant = (permission: string) => (transaction: Parameters<typeof createSecret>[0]) =>
      grantPermission(transaction, ada.principal(), { role: own, permission });
    expect(refusal(grant('scim.manage'))).toBe('forbidden');
    expect(actions(grant('roles.manage'))).toEqual(['permission.grant']);
    const administer = { member: ada.id, role: 'organization-administrator' };
    expect(refusal((transaction) => assignRole(transaction, ada.principal(), administer))).toBe('forbidden');
    expect(actions((transaction) => assignRole(transaction, root(), administer))).toEqual(['role.assign']);
    expect(ada.principal().administrator).toBe(true);
  });

  it('are changed where there is something to change, and told of nothing else', () => {
    const { run, root, refusal, actions } = openOrganization();
    const role = run((transaction) => createRole(transaction, root(), { name: 'Editors' })).result.id;
    const { effects } = run((transaction) =>
      updateRole(transaction, root(), role, { name: 'Authors', description: '' }),
    );
    expect(effects).toMatchObject([
      { action: 'role.update', changes: [{ path: 'name', before: 'Editors', after: 'Authors' }] },
    ]);
    expect(actions((transaction) => updateRole(transaction, root(), role, { name: 'Authors' }))).toEqual([]);
    expect(refusal((transaction) => createRole(transaction, root(), { name: 'Authors' }))).toBe('conflict');
    expect(refusal((transaction) => createRole(transaction, root(), { name: 'Workspace owner' }))).toBe('conflict');
    expect(refusal((transaction) => createRole(transaction, root(), { name: ' ' }))).toBe('invalid');
    expect(refusal((transaction) => updateRole(transaction, root(), 'super-admin', { name: 'x' }))).toBe('conflict');
  });

  it('that are assigned are not deleted, and none is assigned twice', () => {
    const open = openOrganization();
    const { run, root, refusal, actions } = open;
    const ada = open.member('ada@example.com');
    const role = run((transaction) => createRole(transaction, root(), { name: 'Editors' })).result.id;
    const ids = { member: ada.id, role };
    expect(actions((transaction) => assignRole(transaction, root(), ids))).toEqual(['role.assign']);
    expect(refusal((transaction) => assignRole(transaction, root(), ids))).toBe('conflict');
    expect(refusal((transaction) => deleteRole(transaction, root(), role))).toBe('conflict');
    expect(actions((transaction) => unassignRole(transaction, root(), ids))).toEqual(['role.unassign']);
    expect(refusal((transaction) => unassignRole(transaction, root(), ids))).toBe('conflict');
    expect(actions((transaction) => deleteRole(transaction, root(), role))).toEqual(['role.delete']);
  });

  it('leave the organization an administrator', () => {
    const open = openOrganization();
    const { root, refusal, actions } = open;
    const self = { member: root().party.id, role: 'organization-administrator' };
    expect(refusal((transaction) => unassignRole(transaction, root(), self))).toBe('conflict');
    expect(refusal((transaction) => removeMember(transaction, root(), self.member))).toBe('conflict');
    const ada = open.member('ada@example.com');
    open.run((transaction) => assignRole(transaction, root(), { ...self, member: ada.id }));
    expect(actions((transaction) => removeMember(transaction, ada.principal(), self.member))).toEqual([
      'member.remove',
    ]);
    expect(open.organization.authenticate(ROOT_TOKEN, START)).toBeUndefined();
  });
});

describe('settings', () => {
  it('are told by what differs', () => {
    const { run, root, refusal, actions } = openOrganization();
    const { effects } = run((transaction) => updateSettings(transaction, root(), { name: 'Acme', sessionMinutes: 5 }));
    expect(effects).toMatchObject([
      {
        action: 'organization.update-settings',
        changes: [
          { path: 'name', before: 'acme', after: 'Acme' },
          { path: 'settings.sessionMinutes', before: 480, after: 5 },
        ],
      },
    ]);
    expect(actions((transaction) => updateSettings(transaction, root(), { sessionMinutes: 5 }))).toEqual([]);
    expect(refusal((transaction) => updateSettings(transaction, root(), { sessionMinutes: 0 }))).toBe('invalid');
    expect(refusal((transaction) => updateSettings(transaction, root(), { emailDomains: ['@'] }))).toBe('invalid');
  });

  it('end with the organization, which is deleted by its name alone', () => {
    const open = openOrganization();
    const { root, refusal, actions, organization } = open;
    const principal = root();
    expect(refusal((transaction) => deleteOrganization(transaction, principal, 'other'))).toBe('invalid');
    expect(actions((transaction) => deleteOrganization(transaction, principal, 'acme'))).toEqual([
      'organization.delete',
    ]);
    expect(organization.deleted).toBe(true);
    expect(organization.authenticate(ROOT_TOKEN, START)).toBeUndefined();
    expect(refusal((transaction) => createRole(transaction, principal, { name: 'Late' }))).toBe('not-found');
    expect(open.reopen().organization.deleted).toBe(true);
  });
});
