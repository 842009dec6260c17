import { patchCases } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const home = { value: 'doe@example.com', type: 'home' };

/** Several operations in one request (RFC 7644 section 3.5.2). */
export const patchOrder = patchCases({
  id: 'patch/order',
  title: 'Operations work one after the other, each on what the one before it made',
  cases: [
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'replace twice',
      given: { title: 'Engineer' },
      operations: [
        { op: 'replace', path: 'title', value: 'Manager' },
        { op: 'replace', path: 'title', value: 'President' },
      ],
      after: { title: ['President'] },
    },
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'add and remove again',
      given: { emails: [work] },
      operations: [
        { op: 'add', path: 'emails', value: [home] },
        { op: 'remove', path: `emails[value eq "${home.value}"]` },
      ],
      after: { emails: [work] },
    },
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'remove and add again',
      given: { emails: [work] },
      operations: [
        { op: 'remove', path: 'emails' },
        { op: 'add', path: 'emails', value: [home] },
      ],
      after: { emails: [home] },
    },
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'add and replace',
      given: {},
      operations: [
        { op: 'add', path: 'nickName', value: 'Janey' },
        { op: 'replace', path: 'nickName', value: 'Babs' },
      ],
      after: { nickName: ['Babs'] },
    },
  ],
});

/** A request of which one operation fails (RFC 7644 section 3.5.2). */
export const patchAtomicity = patchCases({
  id: 'patch/atomicity',
  title: 'When one operation fails, none of the request has an effect',
  cases: [
    ...[0, 1, 2].map((position) => {
      const right = [
        { op: 'replace', path: 'title', value: 'Manager' },
        { op: 'add', path: 'emails', value: [home] },
      ];
      const operations = [
        ...right.slice(0, position),
        { op: 'replace', path: 'id', value: 'x' },
        ...right.slice(position),
      ];
      return {
        requirement: 'RFC7644-3.5.2-11',
        title: `fail at operation ${position + 1} of 3`,
        given: { title: 'Engineer', emails: [work] },
        operations,
        refused: {},
      };
    }),
    {
      requirement: 'RFC7644-3.5.2-12',
      title: 'fail after an add',
      given: { emails: [work] },
      operations: [{ op: 'add', path: 'emails', value: [home] }, { op: 'remove' }],
      refused: {},
    },
  ],
});
