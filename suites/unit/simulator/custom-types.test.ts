import { describe, expect, test } from 'vitest';
import { type AttributeDefinition, modelsWith } from '../../../src/scim/index.ts';
import { BASE, openSimulator, patchOp, textOf, user } from './open-simulator.ts';

const DEVICE = 'urn:example:scim:schemas:core:2.0:Device';

const attribute = (name: string, more: Partial<AttributeDefinition> = {}): AttributeDefinition => ({
  name,
  type: 'string',
  multiValued: false,
  description: name,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

const models = modelsWith(
  [
    {
      id: 'Device',
      name: 'Device',
      endpoint: '/Devices',
      description: 'A device',
      schema: DEVICE,
      schemaExtensions: [],
    },
  ],
  [
    {
      id: DEVICE,
      name: 'Device',
      description: 'A device',
      attributes: [
        attribute('serialNumber', { required: true, uniqueness: 'server', mutability: 'immutable' }),
        attribute('location', { returned: 'request' }),
        attribute('pin', { mutability: 'writeOnly', returned: 'never' }),
      ],
    },
  ],
);

const device = (serialNumber: string, more = {}) => ({ schemas: [DEVICE], serialNumber, ...more });

describe('a resource type of its own', () => {
  test('has its endpoints, and is found from the root', async () => {
    const open = await openSimulator({ models });
    const made = await open.scim('POST', '/Devices', device('a1'));
    expect(made).toMatchObject({ status: 201, headers: { location: `${BASE}/Devices/${textOf(made.json.id)}` } });
    expect((await open.scim('POST', '/Devices', device('A1'))).json.scimType).toBe('uniqueness');
    await open.scim('POST', '/Users', user('u'));
    expect((await open.scim('GET', '/?filter=serialNumber%20pr')).json.totalResults).toBe(1);
    expect((await open.scim('GET', '/')).json.totalResults).toBe(2);
    const types = await open.scim('GET', '/ResourceTypes/Device');
    expect(types.json).toMatchObject({ endpoint: '/Devices', schema: DEVICE });
    expect((await open.scim('GET', `/Schemas/${DEVICE}`)).json.id).toBe(DEVICE);
    expect((await open.records()).map(({ action }) => action)).toContain('resource.create');
  });

  test('gives attributes that are returned on request to those who ask or write, and to nobody else', async () => {
    const open = await openSimulator({ models });
    const made = await open.scim('POST', '/Devices', device('a1', { location: 'Oslo' }));
    expect(made.json.location).toBe('Oslo');
    const path = `/Devices/${textOf(made.json.id)}`;
    expect((await open.scim('GET', path)).json).not.toHaveProperty('location');
    expect((await open.scim('GET', `${path}?attributes=location`)).json.location).toBe('Oslo');
    expect((await open.scim('PUT', path, device('a1', { location: 'Rome' }))).json.location).toBe('Rome');
    const renamed = patchOp({ op: 'replace', path: 'location', value: 'Bonn' });
    expect((await open.scim('PATCH', path, renamed)).status).toBe(204);
    expect((await open.scim('PATCH', `${path}?excludedAttributes=meta`, renamed)).json.location).toBe('Bonn');
    const other = patchOp({ op: 'add', value: { serialNumber: 'a1' } });
    expect((await open.scim('PATCH', `${path}?excludedAttributes=meta`, other)).json).not.toHaveProperty('location');
    expect((await open.scim('GET', '/Devices')).json.Resources).not.toContainEqual(
      expect.objectContaining({ location: 'Bonn' }),
    );
  });

  test('keeps its own secrets out of responses and of the log', async () => {
    const open = await openSimulator({ models });
    const made = await open.scim('POST', '/Devices', device('a1', { pin: 'device-pin-4711' }));
    expect(made.json).not.toHaveProperty('pin');
    expect(JSON.stringify(await open.records())).not.toContain('4711');
  });
});

test('without a User there is no /Me', async () => {
  const open = await openSimulator({ models: models.filter(({ type }) => type.name === 'Device') });
  expect((await open.scim('GET', '/Me')).status).toBe(501);
  expect((await open.scim('GET', '/Users')).status).toBe(404);
});
