import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { validateCreate, validatePatched } from '../../../src/scim/index.ts';
import { sameValue } from '../../../src/scim/validation/same-value.ts';
import { deviceModel, groupModel, userModel } from './sample-models.ts';
import { createUser, refusal, strict } from './validation-support.ts';

function emails(...values: JsonObject[]): JsonValue | undefined {
  return createUser({ emails: values })['emails'];
}

describe('canonical values', () => {
  test('are suggestions, in any case', () => {
    expect(createUser({ emails: [{ value: 'a@b.c', type: 'Work' }] })['emails']).toEqual([
      { value: 'a@b.c', type: 'work' },
    ]);
    expect(createUser({ emails: [{ value: 'a@b.c', type: 'Yacht' }] })['emails']).toEqual([
      { value: 'a@b.c', type: 'Yacht' },
    ]);
  });

  test('can be enforced (RFC 7643 section 2.3.1)', () => {
    const options = { ...strict, canonicalValues: 'enforced' } as const;
    const create = (type: string): JsonObject => createUser({ emails: [{ value: 'a@b.c', type }] }, options);
    expect(create('HOME')['emails']).toEqual([{ value: 'a@b.c', type: 'home' }]);
    expect(refusal(() => create('yacht'))).toMatchObject({ status: 400, scimType: 'invalidValue' });
    expect(createUser({ roles: [{ value: 'x', type: 'any' }] }, options)['roles']).toEqual([
      { value: 'x', type: 'any' },
    ]);
  });

  test.each([
    ['emails', 'BJensen@EXAMPLE.COM', 'BJensen@example.com'],
    ['emails', '"a@B"@Example.com', '"a@B"@example.com'],
    ['emails', 'No Address', 'No Address'],
    ['phoneNumbers', 'TEL:+1-201-555-0123;EXT=1', 'tel:+1-201-555-0123;ext=1'],
    ['phoneNumbers', '+1 (201) 555-0123', 'tel:+1-201-555-0123'],
    ['phoneNumbers', '(201) 555-0123', '(201) 555-0123'],
    ['ims', ' Some Handle ', 'somehandle'],
    ['roles', ' Some Role@X ', ' Some Role@X '],
  ])('values have the form of RFC 7643 section 4.1.2: %s %s', (name, value, form) => {
    expect(createUser({ [name]: [{ value }] })[name]).toEqual([{ value: form }]);
  });

  test('the case of everything else stays as it was sent', () => {
    const body = { userName: 'BJensen', externalId: 'aB', roles: [{ value: 'Admin' }] };
    expect(createUser(body)).toMatchObject(body);
  });
});

describe('multi-valued attributes (RFC 7643 section 2.4)', () => {
  test('have at most one primary value', () => {
    expect(refusal(() => emails({ value: 'a', primary: true }, { value: 'b', primary: true }))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
    });
    expect(emails({ value: 'a', primary: true }, { value: 'b', primary: false })).toHaveLength(2);
  });

  test('have a value of one type once: what is sent twice is kept once', () => {
    const same = { value: 'a@b.c', type: 'work', primary: true };
    expect(emails(same, same)).toEqual([same]);
    expect(emails({ value: 'A@b.c', type: 'Work' }, { value: 'a@B.c', type: 'work', primary: false })).toHaveLength(1);
  });

  test('cannot have two of one type and value that differ', () => {
    expect(
      refusal(() => emails({ value: 'a', type: 'work', display: 'A' }, { value: 'a', type: 'work', display: 'B' })),
    ).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  test('can have one value under several types, and values without one', () => {
    expect(emails({ value: 'a', type: 'work' }, { value: 'a', type: 'home' })).toHaveLength(2);
    expect(createUser({ addresses: [{ locality: 'x' }, { locality: 'x' }] })['addresses']).toHaveLength(2);
  });

  test('a PATCH that adds a value checks it against all that are there', () => {
    const list = ['a', 'b', 'c'].map((value) => ({ value, type: 'work', primary: value === 'b' }));
    const before = createUser({ emails: list });
    const present = before['emails'] as JsonValue[];
    const after = (...more: JsonObject[]): JsonValue | undefined =>
      validatePatched(userModel, { ...before, emails: [...present, ...more] }, before, strict)['emails'];
    expect(after({ value: 'd' })).toEqual([...list, { value: 'd' }]);
    expect(after({ value: 'A', type: 'WORK' })).toEqual(list);
    expect(refusal(() => after({ value: 'A', type: 'work', display: 'x' })).scimType).toBe('invalidValue');
    expect(refusal(() => after({ value: 'd', primary: true })).scimType).toBe('invalidValue');
    const inFront = (value: JsonObject): JsonValue | undefined =>
      validatePatched(userModel, { ...before, emails: [value, ...present] }, before, strict)['emails'];
    expect(inFront({ value: 'A', type: 'WORK' })).toEqual(list);
    expect(refusal(() => inFront({ value: 'A', type: 'work', display: 'x' })).scimType).toBe('invalidValue');
    expect(refusal(() => after({ value: 1 })).scimType).toBe('invalidValue');
  });

  test('a PATCH leaves values that it did not touch the very objects that they were', () => {
    const schemas = [groupModel.base.id];
    const members = Array.from({ length: 50 }, (_, index) => ({ value: `m${index}` }));
    const before = validateCreate(groupModel, { schemas, displayName: 'g', members }, strict);
    const present = before['members'] as JsonObject[];
    const after = validatePatched(
      groupModel,
      { ...before, members: present.toSpliced(20, 2, { value: 'n' }) },
      before,
      strict,
    );
    const next = after['members'] as JsonObject[];
    expect(next).toHaveLength(49);
    expect(next.filter((member) => present.includes(member))).toHaveLength(48);
  });
});

describe('sameValue', () => {
  test.each<[string, JsonValue, JsonValue, boolean]>([
    ['label', 'A', 'a', true],
    ['serial', 'A', 'a', false],
    ['installed', '2008-01-23T04:56:22Z', '2008-01-23T05:56:22.0+01:00', true],
    ['key', 'AQ==', 'AQ', true],
    ['ports', 1, 2, false],
    ['tags', ['a', 'b'], ['B', 'A'], true],
    ['tags', ['a'], ['a', 'a'], false],
    ['tags', ['a', 'a'], ['a', 'b'], false],
    ['vendor', { name: 'a' }, { name: 'A' }, true],
    ['vendor', { name: 'a' }, { name: 'a', country: 'b' }, false],
    ['rooms', [{ number: 1 }, { number: 2 }], [{ number: 2 }, { number: 1 }], true],
    ['rooms', [{ number: 1 }], [{ number: 1, floor: 'x' }], false],
    ['vendor', { name: 'a' }, null, false],
  ])('%s: %j and %j: %s', (name, left, right, same) => {
    expect(sameValue(deviceModel.attributes.get(name)!, left, right)).toBe(same);
    expect(sameValue(deviceModel.attributes.get(name)!, right, left)).toBe(same);
  });
});
