import { patchCases, type Refusal } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const other = { value: 'jane@example.org', type: 'work' };
const home = { value: 'doe@example.com', type: 'home' };
const office = { type: 'work', locality: 'Hollywood', streetAddress: '100 Universal City Plaza' };
const flat = { type: 'home', locality: 'Springfield', streetAddress: '456 Hollywood Blvd' };

const noMatch: Refusal = { exactly: [400, 'noTarget'], keyword: ['RFC7644-3.12-q', 'noTarget'] };

/** `replace` (RFC 7644 section 3.5.2.3). */
export const patchReplace = patchCases({
  id: 'patch/replace',
  title: 'A replace puts a value in the place of what its path leads to and leaves everything else alone',
  cases: [
    {
      requirement: 'RFC7644-3.5.2.3-1',
      title: 'replace without a path by an attribute',
      given: { title: 'Engineer' },
      operations: [{ op: 'replace', value: { title: 'Manager' } }],
      after: { title: ['Manager'] },
    },
    ...[['a text', 'Manager'] as const, ['an array', []] as const].map(([kind, value]) => ({
      requirement: 'RFC7644-3.5.2.3-1',
      title: `replace without a path by ${kind}`,
      given: { title: 'Engineer' },
      operations: [{ op: 'replace', value }],
      refused: {},
    })),
    {
      requirement: 'RFC7644-3.5.2.3-1',
      title: 'replace without a path and a value',
      given: { title: 'Engineer' },
      operations: [{ op: 'replace' }],
      refused: {},
    },
    {
      requirement: 'RFC7644-3.5.2.3-2',
      title: 'replace a text where there is none',
      given: {},
      operations: [{ op: 'replace', path: 'title', value: 'Engineer' }],
      after: { title: ['Engineer'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-2',
      title: 'replace values where there are none',
      given: {},
      operations: [{ op: 'replace', path: 'emails', value: [work] }],
      after: { emails: [work] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-2',
      title: 'replace a part where there is none',
      given: { name: { givenName: 'Jane' } },
      operations: [{ op: 'replace', path: 'name.middleName', value: 'Quinn' }],
      after: { 'name.givenName': ['Jane'], 'name.middleName': ['Quinn'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-3',
      title: 'replace parts of a complex attribute',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'replace', path: 'name', value: { familyName: 'Roe', middleName: 'Quinn' } }],
      after: { 'name.familyName': ['Roe'], 'name.middleName': ['Quinn'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-3',
      title: 'replace a complex attribute by a text',
      given: { name: { givenName: 'Jane' } },
      operations: [{ op: 'replace', path: 'name', value: 'Jane Doe' }],
      refused: {},
    },
    {
      requirement: 'RFC7644-3.5.2.3-4',
      title: 'replace a part of all records that match',
      given: { addresses: [office, flat, { type: 'work', locality: 'Pasadena' }] },
      operations: [{ op: 'replace', path: 'addresses[type eq "work"].region', value: 'CA' }],
      after: {
        addresses: [{ ...office, region: 'CA' }, flat, { type: 'work', locality: 'Pasadena', region: 'CA' }],
        'addresses.region': ['CA', 'CA'],
      },
    },
    {
      requirement: 'RFC7644-3.5.2.3-4',
      title: 'replace a record that matches',
      given: { addresses: [office, flat] },
      operations: [
        {
          op: 'replace',
          path: 'addresses[type eq "work"]',
          value: { type: 'work', locality: 'Pasadena', streetAddress: '1010 Broadway Ave' },
        },
      ],
      after: { addresses: [{ type: 'work', locality: 'Pasadena', streetAddress: '1010 Broadway Ave' }, flat] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-5',
      title: 'replace a part of what matches nothing',
      given: { emails: [work, home] },
      operations: [{ op: 'replace', path: 'emails[type eq "nosuch"].value', value: 'x@example.com' }],
      refused: noMatch,
    },
    {
      requirement: 'RFC7644-3.5.2.3-5',
      title: 'replace what matches nothing',
      given: { emails: [work, home] },
      operations: [{ op: 'replace', path: 'emails[value eq "no@example.com"]', value: other }],
      refused: noMatch,
    },
    {
      requirement: 'RFC7644-3.5.2.3-a',
      title: 'replace several attributes without a path',
      given: { emails: [other], title: 'Engineer', name: { givenName: 'Jane' } },
      // The example of section 3.5.2.3, its spelling of nickName included.
      operations: [{ op: 'replace', value: { emails: [work, home], nickname: 'Babs' } }],
      after: { emails: [work, home], nickName: ['Babs'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-b',
      title: 'replace a text',
      given: { title: 'Engineer', nickName: 'Janey' },
      operations: [{ op: 'replace', path: 'title', value: 'Manager' }],
      after: { title: ['Manager'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-b',
      title: 'replace a flag',
      given: { active: true },
      operations: [{ op: 'replace', path: 'active', value: false }],
      after: { active: [false] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-b',
      title: 'replace a part',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'replace', path: 'name.familyName', value: 'Roe' }],
      after: { 'name.givenName': ['Jane'], 'name.familyName': ['Roe'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-c',
      title: 'replace all values',
      given: { emails: [work, home], title: 'Engineer' },
      operations: [{ op: 'replace', path: 'emails', value: [other] }],
      after: { emails: [other] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-d',
      title: 'replace some parts of a complex attribute',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'replace', path: 'name', value: { familyName: 'Roe' } }],
      after: { 'name.givenName': ['Jane'], 'name.familyName': ['Roe'] },
    },
    {
      requirement: 'RFC7644-3.5.2.3-e',
      title: 'replace a street in the records that match',
      given: { addresses: [office, flat] },
      // The example of section 3.5.2.3.
      operations: [{ op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' }],
      after: { addresses: [{ ...office, streetAddress: '1010 Broadway Ave' }, flat] },
    },
  ],
});
