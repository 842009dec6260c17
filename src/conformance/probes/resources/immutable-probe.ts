import {
  fixedProbe,
  fragmentAt,
  get,
  immutableTexts,
  keyword,
  optionalImmutableTexts,
  overlaid,
  patch,
  put,
  valueAt,
} from '../kit/index.ts';
import { buildable } from './attribute-choice.ts';

/** Immutable attributes in a PUT and in a PATCH (RFC 7644 sections 3.5.1 and 3.12). */
export const immutableAttributes = fixedProbe({
  id: 'resources/immutable',
  title: 'An immutable attribute that has a value keeps it',
  requirements: ['RFC7644-3.5.1-4', 'RFC7644-3.12-n'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      for (const each of immutableTexts(model)) {
        const first = stage.name('first');
        const label = `${type}.${each.path}`;
        const body = overlaid(stage.minimal(type), fragmentAt(each, first));
        const created = yield* stage.create(`${label}: create`, type, body);
        if (created === undefined) continue;
        const another = stage.name('another');
        yield put(`${label}: same`, created.path, created.sent);
        yield put(`${label}: another`, created.path, overlaid(created.sent, fragmentAt(each, another)));
        if (stage.has('patch'))
          yield patch(`${label}: modify`, created.path, [{ op: 'replace', path: each.path, value: another }]);
        yield get(`${label}: after`, created.path);
      }
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      for (const each of immutableTexts(model)) {
        const label = `${type}.${each.path}`;
        const created = judgement.one(`${label}: create`);
        if (!judgement.founded(created, 'RFC7644-3.5.1-4', 'RFC7644-3.12-n')) continue;
        judgement.status('RFC7644-3.5.1-4', `${label}: same`, 200);
        const value = valueAt(created.request.body, each.path)!;
        judgement.value('RFC7644-3.5.1-4', `${label}: after`, each.path, value);
        keyword(judgement, 'RFC7644-3.12-n', `${label}: another`, 'mutability');
        const modify = judgement.maybe(`${label}: modify`);
        if (modify !== undefined) keyword(judgement, 'RFC7644-3.12-n', modify, 'mutability');
      }
    }
  },
});

/** Immutable attributes without a value in a PUT (RFC 7644 section 3.5.1). */
export const immutableWithoutValue = fixedProbe({
  id: 'resources/immutable-without-value',
  title: 'A PUT gives a value to an immutable attribute that has none',
  requirements: ['RFC7644-3.5.1-5'],
  *stimulate(stage) {
    for (const [type, model] of buildable(stage.context.models)) {
      for (const each of optionalImmutableTexts(model)) {
        const label = `${type}.${each.path}`;
        const created = yield* stage.create(`${label}: create`, type, stage.minimal(type));
        if (created === undefined) continue;
        yield put(`${label}: set`, created.path, overlaid(created.sent, fragmentAt(each, stage.name('first'))));
        yield get(`${label}: after`, created.path);
      }
    }
  },
  judge(judgement) {
    for (const [type, model] of buildable(judgement.seen.models)) {
      for (const each of optionalImmutableTexts(model)) {
        const label = `${type}.${each.path}`;
        const created = judgement.one(`${label}: create`);
        if (!judgement.founded(created, 'RFC7644-3.5.1-5')) continue;
        if (valueAt(created.response.body, each.path) !== undefined) {
          judgement.skip('RFC7644-3.5.1-5', `${each.path} got a value from the server`);
          continue;
        }
        const set = judgement.one(`${label}: set`);
        if (judgement.status('RFC7644-3.5.1-5', set, 200))
          judgement.value('RFC7644-3.5.1-5', `${label}: after`, each.path, valueAt(set.request.body, each.path)!);
      }
    }
  },
});
