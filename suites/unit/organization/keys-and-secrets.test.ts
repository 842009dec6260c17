import { describe, expect, it } from 'vitest';
import {
  ANONYMOUS,
  createAccessKey,
  createApiKey,
  createConnector,
  createOidcProvider,
  createScimClient,
  createScimToken,
  createSecret,
  createServiceAccount,
  deleteAccessKey,
  deleteConnector,
  deleteOidcProvider,
  deleteSecret,
  deleteServiceAccount,
  type OrganizationTransaction,
  revokeApiKey,
  revokeScimClient,
  revokeScimToken,
  rotateApiKey,
  updateAccessKey,
  updateConnector,
  updateOidcProvider,
  updateSecret,
} from '../../../src/organization/index.ts';
import { openOrganization, START } from './open-organization.ts';

describe('keys', () => {
  it('of service accounts act until they are rotated or revoked', () => {
    const { run, root, organization, refusal, actions } = openOrganization();
    const account = run((tx) =>
      createServiceAccount(tx, root(), { name: 'M', permissions: ['connectors.manage'] }),
    ).result;
    const { key, secret } = run((tx) => createApiKey(tx, root(), { serviceAccount: account.id, name: 'k' })).result;
    const who = organization.authenticate(secret, START)!;
    expect(who.party).toEqual({ type: 'service-account', id: account.id, display: 'M' });
    expect(who.session).toBeUndefined();
    expect(actions((tx) => createConnector(tx, who, { name: 'C', kind: 's3' }))).toEqual(['connector.create']);
    expect(refusal((tx) => createSecret(tx, who, { name: 'S', value: 'v' }))).toBe('forbidden');
    expect(refusal((tx) => deleteServiceAccount(tx, root(), account.id))).toBe('conflict');
    const rotated = run((tx) => rotateApiKey(tx, root(), key.id));
    expect(rotated.effects).toMatchObject([{ action: 'api-key.rotate', changes: [{ before: 1, after: 2 }] }]);
    expect(organization.authenticate(secret, START)).toBeUndefined();
    expect(organization.authenticate(rotated.result.secret, START)).toBeDefined();
    expect(actions((tx) => revokeApiKey(tx, root(), key.id))).toEqual(['api-key.revoke']);
    expect(organization.authenticate(rotated.result.secret, START)).toBeUndefined();
    expect(refusal((tx) => rotateApiKey(tx, root(), key.id))).toBe('conflict');
    expect(refusal((tx) => revokeApiKey(tx, root(), key.id))).toBe('conflict');
    expect(actions((tx) => deleteServiceAccount(tx, root(), account.id))).toEqual(['service-account.delete']);
    expect(organization.list('api-keys')).toEqual([]);
  });

  it('for access to the API act within what they were given, until they end or are deleted', () => {
    const { run, root, organization, refusal, actions } = openOrganization();
    const input = { name: 'K', permissions: ['secrets.manage'], expiresAt: START + 1000 };
    const { key, secret } = run((tx) => createAccessKey(tx, root(), input)).result;
    expect(organization.authenticate(secret, START + 999)?.party).toEqual({
      type: 'access-key',
      id: key.id,
      display: 'K',
    });
    expect(organization.authenticate(secret, START + 1000)).toBeUndefined();
    const who = organization.authenticate(secret, START)!;
    expect(actions((tx) => createSecret(tx, who, { name: 'S', value: 'v' }))).toEqual(['secret.create']);
    expect(refusal((tx) => createAccessKey(tx, who, { name: 'L' }))).toBe('forbidden');
    expect(refusal((tx) => createAccessKey(tx, root(), { name: 'L', permissions: ['everything'] }))).toBe('invalid');
    expect(refusal((tx) => createAccessKey(tx, root(), { name: 'L', expiresAt: START }))).toBe('invalid');
    const update = run((tx) => updateAccessKey(tx, root(), key.id, { name: 'L', permissions: [] }));
    expect(update.effects[0]!.changes).toEqual([
      { path: 'name', before: 'K', after: 'L' },
      { path: 'permissions', before: ['secrets.manage'], after: [] },
    ]);
    expect(actions((tx) => updateAccessKey(tx, root(), key.id, { name: 'L' }))).toEqual([]);
    expect(actions((tx) => deleteAccessKey(tx, root(), key.id))).toEqual(['access-key.delete']);
    expect(organization.authenticate(secret, START)).toBeUndefined();
  });
});

describe('values that nobody may see', () => {
  it('are in no effect and no state', () => {
    const { run, root, organization } = openOrganization();
    const hidden = ['first-hidden-value', 'second-hidden-value', 'hidden-client-secret', 'other-client-secret'];
    const effects = [
      run((tx) => createSecret(tx, root(), { name: 'S', value: hidden[0]! })),
      run((tx) => updateSecret(tx, root(), organization.list('secrets')[0]!.id, { value: hidden[1]! })),
      run((tx) =>
        createOidcProvider(tx, root(), {
          name: 'P',
          issuer: 'https://id.example',
          clientId: 'c',
          clientSecret: hidden[2]!,
        }),
      ),
      run((tx) =>
        updateOidcProvider(tx, root(), organization.list('oidc-providers')[0]!.id, { clientSecret: hidden[3]! }),
      ),
    ].flatMap((commit) => commit.effects);
    expect(effects.map(({ changes }) => changes?.at(-1))).toEqual([
      { path: 'value' },
      { path: 'value' },
      { path: 'clientSecret' },
      { path: 'clientSecret' },
    ]);
    for (const value of hidden) expect(JSON.stringify(effects)).not.toContain(value);
    for (const value of hidden.slice(0, 2)) expect(JSON.stringify(organization.snapshot())).not.toContain(value);
  });

  it('that are the same again change nothing', () => {
    const { run, root, actions } = openOrganization();
    const { id } = run((tx) => createSecret(tx, root(), { name: 'S', value: 'the-value' })).result;
    expect(actions((tx) => updateSecret(tx, root(), id, { value: 'the-value' }))).toEqual([]);
    expect(actions((tx) => updateSecret(tx, root(), id, { value: 'another' }))).toEqual(['secret.update']);
  });
});

describe('connectors', () => {
  it('keep the secret that they sign in with', () => {
    const { run, root, refusal, actions } = openOrganization();
    const secret = run((tx) => createSecret(tx, root(), { name: 'S', value: 'v' })).result.id;
    const input = { name: 'C', kind: 's3', configuration: { bucket: 'a', region: 'x' }, secret };
    const { id } = run((tx) => createConnector(tx, root(), input)).result;
    expect(refusal((tx) => deleteSecret(tx, root(), secret))).toBe('conflict');
    const { effects } = run((tx) => updateConnector(tx, root(), id, { configuration: { bucket: 'b', region: 'x' } }));
    expect(effects[0]!.changes).toEqual([{ path: 'configuration.bucket', before: 'a', after: 'b' }]);
    expect(refusal((tx) => updateConnector(tx, root(), id, { secret: 'none' }))).toBe('not-found');
    expect(actions((tx) => deleteConnector(tx, root(), id))).toEqual(['connector.delete']);
    expect(actions((tx) => deleteSecret(tx, root(), secret))).toEqual(['secret.delete']);
  });
});

describe('SCIM tokens and OAuth clients', () => {
  it('are revoked once, and leave their names to others', () => {
    const { run, root, refusal, actions } = openOrganization();
    const token = run((tx) => createScimToken(tx, root(), { name: 'T', expiresAt: START + 1 })).result;
    const client = run((tx) => createScimClient(tx, root(), { name: 'C' })).result;
    expect(refusal((tx) => createScimToken(tx, root(), { name: 'T' }))).toBe('conflict');
    expect(refusal((tx) => createScimToken(tx, root(), { name: 'U', expiresAt: START }))).toBe('invalid');
    expect(actions((tx) => revokeScimToken(tx, root(), token.id))).toEqual(['scim-token.revoke']);
    expect(refusal((tx) => revokeScimToken(tx, root(), token.id))).toBe('conflict');
    expect(actions((tx) => createScimToken(tx, root(), { name: 'T' }))).toEqual(['scim-token.create']);
    expect(actions((tx) => revokeScimClient(tx, root(), client.id))).toEqual(['scim-client.revoke']);
    expect(refusal((tx) => revokeScimClient(tx, root(), client.id))).toBe('conflict');
  });
});

describe('whoever has not signed in', () => {
  const commands: readonly [string, (tx: OrganizationTransaction) => unknown][] = [
    ['creates no token', (tx) => createScimToken(tx, ANONYMOUS, { name: 'T' })],
    ['creates no key', (tx) => createAccessKey(tx, ANONYMOUS, { name: 'T' })],
    ['deletes no provider', (tx) => deleteOidcProvider(tx, ANONYMOUS, 'x')],
    ['deletes no secret, and is not told whether there is one', (tx) => deleteSecret(tx, ANONYMOUS, 'x')],
  ];
  it.each(commands)('%s', (_name, command) => {
    expect(openOrganization().refusal(command)).toBe('unauthenticated');
  });
});
