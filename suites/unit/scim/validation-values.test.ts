import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { isDateTime } from '../../../src/scim/validation/date-time.ts';
import { deviceUri, fleetUri } from './sample-models.ts';
import { createDevice, createUser, refusal, tolerant, userUri } from './validation-support.ts';

/** A device with one more attribute, as it is stored. */
function device(more: JsonObject): JsonObject {
  return createDevice({ schemas: [deviceUri], label: 'a', aliases: ['b'], ...more });
}

describe('types of values (RFC 7643 section 2.3)', () => {
  test.each<[string, JsonValue]>([
    ['label', 'with\nline'],
    ['label', '😀 ﷽ \u202E'],
    ['ports', 0],
    ['ports', -9_007_199_254_740_991],
    ['weight', 2],
    ['weight', -1.5e-3],
    ['installed', '2008-01-23T04:56:22Z'],
    ['installed', '2008-01-23T04:56:22.123456789+14:00'],
    ['installed', '2008-01-23T24:00:00'],
    ['secure', false],
    ['key', ''],
    ['key', 'AQI='],
    ['key', 'AQI'],
    ['key', '-_-_'],
    ['key', '+/+/'],
    ['manual', 'https://example.com/a?b=c#d'],
    ['manual', '../Users/1'],
    ['manual', 'urn:example:a'],
    ['tags', ['a', 'A']],
  ])('%s can be %j', (name, value) => {
    expect(device({ [name]: value })[name]).toEqual(value);
  });

  test.each<[string, JsonValue]>([
    ['label', 1],
    ['label', true],
    ['label', { value: 'a' }],
    ['label', ['a']],
    ['label', '\uD800'],
    ['ports', '1'],
    ['ports', 1.5],
    ['ports', 9_007_199_254_740_992],
    ['ports', true],
    ['weight', '1.5'],
    ['installed', '2008-01-23'],
    ['installed', '2008-01-23 04:56:22Z'],
    ['installed', '2008-02-30T04:56:22Z'],
    ['installed', 1_201_064_182],
    ['secure', 'true'],
    ['secure', 0],
    ['key', 'A'],
    ['key', 'AQI=='],
    ['key', 'A+_A'],
    ['key', 'AQID\nAQID'],
    ['key', 'a b='],
    ['manual', 'not a uri'],
    ['manual', 'https://example.com/<a>'],
    ['manual', '%zz'],
    ['manual', ''],
    ['tags', 'a'],
    ['tags', [1]],
    ['tags', ['a', null]],
    ['tags', [['a']]],
    ['vendor', 'a'],
    ['vendor', [{ name: 'a' }]],
    ['rooms', { number: 1 }],
    ['rooms', ['a']],
    ['rooms', [{ number: 1 }, { floor: 'x' }]],
  ])('%s cannot be %j', (name, value) => {
    const error = refusal(() => device({ [name]: value }));
    expect(error).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(error.message).toContain(`'${name}`);
  });

  test.each([
    ['2008-01-23T04:56:22', true],
    ['-0001-02-29T00:00:00Z', true],
    ['12008-01-23T04:56:22Z', true],
    ['2000-02-29T00:00:00Z', true],
    ['1900-02-29T00:00:00Z', false],
    ['0000-01-01T00:00:00Z', false],
    ['02008-01-23T04:56:22Z', false],
    ['+2008-01-23T04:56:22Z', false],
    ['2008-13-01T00:00:00Z', false],
    ['2008-01-32T00:00:00Z', false],
    ['2008-01-01T24:00:01Z', false],
    ['2008-01-01T24:00:00.1Z', false],
    ['2008-01-01T25:00:00Z', false],
    ['2008-01-01T00:60:00Z', false],
    ['2008-01-01T00:00:60Z', false],
    ['2008-01-01T00:00Z', false],
    ['2008-01-01T00:00:00.Z', false],
    ['2008-01-01T00:00:00+14:01', false],
    ['2008-01-01T00:00:00+0100', false],
    ['2008-01-01t00:00:00z', false],
    [' 2008-01-01T00:00:00Z', false],
  ])('xsd:dateTime %s: %s', (text, valid) => {
    expect(isDateTime(text)).toBe(valid);
  });
});

describe('tolerances', () => {
  test('booleanStrings takes true and false in any case, and nothing else', () => {
    const options = tolerant('booleanStrings');
    expect(createUser({ active: 'False' }, options)['active']).toBe(false);
    expect(createUser({ active: 'TRUE' }, options)['active']).toBe(true);
    expect(refusal(() => createUser({ active: 'yes' }, options)).scimType).toBe('invalidValue');
  });

  test('singleForMultiValued takes one value for a list', () => {
    const options = tolerant('singleForMultiValued');
    expect(createUser({ emails: { value: 'a@b.c' } }, options)['emails']).toEqual([{ value: 'a@b.c' }]);
  });

  test('arrayForSingular takes a list of one, and of none, for a value', () => {
    const options = tolerant('arrayForSingular');
    expect(createUser({ title: ['Boss'] }, options)['title']).toBe('Boss');
    expect(createUser({ title: [] }, options)).not.toHaveProperty('title');
    expect(refusal(() => createUser({ title: ['Boss', 'Chief'] }, options)).scimType).toBe('invalidValue');
  });

  test('managerAsString takes the id of the manager, and the empty string for none', () => {
    const options = tolerant('managerAsString');
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const withManager = (manager: JsonValue): JsonObject =>
      createUser({ schemas: [userUri, enterprise], [enterprise]: { manager, division: 'x' } }, options);
    expect(withManager('26118915')[enterprise]).toEqual({ manager: { value: '26118915' }, division: 'x' });
    expect(withManager('')[enterprise]).toEqual({ division: 'x' });
  });

  test('unknownAttributes drops what is not defined, wherever it stands', () => {
    const options = tolerant('unknownAttributes');
    const clean = createUser(
      {
        schemas: [userUri, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
        shoeSize: 46,
        name: { familyName: 'Jensen', maiden: { deep: 1 } },
        'urn:x:Other': { a: 1 },
      },
      options,
    );
    expect(clean).toEqual({ schemas: [userUri], userName: 'bjensen', name: { familyName: 'Jensen' } });
  });
});

describe('names', () => {
  test('are found without regard to case and stored as the schema spells them (RFC 7643 section 2.1)', () => {
    const clean = createDevice({
      SCHEMAS: [deviceUri.toUpperCase(), fleetUri],
      LABEL: 'a',
      aliases: ['b'],
      Vendor: { NAME: 'c' },
      [fleetUri.toUpperCase()]: { DEPOT: 'd', number: 1 },
    });
    expect(clean).toEqual({
      schemas: [deviceUri, fleetUri],
      label: 'a',
      aliases: ['b'],
      vendor: { name: 'c' },
      [fleetUri]: { depot: 'd', number: 1 },
    });
  });

  test('that differ in case only are ambiguous', () => {
    expect(refusal(() => createUser({ USERNAME: 'x' }))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    expect(refusal(() => createUser({ name: { givenName: 'a', GivenName: 'b' } })).message).toContain('name.givenName');
  });

  test.each(['shoeSize', '__proto__', 'toString', 'hasOwnProperty', 'emails.value', `${userUri}:title`])(
    'that are not defined are refused: %s',
    (name) => {
      const body = JSON.parse(
        `{ "schemas": ["${userUri}"], "userName": "a", "${name}": { "polluted": true } }`,
      ) as JsonObject;
      expect(refusal(() => createUser(body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    },
  );

  test('cannot reach the prototype of anything, even where unknown ones are tolerated', () => {
    const text = `{ "schemas": ["${userUri}"], "userName": "a", "__proto__": { "polluted": 1 }, "name": { "__proto__": { "polluted": 1 }, "givenName": "b" } }`;
    const clean = createUser(JSON.parse(text) as JsonObject, tolerant('unknownAttributes'));
    expect(clean).toEqual({ schemas: [userUri], userName: 'a', name: { givenName: 'b' } });
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    expect('polluted' in (clean['name'] as JsonObject)).toBe(false);
  });

  test('an attribute that every object inherits is one like any other', () => {
    expect(device({ constructor: 'c' })['constructor']).toBe('c');
    expect(Object.hasOwn(device({}), 'constructor')).toBe(false);
  });

  test('are cut short in messages', () => {
    expect(refusal(() => createUser({ ['x'.repeat(1_000_000)]: 1 })).message.length).toBeLessThan(300);
  });
});

describe('nesting', () => {
  test('beyond the schema is refused without walking into it', () => {
    const depth = 100_000;
    const deep = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as JsonValue;
    for (const name of ['title', 'emails', 'name', 'shoeSize']) {
      expect(refusal(() => createUser({ [name]: deep })).status).toBe(400);
    }
    expect(createUser({ shoeSize: deep }, tolerant('unknownAttributes'))).not.toHaveProperty('shoeSize');
  });
});
