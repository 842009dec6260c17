import { patchCases } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const home = { value: 'jane@example.org', type: 'home' };

/** `add` (RFC 7644 section 3.5.2.1). */
export const patchAdd = patchCases({
  id: 'patch/add',
  title: 'An add gives a value to an attribute, or one more, or takes the place of a single one',
  cases: [
    {
      requirement: 'RFC7644-3.5.2.1-1',
      title: 'add without a value',
      given: { title: 'Engineer' },
      operations: [{ op: 'add', path: 'title' }],
      refused: {},
    },
    {
      requirement: 'RFC7644-3.5.2.1-2',
      title: 'add a part to a complex attribute',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'add', path: 'name', value: { middleName: 'Quinn' } }],
      after: { 'name.givenName': ['Jane'], 'name.familyName': ['Doe'], 'name.middleName': ['Quinn'] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-2',
      title: 'add a text to a complex attribute',
      given: { name: { givenName: 'Jane' } },
      operations: [{ op: 'add', path: 'name', value: 'Jane Doe' }],
      refused: {},
    },
    {
      requirement: 'RFC7644-3.5.2.1-3',
      title: 'add a value that is there to several',
      given: { emails: [work, home] },
      operations: [{ op: 'add', path: 'emails', value: [work] }],
      after: { emails: [work, home] },
      unmodified: 'RFC7644-3.5.2.1-4',
    },
    {
      requirement: 'RFC7644-3.5.2.1-3',
      title: 'add the value that is there',
      given: { title: 'Engineer' },
      operations: [{ op: 'add', path: 'title', value: 'Engineer' }],
      after: { title: ['Engineer'] },
      unmodified: 'RFC7644-3.5.2.1-4',
    },
    {
      requirement: 'RFC7644-3.5.2.1-a',
      title: 'add several attributes without a path',
      given: { emails: [work] },
      // The example of section 3.5.2.1, its spelling of nickName included.
      operations: [{ op: 'add', value: { emails: [home], nickname: 'Babs' } }],
      after: { emails: [work, home], nickName: ['Babs'] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-b',
      title: 'add a text where there is none',
      given: {},
      operations: [{ op: 'add', path: 'title', value: 'Engineer' }],
      after: { title: ['Engineer'] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-b',
      title: 'add values where there are none',
      given: {},
      operations: [{ op: 'add', path: 'emails', value: [work, home] }],
      after: { emails: [work, home] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-b',
      title: 'add an address where there is none',
      given: {},
      operations: [{ op: 'add', path: 'addresses', value: [{ type: 'work', locality: 'Hollywood' }] }],
      after: { addresses: [{ type: 'work', locality: 'Hollywood' }] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-c',
      title: 'add one more value',
      given: { emails: [work] },
      operations: [{ op: 'add', path: 'emails', value: [home] }],
      after: { emails: [work, home] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-d',
      title: 'add in the place of a text',
      given: { title: 'Engineer' },
      operations: [{ op: 'add', path: 'title', value: 'Manager' }],
      after: { title: ['Manager'] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-d',
      title: 'add in the place of a part',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'add', path: 'name.familyName', value: 'Roe' }],
      after: { 'name.givenName': ['Jane'], 'name.familyName': ['Roe'] },
    },
    {
      requirement: 'RFC7644-3.5.2.1-d',
      title: 'add in the place of a text without a path',
      given: { title: 'Engineer' },
      operations: [{ op: 'add', value: { title: 'Manager' } }],
      after: { title: ['Manager'] },
    },
  ],
});
