import { patchCases } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work', primary: true };
const home = { value: 'doe@example.com', type: 'home' };
const added = { value: 'new@example.com', type: 'other', primary: true };
const flat = { type: 'home', locality: 'Springfield', primary: true };
const office = { type: 'work', locality: 'Hollywood' };

/** The mark `primary` (RFC 7644 sections 3.5.2 and 3.5.2.3). */
export const patchPrimary = patchCases({
  id: 'patch/primary',
  title: 'A value that becomes primary takes the mark from all others',
  cases: [
    {
      requirement: 'RFC7644-3.5.2-10',
      title: 'add a primary value',
      given: { emails: [work, home] },
      operations: [{ op: 'add', path: 'emails', value: [added] }],
      after: { 'emails.value': [work.value, home.value, added.value] },
      primary: ['emails', { value: added.value }],
      builds: true,
    },
    {
      requirement: 'RFC7644-3.5.2-10',
      title: 'mark a value as primary',
      given: { emails: [work, home] },
      operations: [{ op: 'replace', path: `emails[value eq "${home.value}"].primary`, value: true }],
      after: { 'emails.value': [work.value, home.value] },
      primary: ['emails', { value: home.value }],
      builds: true,
    },
    {
      requirement: 'RFC7644-3.5.2.3-f',
      title: 'replace an address by a primary one',
      given: { addresses: [flat, office] },
      // As in the example of section 3.5.2.3.
      operations: [
        {
          op: 'replace',
          path: 'addresses[type eq "work"]',
          value: { type: 'work', locality: 'Pasadena', primary: true },
        },
      ],
      after: { 'addresses.locality': ['Springfield', 'Pasadena'] },
      primary: ['addresses', { locality: 'Pasadena' }],
      builds: true,
    },
    {
      // The addresses of the schema in RFC 7643 section 8.7.1 have no such mark, unlike those of its text.
      requirement: 'RFC7644-3.5.2.3-f',
      title: 'replace an e-mail address by a primary one',
      given: { emails: [work, home] },
      operations: [{ op: 'replace', path: 'emails[type eq "home"]', value: { ...added, type: 'home' } }],
      after: { 'emails.value': [work.value, added.value] },
      primary: ['emails', { value: added.value }],
      builds: true,
    },
  ],
});
