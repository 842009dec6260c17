import { patchCases, type Refusal } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const other = { value: 'jane@example.org', type: 'work' };
const home = { value: 'doe@example.com', type: 'home' };
const address = { type: 'work', locality: 'Hollywood', region: 'CA' };

const required: Refusal = { exactly: [400, 'mutability'] };

/** `remove` (RFC 7644 section 3.5.2.2). */
export const patchRemove = patchCases({
  id: 'patch/remove',
  title: 'A remove takes away what its path leads to and nothing else',
  cases: [
    {
      requirement: 'RFC7644-3.5.2.2-a',
      title: 'remove without a path',
      given: { title: 'Engineer' },
      operations: [{ op: 'remove' }],
      refused: { exactly: [400, 'noTarget'], keyword: ['RFC7644-3.12-q', 'noTarget'] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-1',
      title: 'remove a text',
      given: { title: 'Engineer', nickName: 'Janey' },
      operations: [{ op: 'remove', path: 'title' }],
      after: { title: [] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-1',
      title: 'remove a part',
      given: { name: { givenName: 'Jane', middleName: 'Quinn' } },
      operations: [{ op: 'remove', path: 'name.middleName' }],
      after: { 'name.middleName': [], 'name.givenName': ['Jane'] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-2',
      title: 'remove all values',
      given: { emails: [work, home], title: 'Engineer' },
      operations: [{ op: 'remove', path: 'emails' }],
      after: { emails: [] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-3',
      title: 'remove the last value by a filter',
      given: { emails: [work], title: 'Engineer' },
      operations: [{ op: 'remove', path: `emails[value eq "${work.value}"]` }],
      after: { emails: [] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-4',
      title: 'remove a part of the records that match',
      given: { addresses: [address] },
      operations: [{ op: 'remove', path: 'addresses[type eq "work"].region' }],
      after: { addresses: [{ type: 'work', locality: 'Hollywood' }], 'addresses.region': [] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-5',
      title: 'remove the last record by a filter',
      given: { addresses: [address], title: 'Engineer' },
      operations: [{ op: 'remove', path: 'addresses[type eq "work"]' }],
      after: { addresses: [] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-c',
      title: 'remove the records that match all of a filter',
      given: { emails: [work, other, home] },
      // The example of section 3.5.2.2.
      operations: [{ op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' }],
      after: { emails: [other, home] },
    },
    {
      requirement: 'RFC7644-3.5.2.2-6',
      title: 'remove what is required',
      given: {},
      operations: [{ op: 'remove', path: 'userName' }],
      refused: required,
    },
    {
      requirement: 'RFC7644-3.5.2.2-6',
      title: 'remove the id',
      given: {},
      operations: [{ op: 'remove', path: 'id' }],
      refused: required,
    },
    {
      requirement: 'RFC7644-3.5.2.2-6',
      title: 'remove meta',
      given: {},
      operations: [{ op: 'remove', path: 'meta' }],
      refused: required,
    },
  ],
});
