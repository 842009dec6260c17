import { describe, expect, test } from 'vitest';
import type { StoredResource } from '../../src/directory/index.ts';
import { parseFilter, type ResourceModel } from '../../src/scim/index.ts';
import { Desk, groupModel, type OpenDirectory, setup, userBody, userModel } from './directory-support.ts';

/** Five users, not in the order of their names. */
function people(open: OpenDirectory): Desk {
  const desk = new Desk(open(setup()));
  for (const letter of ['c', 'a', 'b', 'e', 'd']) desk.user(letter, { title: letter < 'c' ? 'low' : 'high' });
  return desk;
}

function names(resources: readonly StoredResource[]): readonly unknown[] {
  return resources.map(({ resource }) => resource['userName'] ?? resource['displayName']);
}

function byTitle(left: StoredResource, right: StoredResource): number {
  return JSON.stringify(left.resource['title']) < JSON.stringify(right.resource['title']) ? -1 : 0;
}

/** What a query gives, and in which order. */
export function queryContract(name: string, open: OpenDirectory): void {
  describe(`${name}: query`, () => {
    test('is in the order of creation, whatever has been changed or deleted since', () => {
      const desk = people(open);
      const [first, second] = desk.directory.query({ models: [userModel] }).resources;
      desk.replace(first!, userBody('c', { title: 'new' }));
      desk.delete(second!);
      desk.user('f');
      expect(names(desk.directory.query({ models: [userModel] }).resources)).toEqual(['c', 'b', 'e', 'd', 'f']);
    });

    test('gives the part that is asked for, and the number of all', () => {
      const desk = people(open);
      const page = (more: object): unknown => {
        const { totalResults, resources } = desk.directory.query({ models: [userModel], ...more });
        return [totalResults, names(resources)];
      };
      expect(page({ offset: 1, limit: 2 })).toEqual([5, ['a', 'b']]);
      expect(page({ limit: 0 })).toEqual([5, []]);
      expect(page({ offset: 9 })).toEqual([5, []]);
      expect(page({ filter: parseFilter('title eq "HIGH"'), offset: 1 })).toEqual([3, ['e', 'd']]);
      expect(page({ filter: parseFilter('userName eq "B"') })).toEqual([1, ['b']]);
      expect(page({ after: 3 })).toEqual([2, ['e', 'd']]);
      expect(page({ after: 5 })).toEqual([0, []]);
      expect(page({ after: 1, filter: parseFilter('title eq "high"'), limit: 1 })).toEqual([2, ['e']]);
    });

    test('goes on behind a resource that is gone', () => {
      const desk = people(open);
      desk.delete(desk.directory.query({ models: [userModel] }).resources[2]!);
      expect(names(desk.directory.query({ models: [userModel], after: 3 }).resources)).toEqual(['e', 'd']);
    });

    test('sorts, the order of creation among equals', () => {
      const desk = people(open);
      expect(names(desk.directory.query({ models: [userModel], compare: byTitle, limit: 4 }).resources)).toEqual([
        'c',
        'e',
        'd',
        'a',
      ]);
    });

    test('goes over several resource types', () => {
      const desk = people(open);
      const team = desk.group('b', desk.directory.query({ models: [userModel] }).resources[0]!.id);
      desk.user('z');
      const models = [groupModel, userModel];
      expect(names(desk.directory.query({ models, limit: 7, offset: 4 }).resources)).toEqual(['d', 'b', 'z']);
      const found = desk.directory.query({ models, filter: parseFilter(`id eq "${team.id}" or userName eq "Z"`) });
      expect(names(found.resources)).toEqual(['b', 'z']);
    });

    test('sees derived attributes', () => {
      const desk = people(open);
      const ann = desk.user('ann');
      const team = desk.group('Team', ann.id);
      const search = (models: ResourceModel[], filter: string): readonly unknown[] =>
        names(desk.directory.query({ models, filter: parseFilter(filter) }).resources);
      expect(search([userModel], `groups.value eq "${team.id}"`)).toEqual(['ann']);
      expect(search([groupModel], `members.value eq "${ann.id}"`)).toEqual(['Team']);
      expect(search([groupModel], `members[value eq "${ann.id}" and type eq "Group"]`)).toEqual([]);
    });
  });
}
