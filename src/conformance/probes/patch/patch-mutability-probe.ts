import type { JsonValue } from '../../../kernel/index.ts';
import { messageUris, type ResourceModel } from '../../../scim/index.ts';
import type { Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  get,
  keyword,
  optionalImmutableTexts,
  patch,
  type PatchOperation,
  type PlacedAttribute,
  type Stage,
  textAt,
  valuesAt,
} from '../kit/index.ts';
import { hasAttributes } from './patch-attributes.ts';
import { judgeRefusal } from './patch-case.ts';

interface Misfit {
  readonly title: string;
  readonly operation: PatchOperation;
  /** Attributes that a User must have. */
  readonly uses: readonly string[];
}

/** Operations that do not fit the schema of a User. */
const misfits: readonly Misfit[] = [
  misfit('replace a flag by a text', 'active', 'abc', ['active']),
  misfit('replace a complex attribute by a number', 'name', 5, ['name']),
  misfit('replace values by a text', 'emails', 'jane@example.com', ['emails']),
  misfit('replace a text by an object', 'title', { value: 'Engineer' }, ['title']),
  misfit('replace an attribute that there is not', 'noSuchAttribute', 'x', []),
  misfit('replace when the resource was created', 'meta.created', '2001-02-03T04:05:06Z', []),
];

function misfit(title: string, path: string, value: JsonValue, uses: readonly string[]): Misfit {
  return { title, operation: { op: 'replace', path, value }, uses };
}

function fitting(model: ResourceModel | undefined): readonly Misfit[] {
  return misfits.filter(({ uses }) => hasAttributes(model, uses));
}

/** Operations that do not fit their attribute (RFC 7644 section 3.5.2). */
export const patchSchema = fixedProbe({
  id: 'patch/schema',
  title: 'An operation that does not fit its attribute is refused and changes nothing',
  needs: ['patch'],
  requirements: ['RFC7644-3.5.2-5'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield* stage.prepare(patch('control', user.path, [{ op: 'replace', path: 'externalId', value: 'control' }]));
    for (const { title, operation } of fitting(stage.model('User'))) {
      yield get(`${title}: before`, user.path);
      yield patch(`${title}: patch`, user.path, [operation]);
      yield get(`${title}: after`, user.path);
    }
  },
  judge(judgement) {
    for (const { title } of fitting(judgement.model('User'))) judgeRefusal(judgement, 'RFC7644-3.5.2-5', title);
  },
});

/** What is the server’s alone, with a value that it would not have chosen. */
const readOnly: readonly PatchOperation[] = [
  { op: 'replace', path: 'id', value: 'chosen-by-the-client' },
  { op: 'replace', path: 'meta.created', value: '2001-02-03T04:05:06Z' },
  { op: 'add', path: 'groups', value: [{ value: 'chosen-by-the-client' }] },
];

/** Attributes that a PATCH cannot change (RFC 7644 sections 3.5.2 and 3.12). */
export const patchReadOnly = fixedProbe({
  id: 'patch/read-only',
  title: 'A PATCH of a read-only attribute changes nothing and is told so',
  needs: ['patch'],
  requirements: ['RFC7644-3.5.2-6', 'RFC7644-3.5.2-7', 'RFC7644-3.5.2-13', 'RFC7644-3.12-n'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield* stage.prepare(patch('control', user.path, [{ op: 'replace', path: 'externalId', value: 'control' }]));
    yield get('before', user.path);
    for (const operation of readOnly) yield patch(`patch ${operation.path}`, user.path, [operation]);
    yield get('after', user.path);
  },
  judge(judgement) {
    const before = judgement.one('before');
    if (!judgement.founded(before, ...patchReadOnly.requirements)) return;
    for (const path of ['id', 'meta.created', 'groups'])
      judgement.exactly('RFC7644-3.5.2-6', 'after', path, valuesAt(before.response.body, path));
    const refused = judgement.one('patch id');
    const { status, body } = refused.response;
    const told = textAt(body, 'schemas') === messageUris.error && textAt(body, 'status') === String(status);
    const message = `expected an error status with a SCIM error, got ${status} with ${quote(body)}`;
    for (const requirement of ['RFC7644-3.5.2-7', 'RFC7644-3.5.2-13'])
      judgement.check(requirement, status >= 400 && status <= 499 && told, message, refused);
    keyword(judgement, 'RFC7644-3.12-n', refused, 'mutability');
  },
});

/** Immutable attributes (RFC 7644 section 3.5.2). */
export const patchImmutable = fixedProbe({
  id: 'patch/immutable',
  title: 'A PATCH gives a value to an immutable attribute that has none, and does not change one',
  needs: ['patch'],
  requirements: ['RFC7644-3.5.2-c', 'RFC7644-3.5.2-6'],
  *stimulate(stage) {
    for (const [type, model] of stage.context.models) {
      for (const each of optionalImmutableTexts(model)) yield* tryImmutable(stage, type, each);
    }
  },
  judge(judgement) {
    for (const [type, model] of judgement.seen.models) {
      for (const { path } of optionalImmutableTexts(model)) {
        const label = `${type}.${path}`;
        if (!judgement.founded(`${label}: create`, ...patchImmutable.requirements)) continue;
        const add = judgement.one(`${label}: add`);
        if (!judgement.succeeds('RFC7644-3.5.2-c', add)) continue;
        judgement.value('RFC7644-3.5.2-c', `${label}: added`, path, 'first');
        judgement.value('RFC7644-3.5.2-6', `${label}: after`, path, 'first');
      }
    }
  },
});

function* tryImmutable(stage: Stage, type: string, { path }: PlacedAttribute): Stimulus {
  const label = `${type}.${path}`;
  const created = yield* stage.create(`${label}: create`, type, stage.minimal(type));
  if (created === undefined) return;
  yield patch(`${label}: add`, created.path, [{ op: 'add', path, value: 'first' }]);
  yield get(`${label}: added`, created.path);
  yield patch(`${label}: replace`, created.path, [{ op: 'replace', path, value: 'second' }]);
  yield get(`${label}: after`, created.path);
}
