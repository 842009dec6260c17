import type { PatchOperation } from '../kit/index.ts';
import { patchCases } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const home = { value: 'doe@example.com', type: 'home' };

/**
 * Several operations in one request (RFC 7644 section 3.5.2). Only the plainest are used, since it is not they that are
 * in question.
 */
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
      builds: true,
    },
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'add and remove again',
      given: {},
      operations: [
        { op: 'add', path: 'nickName', value: 'Janey' },
        { op: 'remove', path: 'nickName' },
      ],
      after: { nickName: [] },
      builds: true,
    },
    {
      requirement: 'RFC7644-3.5.2-a',
      title: 'remove and add again',
      given: { title: 'Engineer' },
      operations: [
        { op: 'remove', path: 'title' },
        { op: 'add', path: 'title', value: 'Manager' },
      ],
      after: { title: ['Manager'] },
      builds: true,
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
      builds: true,
    },
  ],
});

/** Operations that fail: one by its form alone, the other only when the values are looked at. */
const failures = {
  'RFC7644-3.5.2-11': { op: 'replace', path: 'emails[value eq "nobody@example.com"].type', value: 'home' },
  'RFC7644-3.5.2-12': { op: 'remove' },
} satisfies Record<string, PatchOperation>;

/** A request of which one operation fails (RFC 7644 section 3.5.2). */
export const patchAtomicity = patchCases({
  id: 'patch/atomicity',
  title: 'When one operation fails, none of the request has an effect',
  cases: Object.entries(failures).flatMap(([requirement, failure]) =>
    [0, 1, 2].map((position) => {
      const operations: readonly PatchOperation[] = [
        { op: 'replace', path: 'title', value: 'Manager' },
        { op: 'add', path: 'emails', value: [home] },
      ];
      const title = `${failure.op} in vain as operation ${position + 1} of 3`;
      const given = { title: 'Engineer', emails: [work] };
      return {
        requirement,
        title,
        given,
        operations: operations.toSpliced(position, 0, failure),
        refused: {},
        builds: true,
      };
    }),
  ),
});
