import { fixedProbe, get, keyword, patch } from '../kit/index.ts';
import { patchCases } from './patch-case.ts';

const work = { value: 'jane@example.com', type: 'work' };
const home = { value: 'doe@example.com', type: 'home' };

/** The path of an operation (RFC 7644 section 3.5.2). */
export const patchPath = patchCases({
  id: 'patch/path',
  title: 'A path is an attribute, a part, a filtered value or a part of one; only a remove must have it',
  cases: [
    {
      requirement: 'RFC7644-3.5.2-4',
      title: 'add without a path',
      given: {},
      operations: [{ op: 'add', value: { title: 'Engineer' } }],
      after: { title: ['Engineer'] },
    },
    {
      requirement: 'RFC7644-3.5.2-4',
      title: 'replace without a path',
      given: { title: 'Engineer' },
      operations: [{ op: 'replace', value: { title: 'Manager' } }],
      after: { title: ['Manager'] },
    },
    {
      requirement: 'RFC7644-3.5.2-4',
      title: 'remove without a path',
      given: { title: 'Engineer' },
      operations: [{ op: 'remove' }],
      refused: {},
    },
    {
      requirement: 'RFC7644-3.5.2-b',
      title: 'replace by the path of an attribute',
      given: { title: 'Engineer', nickName: 'Janey' },
      operations: [{ op: 'replace', path: 'title', value: 'Manager' }],
      after: { title: ['Manager'] },
    },
    {
      requirement: 'RFC7644-3.5.2-b',
      title: 'replace by the path of a part',
      given: { name: { givenName: 'Jane', familyName: 'Doe' } },
      operations: [{ op: 'replace', path: 'name.familyName', value: 'Roe' }],
      after: { 'name.familyName': ['Roe'], 'name.givenName': ['Jane'] },
    },
    {
      requirement: 'RFC7644-3.5.2-b',
      title: 'replace by the path of a filtered value',
      given: { emails: [work, home] },
      operations: [
        { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'roe@example.com', type: 'work' } },
      ],
      after: { emails: [{ value: 'roe@example.com', type: 'work' }, home] },
    },
    {
      requirement: 'RFC7644-3.5.2-b',
      title: 'replace by the path of a part of a filtered value',
      given: { emails: [work, home] },
      operations: [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'roe@example.com' }],
      after: { emails: [{ value: 'roe@example.com', type: 'work' }, home] },
    },
  ],
});

/** Paths that do not follow the grammar (RFC 7644 figure 7), some with the fault within the brackets of a filter. */
const malformed = ['emails[', 'name..givenName', '1abc', 'emails[type eq "work"]value', '.title', ''];

export const malformedPath = fixedProbe({
  id: 'patch/malformed-path',
  title: 'A malformed path is refused, with the keyword invalidPath where one is given',
  needs: ['patch'],
  requirements: ['RFC7644-3.12-p'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield* stage.prepare(patch('control', user.path, [{ op: 'replace', path: 'externalId', value: 'control' }]));
    yield get('before', user.path);
    for (const path of malformed) yield patch('patch', user.path, [{ op: 'replace', path, value: 'x' }]);
    yield get('after', user.path);
  },
  judge(judgement) {
    let refused = true;
    for (const exchange of judgement.all('patch')) {
      // Of a fault within brackets the other keyword speaks as well (RFC 7644 table 9).
      if (judgement.status('RFC7644-3.12-p', exchange, 400))
        keyword(judgement, 'RFC7644-3.12-p', exchange, 'invalidPath', 'invalidFilter');
      else refused = false;
    }
    if (refused) judgement.same('RFC7644-3.12-p', 'after', judgement.one('before').response.body);
  },
});
