import { messageUris, schemaUris } from '../../../scim/index.ts';
import { fixedProbe, get, patch, richUser, sameValue, valuesAt } from '../kit/index.ts';
import { quote } from '../../wording.ts';
import { hasAttributes } from './patch-attributes.ts';

const extension = schemaUris.enterpriseUser;

/** Names without a URI (RFC 7644 section 3.5.2). */
export const patchOwnSchemas = fixedProbe({
  id: 'patch/own-schemas',
  title: 'The names of a PATCH are those of the resource’s own schemas, which the message does not change',
  needs: ['patch'],
  requirements: ['RFC7644-3.5.2-8'],
  *stimulate(stage) {
    const model = stage.model('User');
    if (model === undefined || !hasAttributes(model, ['title'])) return;
    // With an extension, where the target has one: its name is not meant.
    const user = yield* stage.given('User', richUser(model, stage.name('user')));
    yield get('before', user.path);
    yield patch('patch', user.path, [{ op: 'replace', path: 'title', value: 'Manager' }]);
    yield get('after', user.path);
  },
  judge(judgement) {
    if (!judgement.founded('patch', 'RFC7644-3.5.2-8')) return;
    judgement.exactly('RFC7644-3.5.2-8', 'after', 'title', 'Manager');
    const [before, after] = ['before', 'after'].map((label) => valuesAt(judgement.one(label).response.body, 'schemas'));
    const holds = sameValue(before, after) && after!.length > 0 && !after!.includes(messageUris.patchOp);
    judgement.check('RFC7644-3.5.2-8', holds, `expected schemas ${quote(before)}, got ${quote(after)}`, 'after');
  },
});

/** Operations that give a resource an extension (RFC 7644 section 3.5.2), by the requirement that they show. */
const courses = [
  {
    requirement: 'RFC7644-3.5.2-9',
    title: 'add to schemas, then an attribute',
    operations: [
      { op: 'add', path: 'schemas', value: [extension] },
      { op: 'add', path: `${extension}:department`, value: 'Tours' },
    ],
  },
  {
    requirement: 'RFC7644-3.5.2-d',
    title: 'add an attribute by its full name',
    operations: [{ op: 'add', path: `${extension}:department`, value: 'Tours' }],
  },
  {
    requirement: 'RFC7644-3.5.2-d',
    title: 'replace an attribute by its full name',
    operations: [{ op: 'replace', path: `${extension}:department`, value: 'Tours' }],
  },
] as const;

export const patchExtension = fixedProbe({
  id: 'patch/extension',
  title: 'An attribute of an extension that a PATCH adds brings the extension’s URI into schemas',
  needs: ['patch', 'enterprise'],
  requirements: [...new Set(courses.map(({ requirement }) => requirement))],
  *stimulate(stage) {
    if (!hasAttributes(stage.model('User'), [`${extension}:department`])) return;
    for (const { title, operations } of courses) {
      const user = yield* stage.create(`${title}: create`, 'User', stage.minimal('User'));
      if (user === undefined) continue;
      yield patch(`${title}: patch`, user.path, operations);
      yield get(`${title}: after`, user.path);
    }
  },
  judge(judgement) {
    for (const { requirement, title } of courses) {
      const created = judgement.one(`${title}: create`);
      if (!judgement.founded(created, requirement)) continue;
      if (valuesAt(created.response.body, 'schemas').includes(extension)) {
        judgement.skip(requirement, 'a new User has the extension already');
        continue;
      }
      // Whether such a PATCH is taken at all is for other requirements to say.
      if (!judgement.founded(`${title}: patch`, requirement)) continue;
      const after = judgement.one(`${title}: after`);
      judgement.exactly(requirement, after, `${extension}:department`, 'Tours');
      const schemas = valuesAt(after.response.body, 'schemas');
      const once = schemas.filter((uri) => uri === extension).length === 1;
      judgement.check(requirement, once, `expected ${extension} once in schemas, got ${quote(schemas)}`, after);
    }
  },
});
