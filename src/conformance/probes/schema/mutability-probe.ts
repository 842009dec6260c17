import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  agrees,
  fixedProbe,
  get,
  isBuildable,
  isReturned,
  isWritable,
  literal,
  overlaid,
  fragmentAt,
  patch,
  type PlacedAttribute,
  placedAttributes,
  put,
  sampleWhole,
  succeeded,
  textAt,
  valueAt,
  valuesAt,
} from '../kit/index.ts';
import { nameOf, resourceWith, type Subject, subjectsWhere, twoValues } from './subjects.ts';
import type { Discovery } from '../../probe.ts';

/** Attributes that no client writes, on the top level; `id` has probes of its own. */
function readOnlyOf(model: ResourceModel): readonly PlacedAttribute[] {
  return placedAttributes(model).filter(
    ({ definition, parent }) => parent === undefined && definition.mutability === 'readOnly',
  );
}

/** What is readOnly stays as it is (RFC 7643 section 7). */
export const readOnlyAttributes = fixedProbe({
  id: 'schema/read-only-attributes',
  title: 'No request of a client changes an attribute that is readOnly',
  requirements: ['RFC7643-7-10'],
  *stimulate(stage) {
    for (const [name, model] of stage.context.models) {
      if (!isBuildable(model)) continue;
      const made = yield* stage.create(`create ${name}`, name, stage.minimal(name));
      if (made === undefined) continue;
      const meta = { resourceType: 'Invented', created: '1999-01-01T00:00:00Z' };
      const values = readOnlyOf(model).map((each) =>
        fragmentAt(each, sampleWhole(each.definition, stage.name('value'))),
      );
      yield put(
        `replace ${name}`,
        made.path,
        values.reduce((all: JsonObject, each) => overlaid(all, each), { ...made.sent, meta }),
      );
      if (stage.has('patch')) {
        for (const { path, definition } of readOnlyOf(model))
          yield patch(`modify ${name}`, made.path, [
            { op: 'replace', path, value: sampleWhole(definition, stage.name('value')) },
          ]);
        yield patch(`modify ${name}`, made.path, [{ op: 'replace', path: 'meta.created', value: meta.created }]);
      }
      yield get(`read ${name}`, made.path);
    }
  },
  judge(judgement) {
    for (const [name, model] of judgement.seen.models) {
      const before = judgement.maybe(`create ${name}`);
      const after = judgement.maybe(`read ${name}`);
      if (before === undefined || after === undefined || !succeeded(after)) {
        judgement.skip('RFC7643-7-10', `no ${name} could be created`);
        continue;
      }
      const paths = [...readOnlyOf(model).map(({ path }) => path), 'meta.created', 'meta.resourceType', 'id'];
      for (const path of paths) {
        const [old, now] = [valuesAt(before.response.body, path), valuesAt(after.response.body, path)];
        const message = `expected ${path} to stay ${quote(old)}, got ${quote(now)}`;
        judgement.check('RFC7643-7-10', agrees(old, now), message, after);
      }
    }
  },
});

function immutableOf(discovery: Discovery): readonly Subject[] {
  return subjectsWhere(
    discovery,
    (each) => each.definition.mutability === 'immutable' && isWritable(each) && isReturned(each),
  );
}

/** What is immutable is set once (RFC 7643 section 7). */
export const immutableAttributes = fixedProbe({
  id: 'schema/immutable-attributes',
  title: 'An attribute that is immutable is set on create and keeps that value',
  requirements: ['RFC7643-7-11', 'RFC7643-7-h'],
  lacks: 'the target declares no immutable attribute that can be tried',
  *stimulate(stage) {
    for (const subject of immutableOf(stage.context)) {
      const values = twoValues(stage, subject);
      if (values === undefined) continue;
      const label = nameOf(subject);
      const made = yield* stage.create(`create ${label}`, subject.type, resourceWith(stage, subject, values[0]));
      if (made === undefined) continue;
      const { path } = subject.attribute;
      yield put(`change ${label}`, made.path, overlaid(made.sent, fragmentAt(subject.attribute, values[1])));
      if (stage.has('patch')) yield patch(`change ${label}`, made.path, [{ op: 'replace', path, value: values[1] }]);
      yield get(`read ${label}`, made.path);
    }
  },
  judge(judgement) {
    for (const subject of immutableOf(judgement.seen)) {
      const created = judgement.maybe(`create ${nameOf(subject)}`);
      if (created === undefined || !judgement.founded(created, 'RFC7643-7-11', 'RFC7643-7-h')) continue;
      const { path } = subject.attribute;
      const given = valueAt(created.request.body, path)!;
      judgement.value('RFC7643-7-h', created, path, given);
      // With what status it is refused is for the requirements of RFC 7644 to say.
      judgement.value('RFC7643-7-11', `read ${nameOf(subject)}`, path, given);
    }
  },
});

/** Sub-attributes that are immutable: those of members (RFC 7643 sections 4.2 and 7). */
export const immutableMembers = fixedProbe({
  id: 'schema/immutable-members',
  title: 'A member of a group is set on create, and does not become another member',
  requirements: ['RFC7643-7-11', 'RFC7643-7-h'],
  needs: ['groups'],
  lacks: 'the target does not declare the value of a member immutable',
  *stimulate(stage) {
    if (!hasImmutableMembers(stage.model('Group'))) return;
    const user = yield* stage.given('User');
    const other = yield* stage.given('User', stage.minimal('User'), 'given other');
    const group = yield* stage.given('Group', stage.group([user], { members: [{ value: user.id, type: 'User' }] }));
    yield get('created', group.path);
    if (!stage.has('patch')) return;
    const path = `members[value eq ${literal(user.id)}].value`;
    yield patch('change', group.path, [{ op: 'replace', path, value: other.id }]);
    yield get('read', group.path);
  },
  judge(judgement) {
    const id = textAt(judgement.one('given User').response.body, 'id')!;
    judgement.value('RFC7643-7-h', 'created', 'members.value', [id]);
    const read = judgement.maybe('read');
    if (read === undefined) {
      judgement.skip('RFC7643-7-11', 'without PATCH a member can only be replaced as a whole');
      return;
    }
    const other: JsonValue = textAt(judgement.one('given other').response.body, 'id')!;
    const members = valuesAt(read.response.body, 'members.value');
    const message = `expected the member ${quote(id)} to stay, got ${quote(members)}`;
    judgement.check('RFC7643-7-11', succeeded(read) && members.includes(id) && !members.includes(other), message, read);
  },
});

function hasImmutableMembers(model: ResourceModel | undefined): boolean {
  const members = model?.attributes.get('members');
  return members?.subAttributes?.find(({ name }) => name === 'value')?.mutability === 'immutable';
}
