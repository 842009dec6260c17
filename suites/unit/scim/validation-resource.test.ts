import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import {
  buildModel,
  type ResourceModel,
  validateCreate,
  validatePatched,
  validateReplace,
} from '../../../src/scim/index.ts';
import { deviceModel, deviceUri, enterprise, fleetUri, userModel } from './sample-models.ts';
import { createDevice, createUser, refusal, strict, tolerant, userUri } from './validation-support.ts';

const base: JsonObject = { schemas: [deviceUri], label: 'a', aliases: ['b'] };

function device(more: JsonObject = {}): JsonObject {
  return createDevice({ ...base, ...more });
}

/** As the directory keeps it: with what the service provider assigns. */
function stored(more: JsonObject = {}): JsonObject {
  return { ...device(more), id: 'd1', state: 'idle', meta: { resourceType: 'Device', version: 'W/"1"' } };
}

function replace(body: JsonObject, present: JsonObject, model = deviceModel): JsonObject {
  return validateReplace(model, body, present, strict);
}

function patch(resource: JsonObject, before: JsonObject, model = deviceModel): JsonObject {
  return validatePatched(model, resource, before, strict);
}

describe('the schemas attribute (RFC 7643 sections 3 and 3.3)', () => {
  test.each<[string, JsonValue | undefined]>([
    ['absent', undefined],
    ['null', null],
    ['a string', userUri],
    ['empty', []],
    ['not of strings', [1]],
    ['with a duplicate', [userUri, userUri]],
    ['with a duplicate in another case', [userUri, userUri.toUpperCase()]],
    ['without the base schema', [enterprise]],
    ['with that of another resource type', [userUri, 'urn:ietf:params:scim:schemas:core:2.0:Group']],
    ['with an unknown one', [userUri, 'urn:example:unknown']],
  ])('%s is refused', (_, schemas) => {
    const body = { userName: 'a', ...(schemas === undefined ? {} : { schemas }) };
    expect(refusal(() => validateCreate(userModel, body, strict))).toMatchObject({
      status: 400,
      scimType: 'invalidSyntax',
    });
  });

  test('the attributes of an extension are given once', () => {
    const twice = { [enterprise]: { division: 'x' }, [enterprise.toUpperCase()]: { division: 'y' } };
    expect(refusal(() => createUser({ schemas: [userUri, enterprise], ...twice })).scimType).toBe('invalidSyntax');
  });

  test('must name an extension whose attributes are present', () => {
    const body = { [enterprise]: { division: 'x' } };
    const error = refusal(() => createUser(body));
    expect(error).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    expect(error.message).toContain(enterprise);
    expect(createUser(body, tolerant('unknownAttributes'))['schemas']).toEqual([userUri, enterprise]);
    expect(createUser({ [enterprise]: { division: null } })['schemas']).toEqual([userUri]);
  });

  test('is stored as the schemas whose attributes are present, whatever the order', () => {
    const schemas = [enterprise, userUri];
    expect(createUser({ schemas })['schemas']).toEqual([userUri]);
    expect(createUser({ schemas, [enterprise]: {} })['schemas']).toEqual([userUri]);
    expect(createUser({ schemas, [enterprise]: { division: 'x' } })['schemas']).toEqual([userUri, enterprise]);
  });

  test('follows a PATCH that adds or removes the last attribute of an extension', () => {
    const before = createUser({});
    const added = patch(
      { ...before, schemas: [userUri, enterprise], [enterprise]: { division: 'x' } },
      before,
      userModel,
    );
    expect(added['schemas']).toEqual([userUri, enterprise]);
    const { [enterprise]: _, ...removed } = added;
    expect(patch(removed, added, userModel)['schemas']).toEqual([userUri]);
  });

  test.each<[string, unknown]>([
    ['an array', []],
    ['null', null],
    ['a string', 'a'],
  ])('a body that is %s is no resource', (_, body) => {
    expect(refusal(() => validateCreate(userModel, body, strict))).toMatchObject({
      status: 400,
      scimType: 'invalidSyntax',
    });
  });
});

describe('required', () => {
  test.each<[string, JsonObject]>([
    ['label', { label: undefined }],
    ['label', { label: null }],
    ['label', { label: '' }],
    ['aliases', { aliases: [] }],
    ['aliases', { aliases: null }],
    ['aliases', { aliases: [''] }],
    ['rooms.number', { rooms: [{ floor: 'one' }] }],
    ['rooms.number', { rooms: [{ number: null, floor: 'one' }] }],
    [`${fleetUri}:number`, { schemas: [deviceUri, fleetUri], [fleetUri]: { depot: 'x' } }],
  ])('%s without a value: %j', (path, more) => {
    for (const work of [() => device(more), () => replace({ ...base, ...more }, stored())]) {
      const error = refusal(work);
      expect(error).toMatchObject({ status: 400, scimType: 'invalidValue' });
      expect(error.message).toContain(`'${path}'`);
    }
  });

  test('is a matter of mutability when a PATCH takes the value away (RFC 7644 section 3.5.2.2)', () => {
    const before = stored();
    const { label: _, ...without } = before;
    expect(refusal(() => patch(without, before))).toMatchObject({ status: 400, scimType: 'mutability' });
    expect(refusal(() => patch({ ...before, label: '' }, before))).toMatchObject({
      status: 400,
      scimType: 'mutability',
    });
  });

  test('an extension that the type requires must be there, with what it requires', () => {
    const type = { ...deviceModel.type, schemaExtensions: [{ schema: fleetUri, required: true }] };
    const schemas = [deviceModel.base, ...deviceModel.extensions.map(({ schema }) => schema)];
    const model: ResourceModel = buildModel(type, schemas);
    const create = (body: JsonObject): JsonObject => validateCreate(model, { ...base, ...body }, strict);
    expect(refusal(() => create({})).message).toContain(fleetUri);
    expect(refusal(() => create({ schemas: [deviceUri, fleetUri] })).message).toContain(`${fleetUri}:number`);
    expect(create({ schemas: [deviceUri, fleetUri], [fleetUri]: { number: 1 } })['schemas']).toEqual([
      deviceUri,
      fleetUri,
    ]);
  });
});

describe('unassigned values (RFC 7643 section 2.5)', () => {
  test.each<[string, JsonObject]>([
    ['null', { title: null, emails: null, name: null, [enterprise]: null }],
    ['an empty array', { emails: [], roles: [] }],
    ['objects that say nothing', { name: {}, emails: [{}], [enterprise]: {} }],
    [
      'objects of nothing but null',
      { name: { givenName: null }, emails: [{ value: null }], [enterprise]: { manager: { value: null } } },
    ],
  ])('%s is the same as absent', (_, body) => {
    expect(createUser({ schemas: [userUri, enterprise], ...body })).toEqual({
      schemas: [userUri],
      userName: 'bjensen',
    });
  });

  test('the empty string is a value', () => {
    expect(createUser({ title: '' })['title']).toBe('');
  });
});

describe('mutability', () => {
  test('read-only attributes of a create are ignored, even of a wrong type (RFC 7644 section 3.3)', () => {
    const body = {
      id: 7,
      meta: 'x',
      groups: { a: 1 },
      [enterprise]: { division: 'x', manager: { value: 'm', displayName: 'M' } },
    };
    expect(createUser({ schemas: [userUri, enterprise], ...body })).toEqual({
      schemas: [userUri, enterprise],
      userName: 'bjensen',
      [enterprise]: { division: 'x', manager: { value: 'm' } },
    });
  });

  test('read-only attributes of a PUT are ignored and stay (RFC 7644 section 3.5.1)', () => {
    expect(replace({ ...base, id: 'x', state: 5, meta: {} }, stored())).toMatchObject({
      id: 'd1',
      state: 'idle',
      meta: { resourceType: 'Device', version: 'W/"1"' },
    });
  });

  test('a PUT clears what can be read and written and is left out', () => {
    const clean = replace(
      base,
      stored({ ports: 3, vendor: { name: 'x' }, schemas: [deviceUri, fleetUri], [fleetUri]: { number: 1 } }),
    );
    expect(Object.keys(clean).toSorted()).toEqual(['aliases', 'id', 'label', 'meta', 'schemas', 'state']);
    expect(clean['schemas']).toEqual([deviceUri]);
  });

  test('an immutable attribute can be set once, by PUT and PATCH too', () => {
    expect(replace({ ...base, serial: 's' }, stored())['serial']).toBe('s');
    expect(patch({ ...stored(), serial: 's' }, stored())['serial']).toBe('s');
  });

  test('an immutable attribute stays when a PUT repeats it or leaves it out', () => {
    const present = stored({ serial: 's' });
    expect(replace({ ...base, serial: 's' }, present)['serial']).toBe('s');
    expect(replace(base, present)['serial']).toBe('s');
  });

  test.each<[string, JsonValue]>([
    ['another value', 'other'],
    ['another case of an exact one', 'S'],
    ['null', null],
  ])('an immutable attribute is not changed to %s', (_, serial) => {
    const present = stored({ serial: 's' });
    expect(refusal(() => replace({ ...base, serial }, present))).toMatchObject({ status: 400, scimType: 'mutability' });
    expect(refusal(() => patch({ ...present, serial }, present))).toMatchObject({
      status: 400,
      scimType: 'mutability',
    });
  });

  test('an immutable attribute is not removed by PATCH', () => {
    const { serial: _, ...without } = stored({ serial: 's' });
    expect(refusal(() => patch(without, stored({ serial: 's' })))).toMatchObject({
      status: 400,
      scimType: 'mutability',
    });
  });

  test.each<[string, JsonObject]>([
    ['changed', { state: 'busy' }],
    ['removed', { state: undefined }],
    ['id', { id: 'x' }],
  ])('a PATCH of a read-only attribute is refused: %s', (_, more) => {
    const before = stored();
    expect(refusal(() => patch({ ...before, ...more }, before))).toMatchObject({ status: 400, scimType: 'mutability' });
  });

  test('a PATCH cannot touch meta, and saying so is ignored (RFC 7643 section 3.1)', () => {
    const before = stored();
    expect(patch({ ...before, label: 'n', meta: { version: 'x' } }, before)).toEqual({ ...before, label: 'n' });
  });

  test('a read-only part of a complex value that a PATCH replaces is left to the service provider', () => {
    const present = {
      schemas: [userUri, enterprise],
      userName: 'a',
      [enterprise]: { manager: { value: 'm', displayName: 'M' } },
    };
    const next = { ...present, [enterprise]: { manager: { value: 'n', displayName: 'forged' } } };
    const clean = patch(next, present, userModel)[enterprise] as JsonObject;
    expect(clean['manager']).toEqual({ value: 'n', displayName: 'M' });
  });
});

describe('write-only attributes', () => {
  test('are kept as what the keeper makes of them', () => {
    expect(createUser({ password: 'secret' })['password']).toBe('kept:secret');
  });

  test('stay when a PUT leaves them out, since a client cannot have read them', () => {
    const present = stored({ pin: '1234' });
    expect(replace(base, present)['pin']).toBe('kept:1234');
    expect(replace({ ...base, pin: '5678' }, present)['pin']).toBe('kept:5678');
    expect(replace({ ...base, pin: null }, present)).not.toHaveProperty('pin');
  });

  test('that are set to what they are do not change', () => {
    const once = {
      keep: () => 'fresh',
      matches: (secret: string, kept: string) => secret === 'same' && kept === 'old',
    };
    const options = { ...strict, secrets: once };
    const present = { ...stored(), pin: 'old' };
    expect(validateReplace(deviceModel, { ...base, pin: 'same' }, present, options)['pin']).toBe('old');
    expect(validateReplace(deviceModel, { ...base, pin: 'other' }, present, options)['pin']).toBe('fresh');
    expect(validatePatched(deviceModel, { ...present, pin: 'same' }, present, options)['pin']).toBe('old');
    expect(validatePatched(deviceModel, { ...present, label: 'x' }, present, options)['pin']).toBe('old');
  });
});

test('the resource that a PATCH gives is checked as a body is, with invalidValue for what is not defined', () => {
  const before = stored();
  expect(refusal(() => patch({ ...before, ports: 'x' }, before)).scimType).toBe('invalidValue');
  expect(refusal(() => patch({ ...before, shoeSize: 1 }, before)).scimType).toBe('invalidValue');
  expect(refusal(() => patch({ ...before, vendor: { shoeSize: 1 } }, before)).scimType).toBe('invalidValue');
});

test('a User of RFC 7643 section 8.3 goes through as it is, but for what the service provider assigns', () => {
  const assigned = { id: 'i', meta: { resourceType: 'User' }, groups: [{ value: 'g' }] };
  const given = {
    schemas: [userUri, enterprise],
    externalId: '701984',
    userName: 'bjensen@example.com',
    name: { formatted: 'Ms. Barbara J Jensen, III', familyName: 'Jensen', honorificSuffix: 'III' },
    profileUrl: 'https://login.example.com/bjensen',
    emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }],
    addresses: [{ type: 'work', formatted: '100 Universal City Plaza\nHollywood, CA 91608 USA', primary: true }],
    photos: [{ value: 'https://photos.example.com/profilephoto/72930000000Ccne/F', type: 'photo' }],
    x509Certificates: [{ value: 'MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx' }],
    [enterprise]: { manager: { value: '26118915', $ref: '../Users/26118915' }, costCenter: '4130' },
  };
  expect(createUser({ ...given, ...assigned })).toEqual(given);
});
