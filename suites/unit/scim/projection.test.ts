import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  attributesOf,
  attributesWrittenByPatch,
  compileProjection,
  parseAttributeList,
  type ProjectionRequest,
} from '../../../src/scim/index.ts';
import { deviceModel, deviceUri, enterprise, fleetUri, groupModel, refusalOf, userModel } from './sample-models.ts';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const user: JsonObject = {
  schemas: [core, enterprise],
  id: '1',
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  emails: [{ value: 'a@example.com', type: 'work', primary: true }, { value: 'b@example.com' }],
  meta: { resourceType: 'User', version: 'W/"1"' },
  [enterprise]: { employeeNumber: '7', manager: { value: '2', displayName: 'John' } },
};
const device: JsonObject = {
  schemas: [deviceUri, fleetUri],
  id: 'd',
  label: 'printer',
  pin: 'kept',
  diagnosis: 'long',
  tags: ['a'],
  vendor: { name: 'Acme', contract: 'C', secret: 'S', country: 'NL' },
  [fleetUri]: { depot: 'North', number: 1 },
};

const ofUser = (request: ProjectionRequest): JsonObject => compileProjection(request, [userModel])(user);
const ofDevice = (request: ProjectionRequest): JsonObject => compileProjection(request, [deviceModel])(device);

describe('the default set', () => {
  test('is the very resource when nothing is to be left out', () => {
    expect(ofUser({})).toBe(user);
    expect(ofUser({ attributes: [], excludedAttributes: [] })).toBe(user);
    expect(ofUser({ excludedAttributes: ['title', 'unknown', 'name.middleName'] })).toEqual(user);
  });

  test('has neither never nor request attributes, at either level', () => {
    expect(ofDevice({})).toEqual({
      schemas: [deviceUri, fleetUri],
      id: 'd',
      label: 'printer',
      tags: ['a'],
      vendor: { name: 'Acme', country: 'NL' },
      [fleetUri]: { depot: 'North', number: 1 },
    });
    expect(compileProjection({}, [userModel])({ ...user, password: 'hash' })).toEqual(user);
  });

  test('has the request attributes that the client has just written', () => {
    expect(ofDevice({ written: ['diagnosis', 'pin'] })).toMatchObject({ diagnosis: 'long' });
    expect(ofDevice({ written: ['diagnosis', 'pin'] })).not.toHaveProperty('pin');
    expect(ofDevice({ written: ['vendor'] })).toMatchObject({ vendor: { name: 'Acme', contract: 'C', country: 'NL' } });
    expect(ofDevice({ written: ['vendor.country'] })).toMatchObject({ vendor: { name: 'Acme', country: 'NL' } });
  });
});

describe('what a request has written', () => {
  const extended = `${fleetUri}:depot`;

  test.each([
    [[{ op: 'replace', path: 'DIAGNOSIS', value: 'x' }], ['diagnosis']],
    [[{ op: 'add', value: { diagnosis: 'x', [fleetUri]: { depot: 'y' } } }], ['diagnosis', extended]],
    [
      [
        { op: 'remove', path: 'rooms[number eq 1].floor' },
        { op: 'remove', path: extended },
      ],
      ['rooms.floor', extended],
    ],
    [[{ op: 'remove', path: fleetUri }], [fleetUri]],
  ])('by a PATCH: %j', (operations, expected) => {
    const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
    expect(attributesWrittenByPatch(patch, deviceModel)).toEqual(expected);
  });

  test('by keys that are paths', () => {
    const value = { 'vendor.contract': 'x', 'rooms[number eq 1].floor': 'y' };
    const patch = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', value }] };
    const written = attributesWrittenByPatch(patch, deviceModel, { pathKeys: true });
    expect(written).toEqual(['vendor.contract', 'rooms.floor']);
    expect(ofDevice({ written })['vendor']).toEqual({ name: 'Acme', contract: 'C', country: 'NL' });
  });

  test('by a body, whose names need not be any', () => {
    const written = attributesOf(
      { Diagnosis: 'x', 'not a name': 1, '': 2, [fleetUri.toUpperCase()]: { Depot: 'y' } },
      deviceModel,
    );
    expect(written).toEqual(['Diagnosis', 'not a name', '', `${fleetUri}:Depot`]);
    expect(ofDevice({ written })).toHaveProperty('diagnosis');
  });
});

describe('attributes', () => {
  test('the example of RFC 7644 section 3.9', () => {
    expect(ofUser({ attributes: ['userName'] })).toEqual({ schemas: [core], id: '1', userName: 'bjensen' });
  });

  test.each([
    ['in any case', ['USERNAME'], { userName: 'bjensen' }],
    ['qualified', [`${core}:userName`], { userName: 'bjensen' }],
    ['a sub-attribute', ['name.givenName'], { name: { givenName: 'Barbara' } }],
    ['a sub-attribute of several values', ['emails.type'], { emails: [{ type: 'work' }] }],
    ['a whole and a part of it', ['name.givenName', 'name'], { name: user['name'] }],
    ['a part and the whole', ['name', 'name.givenName'], { name: user['name'] }],
    ['parts', ['name.givenName', 'name.familyName'], { name: user['name'] }],
    ['what is unassigned', ['title'], {}],
    ['what is unknown', ['shoeSize'], {}],
    ['what is never returned', ['password'], {}],
    ['of meta', ['meta.version'], { meta: { version: 'W/"1"' } }],
  ])('%s', (_, attributes, expected) => {
    expect(ofUser({ attributes })).toEqual({ schemas: [core], id: '1', ...expected });
  });

  test.each([
    ['an extension', [enterprise], user[enterprise]],
    ['in any case', [enterprise.toUpperCase()], user[enterprise]],
    ['an attribute of one', [`${enterprise}:employeeNumber`], { employeeNumber: '7' }],
    ['a sub-attribute of one', [`${enterprise}:manager.value`], { manager: { value: '2' } }],
    ['without its URI', ['manager'], { manager: { value: '2', displayName: 'John' } }],
  ])('%s, and its schema', (_, attributes, expected) => {
    expect(ofUser({ attributes })).toEqual({ schemas: [core, enterprise], id: '1', [enterprise]: expected });
  });

  test('the minimum set is there, whatever is asked for; request attributes when they are named', () => {
    const minimum = { schemas: [deviceUri], id: 'd', vendor: { name: 'Acme' } };
    expect(ofDevice({ attributes: ['label'] })).toEqual({ ...minimum, label: 'printer' });
    expect(ofDevice({ attributes: ['diagnosis', 'pin'] })).toEqual({ ...minimum, diagnosis: 'long' });
    expect(ofDevice({ attributes: ['vendor'] })).toEqual({ ...minimum, vendor: { name: 'Acme', country: 'NL' } });
    expect(ofDevice({ attributes: ['vendor.contract', 'vendor.secret'] })).toEqual({
      ...minimum,
      vendor: { name: 'Acme', contract: 'C' },
    });
  });
});

describe('excludedAttributes', () => {
  test.each([
    ['an attribute', ['name'], ['name']],
    ['in any case', ['EMAILS', 'meta'], ['emails', 'meta']],
    ['but not what is always returned', ['id', 'schemas', 'name'], ['name']],
    ['every sub-attribute that has a value', ['name.givenName', 'name.familyName'], ['name']],
  ])('%s', (_, excludedAttributes, missing) => {
    const found = ofUser({ excludedAttributes });
    expect(Object.keys(user).filter((name) => !(name in found))).toEqual(missing);
  });

  test('a sub-attribute', () => {
    expect(ofUser({ excludedAttributes: ['emails.value'] })).toMatchObject({
      emails: [{ type: 'work', primary: true }],
    });
    expect(ofUser({ excludedAttributes: ['emails.value'] })['name']).toBe(user['name']);
  });

  test('an extension, with its schema', () => {
    expect(ofUser({ excludedAttributes: [enterprise] })['schemas']).toEqual([core]);
    expect(ofUser({ excludedAttributes: [enterprise] })).not.toHaveProperty([enterprise]);
    const parts = ofUser({ excludedAttributes: [`${enterprise}:manager`] });
    expect(parts[enterprise]).toEqual({ employeeNumber: '7' });
    expect(parts['schemas']).toEqual([core, enterprise]);
  });

  test('what is always returned stays of an attribute that is excluded', () => {
    expect(ofDevice({ excludedAttributes: ['vendor', 'label', 'vendor.name'] })['vendor']).toEqual({ name: 'Acme' });
  });

  test('members of a group', () => {
    const group = { schemas: ['g'], id: 'g', displayName: 'G', members: [{ value: '1' }] };
    const { members: _, ...others } = group;
    expect(compileProjection({ excludedAttributes: ['members'] }, [groupModel])(group)).toEqual(others);
  });
});

test('each resource is projected by its own type', () => {
  const projection = compileProjection({ attributes: ['displayName', 'userName'] }, [userModel, groupModel]);
  const group = { schemas: ['g'], id: 'g', displayName: 'G', members: [], meta: { resourceType: 'Group' } };
  expect(projection(group)).toEqual({ schemas: ['g'], id: 'g', displayName: 'G' });
  expect(projection(user)).toEqual({ schemas: [core], id: '1', userName: 'bjensen' });
});

test('an extension whose URI ends in what is no name', () => {
  expect(ofDevice({ attributes: [fleetUri] })[fleetUri]).toEqual(device[fleetUri]);
  expect(ofDevice({ excludedAttributes: [fleetUri] })).not.toHaveProperty([fleetUri]);
  // Over several types it is the name of none of the others' attributes, and no error for that.
  expect(compileProjection({ attributes: [fleetUri] }, [userModel, deviceModel])(user)).toEqual({
    schemas: [core],
    id: '1',
  });
  expect(refusalOf(() => compileProjection({ attributes: [fleetUri] }, [userModel]))).toBe('400 invalidValue');
});

test('the resource is left as it is', () => {
  const before = structuredClone(device);
  ofDevice({ attributes: ['vendor.contract', `${fleetUri}:depot`] });
  ofDevice({ excludedAttributes: [fleetUri, 'tags'] });
  expect(device).toEqual(before);
});

test.each([
  [{ attributes: ['id'], excludedAttributes: ['name'] }],
  [{ attributes: ['user name'] }],
  [{ excludedAttributes: ['emails[type eq "work"]'] }],
  [{ attributes: ['name.a.b'] }],
])('%j is refused', (request) => {
  expect(refusalOf(() => compileProjection(request, [userModel]))).toBe('400 invalidValue');
});

test('a parameter is a list of names', () => {
  expect(parseAttributeList(' userName,name.givenName , ,')).toEqual(['userName', 'name.givenName']);
  expect(parseAttributeList('')).toEqual([]);
});
