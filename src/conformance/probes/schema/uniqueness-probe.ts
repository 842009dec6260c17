import type { JsonValue } from '../../../kernel/index.ts';
import type { Discovery } from '../../probe.ts';
import { fixedProbe, get, isWritable, type Judgement, overlaid, fragmentAt, put, valueAt } from '../kit/index.ts';
import { nameOf, ownValue, resourceWith, type Subject, subjectsWhere } from './subjects.ts';
import { quote } from '../../wording.ts';

/** `userName` and whatever else the target declares unique. */
function uniqueOf(discovery: Discovery, uniqueness: 'server' | 'global'): readonly Subject[] {
  return subjectsWhere(
    discovery,
    (each) => each.definition.uniqueness === uniqueness && isWritable(each) && each.definition.type === 'string',
  );
}

/** Values that no two resources share (RFC 7643 section 7). */
export const uniqueValues = fixedProbe({
  id: 'schema/unique-values',
  title: 'A value of a unique attribute that another resource has is refused',
  requirements: ['RFC7643-7-13', 'RFC7643-7-14', 'RFC7643-7-15'],
  *stimulate(stage) {
    const all = [...uniqueOf(stage.context, 'server'), ...uniqueOf(stage.context, 'global')];
    for (const subject of all) {
      const label = nameOf(subject);
      const value = ownValue(stage, subject);
      const first = yield* stage.create(`first ${label}`, subject.type, resourceWith(stage, subject, value));
      if (first === undefined) continue;
      yield* stage.create(`second ${label}`, subject.type, resourceWith(stage, subject, value));
      const other = yield* stage.create(
        `other ${label}`,
        subject.type,
        resourceWith(stage, subject, ownValue(stage, subject)),
      );
      if (other === undefined) continue;
      yield put(`change ${label}`, other.path, overlaid(other.sent, fragmentAt(subject.attribute, value)));
      yield get(`read ${label}`, other.path);
    }
  },
  judge(judgement) {
    judgeCreate(judgement, 'RFC7643-7-13', uniqueOf(judgement.seen, 'server'));
    judgeCreate(judgement, 'RFC7643-7-15', uniqueOf(judgement.seen, 'global'));
    for (const subject of uniqueOf(judgement.seen, 'server')) {
      const change = judgement.maybe(`change ${nameOf(subject)}`);
      if (change === undefined) {
        judgement.skip('RFC7643-7-14', `no two resources with ${nameOf(subject)} could be created`);
        continue;
      }
      judgement.refused('RFC7643-7-14', change);
      const { path } = subject.attribute;
      const taken: JsonValue | undefined = valueAt(change.request.body, path);
      const got = valueAt(judgement.one(`read ${nameOf(subject)}`).response.body, path);
      const message = `expected another ${path} than ${quote(taken)}, got ${quote(got)}`;
      judgement.check('RFC7643-7-14', got !== taken, message, `read ${nameOf(subject)}`);
    }
    if (uniqueOf(judgement.seen, 'server').length === 0)
      judgement.skip('RFC7643-7-14', 'the target declares no attribute unique on the server');
  },
});

function judgeCreate(judgement: Judgement, requirement: string, subjects: readonly Subject[]): void {
  if (subjects.length === 0) judgement.skip(requirement, 'the target declares no such attribute');
  for (const subject of subjects) {
    const first = judgement.one(`first ${nameOf(subject)}`);
    if (!judgement.founded(first, requirement)) continue;
    judgement.refused(requirement, `second ${nameOf(subject)}`);
  }
}
