import type { ResourceModel } from '../../../scim/index.ts';
import { fixedProbe, get, overlaid, put, valuesAt, without } from '../kit/index.ts';
import { buildable } from './attribute-choice.ts';
import { forgeable, forged } from './forged-values.ts';

/** Read-only attributes in a PUT (RFC 7644 section 3.5.1). */
export const replaceReadOnly = fixedProbe({
  id: 'resources/replace-read-only',
  title: 'A PUT with other values in read-only attributes succeeds and does not change them',
  requirements: ['RFC7644-3.5.1-6'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      const created = yield* stage.create(`${type}: create`, type, stage.minimal(type));
      if (created === undefined) continue;
      const before = yield get(`${type}: before`, created.path);
      if (before.body === undefined) continue;
      yield put(`${type}: replace`, created.path, overlaid(before.body, forged(model, stage.name('forged'))));
      yield get(`${type}: after`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      if (!judgement.founded(`${type}: create`, 'RFC7644-3.5.1-6')) continue;
      const before = judgement.one(`${type}: before`);
      if (!judgement.founded(before, 'RFC7644-3.5.1-6')) continue;
      if (!judgement.succeeds('RFC7644-3.5.1-6', `${type}: replace`)) continue;
      for (const path of forgeable(model)) {
        judgement.exactly('RFC7644-3.5.1-6', `${type}: after`, path, valuesAt(before.response.body, path));
      }
    }
  },
});

/** Required attributes in a PUT (RFC 7644 section 3.5.1). */
export const replaceRequired = fixedProbe({
  id: 'resources/replace-required',
  title: 'A PUT without a required attribute is refused and changes nothing',
  requirements: ['RFC7644-3.5.1-7'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      const created = yield* stage.create(`${type}: create`, type, stage.minimal(type));
      if (created === undefined) continue;
      yield get(`${type}: before`, created.path);
      for (const name of required(model)) {
        yield put(`${type}: without`, created.path, without(created.sent, name));
      }
      yield get(`${type}: after`, created.path);
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      if (required(model).length === 0) {
        judgement.skip('RFC7644-3.5.1-7', `nothing of a ${type} is required`);
        continue;
      }
      if (!judgement.founded(`${type}: create`, 'RFC7644-3.5.1-7')) continue;
      for (const exchange of judgement.all(`${type}: without`)) judgement.refused('RFC7644-3.5.1-7', exchange);
      judgement.same('RFC7644-3.5.1-7', `${type}: after`, judgement.one(`${type}: before`).response.body);
    }
  },
});

function required({ base }: ResourceModel): readonly string[] {
  return base.attributes
    .filter((each) => each.required && each.mutability === 'readWrite' && each.name.toLowerCase() !== 'schemas')
    .map(({ name }) => name);
}
