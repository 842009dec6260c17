import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/index.ts';
import { schemaUris } from '../../src/scim/index.ts';
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

/** Groups, their members, and whatever else refers to a resource. */
export function membershipContract(name: string, open: OpenDirectory): void {
  describe(`${name}: membership`, () => {
    test('gives a member its URI, type and name, whatever the client says of the first two', () => {
      const desk = new Desk(open(setup()));
      const [ann, bob] = [desk.user('ann', { displayName: 'Ann' }), desk.user('bob')];
      const inner = desk.group('Inner');
      const members = [
        { value: ann.id },
        { value: bob.id, display: 'Robert', type: 'Group', $ref: 'https://elsewhere.example/1' },
        { $ref: `https://example.com/v2/Groups/${inner.id}` },
      ];
      const team = desk.do((transaction) => transaction.create(groupModel, { ...groupBody('Team'), members })).result;
      expect(desk.members(team)).toEqual([
        { value: ann.id, $ref: `/Users/${ann.id}`, type: 'User', display: 'Ann' },
        { value: bob.id, $ref: `/Users/${bob.id}`, type: 'User', display: 'Robert' },
        { value: inner.id, $ref: `/Groups/${inner.id}`, type: 'Group', display: 'Inner' },
      ]);
    });

    test('one resource is one member; naming it again, in another order or under another name, changes nothing', () => {
      const desk = new Desk(open(setup()));
      const [ann, bob] = [desk.user('ann'), desk.user('bob')];
      const team = desk.group('Team', ann.id, bob.id, ann.id);
      expect(desk.memberIds(team)).toEqual([ann.id, bob.id]);
      const members = [{ value: bob.id }, { value: ann.id, display: 'Other' }, { value: bob.id }];
      expect(desk.replace(team, { ...groupBody('Team'), members }).effects).toEqual([]);
    });

    test.each<[string, JsonObject]>([
      ['an id that is not there', { value: 'missing' }],
      ['nothing', { display: 'x' }],
      ['the URI of nobody', { $ref: '/Users/missing' }],
    ])('of %s is refused, or passed over where that is tolerated', (_, stranger) => {
      const create = (lenientMembers: boolean): Desk => {
        const desk = new Desk(open(setup({ lenientMembers })));
        const body = { ...groupBody('Team'), members: [{ value: desk.user('a').id }, stranger] };
        desk.do((transaction) => transaction.create(groupModel, body));
        return desk;
      };
      expect(refusalOf(() => create(false))).toBe('400 invalidValue');
      const { resources } = create(true).directory.query({ models: [groupModel] });
      expect(resources[0]?.resource['members']).toHaveLength(1);
    });

    test('shows in the groups of a user, through groups inside of groups too', () => {
      const desk = new Desk(open(setup()));
      const ann = desk.user('ann');
      const inner = desk.group('Inner', ann.id);
      const outer = desk.group('Outer', inner.id);
      const value = (group: typeof inner, type: string): JsonObject => ({
        value: group.id,
        $ref: `/Groups/${group.id}`,
        display: group.resource['displayName']!,
        type,
      });
      expect(desk.groups(ann)).toEqual([value(inner, 'direct'), value(outer, 'indirect')]);
      desk.replace(outer, groupBody('Outer', inner.id, ann.id));
      expect(desk.groups(ann)).toEqual([value(inner, 'direct'), value(outer, 'direct')]);
      desk.delete(inner);
      expect(desk.groups(ann)).toEqual([value(outer, 'direct')]);
    });

    test('may go in a circle', () => {
      const desk = new Desk(open(setup()));
      const ann = desk.user('ann');
      const first = desk.group('First', ann.id);
      const second = desk.group('Second', first.id);
      desk.replace(first, groupBody('First', ann.id, second.id, first.id));
      expect(desk.groups(ann).map(({ display, type }) => [display, type])).toEqual([
        ['First', 'direct'],
        ['Second', 'indirect'],
      ]);
      desk.delete(first);
      expect(desk.groups(ann)).toEqual([]);
      expect(desk.members(second)).toEqual([]);
    });

    test('changes what a user looks like, hence its entity tag, but is no update of the user', () => {
      const options = setup();
      const desk = new Desk(open(options));
      const [ann, bob] = [desk.user('ann'), desk.user('bob')];
      options.clock.step(1000);
      const team = desk.group('Team', ann.id);
      const joined = desk.now(ann);
      expect(joined.version).not.toBe(ann.version);
      expect(metaOf(joined.resource)).toEqual({ ...metaOf(ann.resource), version: joined.version });
      expect(desk.now(bob)).toBe(bob);
      desk.replace(team, groupBody('Renamed', ann.id));
      expect(desk.groups(ann)[0]?.['display']).toBe('Renamed');
      expect(desk.now(ann).version).not.toBe(joined.version);
      desk.replace(team, groupBody('Team', ann.id));
      expect(desk.now(ann).version).toBe(joined.version);
      desk.delete(team);
      expect(desk.now(ann).version).toBe(ann.version);
    });

    test('ends with the member: each of its groups changes too', () => {
      const options = setup();
      const desk = new Desk(open(options));
      const [ann, bob] = [desk.user('ann'), desk.user('bob')];
      const [first, second] = [desk.group('First', ann.id, bob.id), desk.group('Second', ann.id)];
      options.clock.step(1000);
      const { effects } = desk.delete(ann);
      const reference = { type: 'User', id: ann.id, display: 'ann' };
      expect(
        effects.map(({ operation, display, causedBy, members }) => ({
          operation,
          display,
          causedBy,
          removed: members.removed,
        })),
      ).toEqual([
        { operation: 'delete', display: 'ann', causedBy: undefined, removed: [] },
        { operation: 'update', display: 'First', causedBy: reference, removed: [reference] },
        { operation: 'update', display: 'Second', causedBy: reference, removed: [reference] },
      ]);
      expect(desk.memberIds(first)).toEqual([bob.id]);
      expect(desk.now(second).resource).not.toHaveProperty('members');
      expect(metaOf(desk.now(first).resource)['lastModified']).toBe(iso(1000));
    });

    test('a manager is shown with URI and present name, and neither is stored', () => {
      const desk = new Desk(open(setup()));
      const boss = desk.user('boss', { displayName: 'Boss' });
      const uri = schemaUris.enterpriseUser;
      const manager = (resource: JsonObject): unknown => (resource[uri] as JsonObject | undefined)?.['manager'];
      const body = userBody('ann', {
        [uri]: { manager: { $ref: `../Users/${boss.id}`, displayName: 'forged' }, division: 'd' },
      });
      const ann = desk.do((transaction) => transaction.create(userModel, body)).result;
      expect(manager(ann.resource)).toEqual({ value: boss.id, $ref: `/Users/${boss.id}`, displayName: 'Boss' });
      expect(desk.replace(ann, ann.resource).effects).toEqual([]);
      desk.replace(boss, userBody('boss'));
      expect(manager(desk.now(ann).resource)).toEqual({ value: boss.id, $ref: `/Users/${boss.id}` });
      desk.replace(boss, userBody('boss', { displayName: 'boss' }));
      expect(manager(desk.now(ann).resource)).toMatchObject({ displayName: 'boss' });
      desk.replace(boss, userBody('boss'));
      expect(manager(desk.now(ann).resource)).toEqual({ value: boss.id, $ref: `/Users/${boss.id}` });
      expect(desk.now(ann).version).not.toBe(ann.version);
      desk.delete(boss);
      expect(manager(desk.now(ann).resource)).toEqual({ value: boss.id });
    });
  });
}
