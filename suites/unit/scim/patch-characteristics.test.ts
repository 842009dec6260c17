import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import { deviceModel } from './sample-models.ts';
import { type Changes, device, patched, withChanges } from './patch-kit.ts';

const [room1, room2, room3] = device['rooms'] as [JsonObject, JsonObject, JsonObject];

test.each<readonly [string, JsonValue, Changes]>([
  [
    'simple values are added once, by their case rule',
    { op: 'add', path: 'tags', value: ['red', 'Blue'] },
    { tags: ['Red', 'Green', 'Blue'] },
  ],
  ['a single simple value', { op: 'add', path: 'tags', value: 'Blue' }, { tags: ['Red', 'Green', 'Blue'] }],
  ['remove a simple value', { op: 'remove', path: 'tags[value eq "red"]' }, { tags: ['Green'] }],
  ['replace a simple value', { op: 'replace', path: 'tags[value sw "r"]', value: 'Blue' }, { tags: ['Blue', 'Green'] }],
  [
    'add a simple value by a filter',
    { op: 'add', path: 'tags[value eq "Blue"]', value: 'Blue' },
    { tags: ['Red', 'Green', 'Blue'] },
  ],
  ['replace in another case', { op: 'replace', path: 'tags', value: ['red', 'Green'] }, { tags: ['red', 'Green'] }],
  ['an immutable attribute as it is', { op: 'replace', path: 'serial', value: 'S-1' }, {}],
  [
    'an immutable sub-attribute that has no value',
    { op: 'add', path: 'rooms[number eq 3].floor', value: 'c' },
    { rooms: [room1, room2, { number: 3, floor: 'c' }] },
  ],
  [
    'a replaced value keeps what is immutable of it',
    { op: 'replace', path: 'rooms[number eq 2]', value: { number: 5 } },
    { rooms: [room1, { number: 5, floor: 'b' }, room3] },
  ],
  ['a value with immutable parts can go', { op: 'remove', path: 'rooms[number eq 1]' }, { rooms: [room2, room3] }],
  [
    'values without type or value are told apart by all that they say',
    { op: 'add', path: 'rooms', value: [{ floor: 'a', number: 1 }, { number: 1 }] },
    { rooms: [room1, room2, room3, { number: 1 }] },
  ],
  [
    'a reference is one value, whatever else is said of it',
    { op: 'add', path: 'users', value: [{ value: 'u1', $ref: 'x' }] },
    {},
  ],
  [
    'what can be changed of a reference is',
    { op: 'add', path: 'users', value: [{ value: 'u2', note: 'fax' }] },
    { users: [(device['users'] as JsonObject[])[0]!, { value: 'u2', note: 'fax' }] },
  ],
  [
    'references replaced: those that stay keep what is immutable',
    { op: 'replace', path: 'users', value: [{ value: 'u1', note: 'n' }, { value: 'u3' }] },
    { users: [{ value: 'u1', $ref: '/Users/u1', note: 'n' }, { value: 'u3' }] },
  ],
  ['read-only references as they are', { op: 'add', path: 'seenBy', value: [{ value: 'u1' }] }, {}],
  ['a read-only value that is not there', { op: 'remove', path: 'seenBy[value eq "u9"]' }, {}],
  ['a required attribute to another value', { op: 'replace', path: 'label', value: 'x' }, { label: 'x' }],
  ['one of several required values', { op: 'add', path: 'aliases', value: 'two' }, { aliases: ['one', 'two'] }],
  ['a name that every object inherits', { op: 'add', path: 'constructor', value: 'c' }, { constructor: 'c' }],
  ['and its removal', { op: 'remove', path: 'constructor' }, {}],
])('%s', (_, operation, changes) => {
  expect(patched(deviceModel, device, [operation])).toEqual(withChanges(device, changes));
});
