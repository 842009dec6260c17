import { describe, expect, test } from 'vitest';
import { buildModel, coreSchemas, maskedValue, type ResourceModel } from '../../src/scim/index.ts';
import type { JsonObject } from '../../src/kernel/index.ts';
import { durabilityContract } from './directory-durability.contract.ts';
import { membershipContract } from './directory-membership.contract.ts';
import { queryContract } from './directory-query.contract.ts';
import {
  Desk,
  groupBody,
  groupModel,
  iso,
  metaOf,
  type OpenDirectory,
  refusalOf,
  setup,
  userBody,
  userModel,
} from './directory-support.ts';

/** A resource type whose `serial` is unique on the server and whose `badge` over all types. */
const extensionUri = 'urn:example:Equipment';
const unique = { ...coreSchemas[2]!.attributes[0]!, caseExact: true };
const equipment = {
  id: extensionUri,
  name: 'Equipment',
  description: 'Equipment',
  attributes: [
    { ...unique, name: 'serial', uniqueness: 'server' as const },
    { ...unique, name: 'badge', uniqueness: 'global' as const, multiValued: true },
  ],
};
function equipped(model: ResourceModel): ResourceModel {
  const type = { ...model.type, schemaExtensions: [{ schema: extensionUri, required: false }] };
  return buildModel(type, [...coreSchemas, equipment]);
}

/** What every implementation of the directory port promises. */
export function directoryContract(name: string, open: OpenDirectory): void {
  describe(`${name}: create`, () => {
    test('assigns id and meta, and gives back what was given', () => {
      const desk = new Desk(open(setup()));
      const { resource, version, order, id } = desk.user('bjensen', { externalId: 'E', title: 'x' });
      expect(resource).toEqual({
        ...userBody('bjensen', { externalId: 'E', title: 'x' }),
        id,
        meta: { resourceType: 'User', created: iso(0), lastModified: iso(0), location: `/Users/${id}`, version },
      });
      expect(version).toMatch(/^W\/"[^"]+"$/u);
      expect(order).toBe(1);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
      expect(desk.directory.get('/Users', id)?.resource).toEqual(resource);
      expect(desk.directory.get('/Groups', id)).toBeUndefined();
    });

    test('takes no id, meta or groups from the body', () => {
      const desk = new Desk(open(setup()));
      const created = desk.user('a', { id: 'mine', meta: { version: 'mine' }, groups: [{ value: 'g' }] });
      expect(created.id).not.toBe('mine');
      expect(created.resource).not.toHaveProperty('groups');
      expect(metaOf(created.resource)['version']).toBe(created.version);
    });

    test('gives the same ids under the same seed', () => {
      const [one, other] = [new Desk(open(setup())), new Desk(open(setup()))];
      expect(one.user('a').id).toBe(other.user('a').id);
      expect(one.user('b').id).not.toBe(one.user('c').id);
    });

    test('keeps the exact millisecond of the clock', () => {
      const options = setup();
      options.clock.step(7);
      expect(metaOf(new Desk(open(options)).user('a').resource)['created']).toBe('2026-03-01T08:00:00.007Z');
    });
  });

  describe(`${name}: uniqueness`, () => {
    test.each(['bjensen', 'BJENSEN', 'ｂｊｅｎｓｅｎ'])('a userName is taken in any spelling: %s', (spelling) => {
      const desk = new Desk(open(setup()));
      desk.user('BJensen');
      expect(refusalOf(() => desk.user(spelling))).toBe('409 uniqueness');
      const other = desk.user('other');
      expect(refusalOf(() => desk.replace(other, userBody(spelling)))).toBe('409 uniqueness');
      expect(desk.view()).toHaveLength(2);
    });

    test('a resource may keep its own value, and respell it', () => {
      const desk = new Desk(open(setup()));
      const created = desk.user('bjensen');
      expect(desk.replace(created, userBody('BJensen')).result.resource['userName']).toBe('BJensen');
    });

    test('a value is free again after a deletion, and after a change', () => {
      const desk = new Desk(open(setup()));
      const first = desk.user('a');
      desk.replace(first, userBody('b'));
      const second = desk.user('a');
      desk.delete(second);
      expect(desk.user('a').id).not.toBe(second.id);
    });

    test('"server" holds within a resource type, "global" over all of them', () => {
      const models = [equipped(userModel), equipped(groupModel)];
      const desk = new Desk(open(setup({ models })));
      const create = (model: ResourceModel, body: JsonObject, part: JsonObject): unknown =>
        desk.do((transaction) => transaction.create(model, { ...body, [extensionUri]: part }));
      create(models[0]!, userBody('a'), { serial: 's', badge: ['1', '2'] });
      expect(refusalOf(() => create(models[0]!, userBody('b'), { serial: 's' }))).toBe('409 uniqueness');
      expect(refusalOf(() => create(models[1]!, groupBody('g'), { badge: ['0', '2'] }))).toBe('409 uniqueness');
      create(models[1]!, groupBody('g'), { serial: 's', badge: ['3'] });
      create(models[0]!, userBody('c'), { serial: 'S' });
    });
  });

  describe(`${name}: replace`, () => {
    test('makes another version, later by the clock, and leaves the one before as it was', () => {
      const options = setup();
      const desk = new Desk(open(options));
      const before = desk.user('a', { title: 'x' });
      options.clock.step(1500);
      const { result: after } = desk.replace(before, userBody('a', { title: 'y' }));
      expect(after.version).not.toBe(before.version);
      expect(metaOf(after.resource)).toEqual({
        ...metaOf(before.resource),
        lastModified: iso(1500),
        version: after.version,
      });
      expect([before.resource['title'], after.resource['title']]).toEqual(['x', 'y']);
      expect(after.order).toBe(before.order);
    });

    test.each<[string, JsonObject]>([
      ['the same body', userBody('a', { title: 'x', emails: [{ value: '1' }, { value: '2' }] })],
      ['in another order', { title: 'x', emails: [{ value: '2' }, { value: '1' }], ...userBody('a') }],
    ])('that changes nothing does nothing (FLD-NOOP-1): %s', (_, body) => {
      const options = setup();
      const desk = new Desk(open(options));
      const before = desk.user('a', { title: 'x', emails: [{ value: '1' }, { value: '2' }] });
      options.clock.step(1500);
      const commit = desk.replace(before, body);
      expect(commit.result).toBe(desk.now(before));
      expect(commit.result.resource).toEqual(before.resource);
      expect([commit.effects, commit.writes]).toEqual([[], []]);
    });

    test('of a resource that is not there is 404', () => {
      const desk = new Desk(open(setup()));
      const gone = desk.user('a');
      desk.delete(gone);
      expect(refusalOf(() => desk.replace(gone, userBody('a')))).toBe('404');
      expect(refusalOf(() => desk.do((transaction) => transaction.replace('/Groups', gone.id, userBody('a'))))).toBe(
        '404',
      );
      expect(refusalOf(() => desk.delete(gone))).toBe('404');
    });
  });

  describe(`${name}: effects`, () => {
    test('tell a create and a delete by their versions', () => {
      const desk = new Desk(open(setup()));
      const created = desk.do((transaction) => transaction.create(userModel, userBody('a', { displayName: 'Ann' })));
      const nothing = { changes: [], members: { added: [], removed: [] } };
      const ann = { resourceType: 'User', id: created.result.id, display: 'Ann', ...nothing };
      expect(created.effects).toEqual([{ operation: 'create', ...ann, after: created.result }]);
      expect(desk.delete(created.result).effects).toEqual([{ operation: 'delete', ...ann, before: created.result }]);
    });

    test('tell what an update changed, by path, secrets masked, and who it was by its new name', () => {
      const desk = new Desk(open(setup()));
      const before = desk.user('a', {
        displayName: 'Ann',
        password: 'hash1',
        name: { givenName: 'A', familyName: 'B' },
      });
      const body = userBody('a', { displayName: 'Anna', password: 'hash2', name: { givenName: 'A' }, title: 'T' });
      const { effects, result } = desk.replace(before, body);
      expect(effects).toHaveLength(1);
      expect(effects[0]).toMatchObject({ operation: 'update', display: 'Anna', before, after: result });
      expect(effects[0]?.changes.toSorted((left, right) => (left.path < right.path ? -1 : 1))).toEqual([
        { path: 'displayName', before: 'Ann', after: 'Anna' },
        { path: 'name.familyName', before: 'B' },
        { path: 'password', before: maskedValue, after: maskedValue },
        { path: 'title', after: 'T' },
      ]);
    });

    test.each<[JsonObject, JsonObject, string | undefined]>([
      [{ active: true }, { active: false }, 'deactivated'],
      [{ active: false }, { active: true }, 'activated'],
      [{}, { active: false }, 'deactivated'],
      [{ active: false }, {}, 'activated'],
      [{}, { active: true }, undefined],
      [{ active: true }, { active: true, title: 'x' }, undefined],
    ])('tell a deactivation: %j, then %j', (before, after, activation) => {
      const desk = new Desk(open(setup()));
      const [effect] = desk.replace(desk.user('a', before), userBody('a', after)).effects;
      expect(effect?.operation).toBe('update');
      expect(effect?.activation).toBe(activation);
    });

    test('name each member that joins or leaves, and not the others (FLD-MEMBER-1)', () => {
      const desk = new Desk(open(setup()));
      const [ann, bob, eve] = [desk.user('ann', { displayName: 'Ann' }), desk.user('bob'), desk.user('eve')];
      const team = desk.group('Team', ann.id, bob.id);
      const { effects } = desk.replace(team, groupBody('Team', bob.id, eve.id));
      expect(effects).toHaveLength(1);
      expect(effects[0]).toMatchObject({ operation: 'update', display: 'Team', changes: [] });
      expect(effects[0]?.members).toEqual({
        added: [{ type: 'User', id: eve.id, display: 'eve' }],
        removed: [{ type: 'User', id: ann.id, display: 'Ann' }],
      });
      const created = desk.do((transaction) => transaction.create(groupModel, groupBody('New', ann.id)));
      expect(created.effects[0]?.members.added.map(({ id }) => id)).toEqual([ann.id]);
      expect(desk.delete(created.result).effects[0]?.members.removed.map(({ id }) => id)).toEqual([ann.id]);
    });
  });

  describe(`${name}: transactions`, () => {
    test('see their own changes, and leave nothing of a throw', () => {
      const desk = new Desk(open(setup()));
      const ann = desk.user('ann');
      const team = desk.group('Team', ann.id);
      const before = desk.view();
      const boom = new Error('boom');
      expect(() =>
        desk.directory.transact((transaction) => {
          const bob = transaction.create(userModel, userBody('bob'));
          transaction.replace('/Groups', team.id, groupBody('Team', bob.id));
          transaction.delete('/Users', ann.id);
          expect(transaction.get('/Users', ann.id)).toBeUndefined();
          expect(transaction.get('/Users', bob.id)?.resource['groups']).toHaveLength(1);
          throw boom;
        }),
      ).toThrow(boom);
      expect(desk.view()).toEqual(before);
      expect(desk.user('bob').resource['userName']).toBe('bob');
    });

    test('have parts that fail by themselves', () => {
      const desk = new Desk(open(setup()));
      const { effects, result } = desk.do((transaction) => {
        const first = transaction.transact((part) => part.create(userModel, userBody('a')));
        const refused = refusalOf(() =>
          transaction.transact((part) => {
            part.create(userModel, userBody('b'));
            part.create(userModel, userBody('A'));
          }),
        );
        const second = transaction.transact((part) => part.create(userModel, userBody('b')));
        return { first, second, refused };
      });
      expect(result.refused).toBe('409 uniqueness');
      expect(desk.view()).toHaveLength(2);
      expect(effects).toEqual([...result.first.effects, ...result.second.effects]);
      expect(effects.map(({ display }) => display)).toEqual(['a', 'b']);
    });

    test('are not used after their end, nor inside of each other', () => {
      const desk = new Desk(open(setup()));
      const late = desk.do((transaction) => transaction).result;
      expect(() => late.create(userModel, userBody('a'))).toThrow(RangeError);
      const part = desk.do((transaction) => transaction.transact((inner) => inner).result).result;
      expect(() => part.get('/Users', 'a')).toThrow(RangeError);
      desk.do(() => {
        expect(() => desk.user('a')).toThrow(RangeError);
      });
      expect(desk.user('a').order).toBeGreaterThan(0);
    });

    test('refuse a resource type that the directory does not have', () => {
      const desk = new Desk(open(setup({ models: [userModel] })));
      expect(() => desk.group('x')).toThrow(RangeError);
      expect(() => desk.directory.get('/Nothing', 'x')).toThrow(RangeError);
    });
  });

  describe(`${name}: memo`, () => {
    test('is computed once for each version and key', () => {
      const desk = new Desk(open(setup()));
      const ann = desk.user('ann');
      let made = 0;
      const make = (resource: JsonObject): string => `${JSON.stringify(resource['userName'])} ${++made}`;
      expect([ann.memo('x', make), desk.now(ann).memo('x', make), ann.memo('y', make)]).toEqual([
        '"ann" 1',
        '"ann" 1',
        '"ann" 2',
      ]);
      expect(desk.replace(ann, userBody('ann2')).result.memo('y', make)).toBe('"ann2" 3');
      expect(ann.memo('y', make)).toBe('"ann" 2');
    });
  });

  membershipContract(name, open);
  queryContract(name, open);
  durabilityContract(name, open);
}
