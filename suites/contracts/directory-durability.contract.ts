import { describe, expect, test } from 'vitest';
import { ScimulateError, seededRandom } from '../../src/kernel/index.ts';
import {
  type DirectoryCommit,
  directoryCollections,
  type DirectoryWrite,
  type StoredResource,
} from '../../src/directory/index.ts';
import { schemaUris } from '../../src/scim/index.ts';
import {
  Desk,
  groupBody,
  type OpenDirectory,
  setup,
  thrownBy,
  userBody,
  userModel,
  viewOf,
} from './directory-support.ts';

/** A group of two, and a third user. */
function teamOfTwo(open: OpenDirectory): {
  desk: Desk;
  ann: StoredResource;
  bob: StoredResource;
  eve: StoredResource;
  group: StoredResource;
} {
  const desk = new Desk(open(setup()));
  const [ann, bob, eve] = [desk.user('ann'), desk.user('bob'), desk.user('eve')];
  return { desk, ann, bob, eve, group: desk.group('Team', ann.id, bob.id) };
}

/** A directory in which much has come and gone. */
function lived(open: OpenDirectory): Desk {
  const desk = new Desk(open(setup()));
  const [ann, bob, eve] = [desk.user('ann'), desk.user('bob', { title: 'x' }), desk.user('eve')];
  const inner = desk.group('Inner', eve.id, ann.id);
  const outer = desk.group('Outer', inner.id, bob.id);
  desk.replace(inner, groupBody('Inner', ann.id, bob.id));
  desk.replace(bob, userBody('bob', { title: 'y' }));
  desk.delete(eve);
  desk.replace(outer, groupBody('Renamed', bob.id));
  return desk;
}

function placeOf({ collection, key }: DirectoryWrite): string {
  return `${collection} ${key}`;
}

function byKey(writes: Iterable<DirectoryWrite>): readonly DirectoryWrite[] {
  return [...writes].toSorted((left, right) => (placeOf(left) < placeOf(right) ? -1 : 1));
}

/** Taking back what could not be made durable, and beginning again with what could. */
export function durabilityContract(name: string, open: OpenDirectory): void {
  describe(`${name}: undo`, () => {
    test('restores everything exactly as it was', () => {
      const { desk, ann, group } = teamOfTwo(open);
      const before = desk.view();
      const versions = [desk.now(ann).version, desk.now(group).version];
      const commit = desk.directory.transact((transaction) => {
        transaction.delete('/Users', ann.id);
        const zoe = transaction.create(userModel, userBody('ann'));
        transaction.replace('/Groups', group.id, groupBody('Crew', zoe.id));
      });
      expect(desk.view()).not.toEqual(before);
      commit.undo();
      expect(desk.view()).toEqual(before);
      expect([desk.now(ann).version, desk.now(group).version]).toEqual(versions);
      // Names are free and taken as before.
      expect(() => desk.user('ann')).toThrow('userName');
    });

    test('shows a resource again to those that refer to it', () => {
      const desk = new Desk(open(setup()));
      const boss = desk.user('boss', { displayName: 'Boss' });
      const ann = desk.user('ann', { [schemaUris.enterpriseUser]: { manager: { value: boss.id } } });
      const commit = desk.directory.transact((transaction) => transaction.delete('/Users', boss.id));
      expect(JSON.stringify(desk.now(ann).resource)).not.toContain('Boss');
      commit.undo();
      expect(desk.now(ann).resource).toEqual(ann.resource);
    });

    test('counts once, and not after the transaction is settled', () => {
      const { desk, group } = teamOfTwo(open);
      const rename = (to: string): DirectoryCommit<StoredResource> =>
        desk.directory.transact((transaction) => transaction.replace('/Groups', group.id, groupBody(to)));
      const first = rename('First');
      first.undo();
      const second = rename('Second');
      first.undo();
      first.settle();
      expect(desk.now(group).resource['displayName']).toBe('Second');
      second.settle();
      second.undo();
      expect(desk.now(group).resource['displayName']).toBe('Second');
    });

    test.each<[string, readonly number[]]>([
      ['newest first', [2, 1, 0]],
      ['oldest first', [0, 1, 2]],
      ['the middle one first', [1, 2, 0]],
      ['the middle one last', [0, 2, 1]],
    ])('of all of several transactions gives the beginning again: %s', (_, order) => {
      const { desk, ann, bob, eve, group } = teamOfTwo(open);
      const before = desk.view();
      const commits = [
        desk.directory.transact((transaction) =>
          transaction.replace('/Groups', group.id, groupBody('One', ann.id, bob.id, eve.id)),
        ),
        desk.directory.transact((transaction) => transaction.replace('/Groups', group.id, groupBody('Two', bob.id))),
        desk.directory.transact((transaction) => transaction.delete('/Users', eve.id)),
      ];
      for (const index of order) commits[index]!.undo();
      expect(desk.view()).toEqual(before);
    });

    test.each([0, 1, 2])('of one of several leaves in memory what the durable state holds then: %i', (failed) => {
      const { desk, ann, bob, eve, group } = teamOfTwo(open);
      const commits = [
        desk.directory.transact((transaction) =>
          transaction.replace('/Groups', group.id, groupBody('Team', ann.id, bob.id, eve.id)),
        ),
        desk.directory.transact((transaction) =>
          transaction.replace('/Groups', group.id, groupBody('Renamed', bob.id, eve.id)),
        ),
        desk.directory.transact((transaction) =>
          transaction.replace('/Groups', group.id, groupBody('Renamed', eve.id)),
        ),
      ];
      for (const [index, commit] of commits.entries()) {
        if (index === failed) continue;
        desk.persist(commit.writes);
        commit.settle();
      }
      commits[failed]!.undo();
      const again = open(setup({ entries: [...desk.durable.values()] }));
      expect(viewOf(again)).toEqual(desk.view());
    });

    test('leaves to a later transaction what it wrote itself, though what it was made on is gone', () => {
      const { desk, ann, bob, group } = teamOfTwo(open);
      const change = (...members: readonly string[]): DirectoryCommit<StoredResource> =>
        desk.directory.transact((transaction) =>
          transaction.replace('/Groups', group.id, groupBody('Team', ...members)),
        );
      const [leaves, returns, leavesAgain] = [change(bob.id), change(bob.id, ann.id), change(bob.id)];
      desk.persist(leavesAgain.writes);
      leavesAgain.settle();
      returns.undo();
      leaves.undo();
      expect(desk.memberIds(group)).toEqual([bob.id]);
      expect(viewOf(open(setup({ entries: [...desk.durable.values()] })))).toEqual(desk.view());
    });
  });

  describe(`${name}: durable state`, () => {
    test('is what the writes of all transactions add up to, and no more', () => {
      const desk = lived(open);
      expect(byKey(desk.durable.values())).toEqual(byKey(desk.directory.snapshot()));
    });

    test('gives the same directory again, also through JSON and in any order', () => {
      const desk = lived(open);
      const entries = JSON.parse(JSON.stringify([...desk.durable.values()].toReversed()));
      const again = open(setup({ entries }));
      expect(viewOf(again)).toEqual(desk.view());
      expect(again.snapshot()).toHaveLength(desk.durable.size);
    });

    test('has the name under which a member joined last, also when it left in the same transaction', () => {
      const { desk, ann, bob, group } = teamOfTwo(open);
      desk.do((transaction) => {
        transaction.replace('/Groups', group.id, groupBody('Team', bob.id));
        transaction.replace('/Users', ann.id, userBody('ann', { displayName: 'Ann' }));
        transaction.replace('/Groups', group.id, groupBody('Team', bob.id, ann.id));
      });
      expect(desk.members(group).map(({ display }) => display)).toEqual(['bob', 'Ann']);
      expect(viewOf(open(setup({ entries: [...desk.durable.values()] })))).toEqual(desk.view());
    });

    test('a change of one member of a group writes one member', () => {
      const desk = new Desk(open(setup()));
      const users = Array.from({ length: 50 }, (_, index) => desk.user(`u${index}`).id);
      const team = desk.group('Team', ...users.slice(1));
      const joined = desk.replace(team, groupBody('Team', ...users));
      const members = joined.writes.filter(({ collection }) => collection === directoryCollections.members);
      expect(members.map(({ key }) => key)).toEqual([`${team.id}/${users[0]}`]);
      expect(JSON.stringify(joined.writes).length).toBeLessThan(1000);
    });

    test('never gives an id or a place in the order of creation twice, also of what is gone', () => {
      const desk = new Desk(open(setup()));
      const gone = [desk.user('a'), desk.user('b')];
      const fleeting = desk.do((transaction) => {
        const created = transaction.create(userModel, userBody('c'));
        transaction.delete('/Users', created.id);
        return created;
      }).result;
      for (const each of gone) desk.delete(each);
      const again = new Desk(open(setup({ entries: [...desk.durable.values()] })));
      const next = again.user('d');
      expect(next.order).toBeGreaterThan(fleeting.order);
      expect([...gone, fleeting].map(({ id }) => id)).not.toContain(next.id);
    });

    test('does not depend on the seed', () => {
      const desk = lived(open);
      const again = open(setup({ random: seededRandom('another'), entries: [...desk.durable.values()] }));
      expect(viewOf(again)).toEqual(desk.view());
    });

    test.each<[string, (value: { collection: string; key: string; value?: unknown }) => unknown]>([
      ['no order', (entry) => ({ ...entry, value: {} })],
      ['another id than its key', (entry) => ({ ...entry, key: `${entry.key}x` })],
      ['an endpoint that is not served', (entry) => ({ ...entry, key: entry.key.replace('/Users', '/Devices') })],
      ['no object', (entry) => ({ ...entry, value: 'x' })],
    ])('with an entry that has %s is refused by name', (_, damage) => {
      const desk = new Desk(open(setup()));
      const ann = desk.user('ann');
      const entries = [...desk.durable.values()].map((entry) => damage(entry)) as never;
      const error = thrownBy(() => open(setup({ entries })));
      expect(error).toBeInstanceOf(ScimulateError);
      expect(error).toMatchObject({ code: 'DIRECTORY_STATE', message: expect.stringContaining(ann.id) });
    });
  });
}
