import type { Discovery } from '../../probe.ts';
import {
  fixedProbe,
  get,
  isRefusal,
  isReturned,
  isWritable,
  literal,
  resourcesOf,
  search,
  swapCase,
  textAt,
  valueAt,
} from '../kit/index.ts';
import { nameOf, resourceWith, type Subject, subjectsWhere } from './subjects.ts';

function caseExactOf(discovery: Discovery): readonly Subject[] {
  return subjectsWhere(
    discovery,
    (each) =>
      each.definition.caseExact &&
      each.definition.type === 'string' &&
      (each.definition.canonicalValues ?? []).length === 0 &&
      isWritable(each) &&
      isReturned(each),
  );
}

/** Attributes in which case matters (RFC 7643 section 7); `externalId` is one that every target has. */
export const caseExactValues = fixedProbe({
  id: 'schema/case-exact-values',
  title: 'A case-exact attribute keeps the case of its values, and filters heed it',
  requirements: ['RFC7643-7-9', 'RFC7643-7-8'],
  *stimulate(stage) {
    const user = yield* stage.create(
      'externalId',
      'User',
      stage.minimal('User', { externalId: `aBcDeF-${stage.name()}` }),
    );
    if (user !== undefined) {
      yield get('externalId read', user.path);
      if (stage.has('filter'))
        yield search(
          'externalId list',
          stage.endpoint('User'),
          `userName eq ${literal(textAt(user.sent, 'userName')!)}`,
        );
    }
    for (const subject of caseExactOf(stage.context)) {
      const label = nameOf(subject);
      const value = `aBcDeF-${stage.name()}`;
      const made = yield* stage.create(label, subject.type, resourceWith(stage, subject, value));
      if (made === undefined) continue;
      yield get(`${label} read`, made.path);
      if (!stage.has('filter')) continue;
      const { path } = subject.attribute;
      yield search(`${label} exact`, stage.endpoint(subject.type), `${path} eq ${literal(value)}`);
      yield search(`${label} swapped`, stage.endpoint(subject.type), `${path} eq ${literal(swapCase(value))}`);
    }
  },
  judge(judgement) {
    const created = judgement.one('externalId');
    if (judgement.founded(created, 'RFC7643-7-9')) {
      const given = textAt(created.request.body, 'externalId')!;
      for (const label of ['externalId', 'externalId read'])
        judgement.exactly('RFC7643-7-9', label, 'externalId', given);
      for (const list of judgement.all('externalId list')) {
        const got = resourcesOf(list.response.body).map((each) => textAt(each, 'externalId'));
        if (got.length > 0)
          judgement.check('RFC7643-7-9', got.includes(given), `expected ${given}, got ${got.join()}`, list);
      }
    }
    if (caseExactOf(judgement.seen).length === 0)
      judgement.skip('RFC7643-7-8', 'the target declares no case-exact attribute of its own');
    for (const subject of caseExactOf(judgement.seen)) {
      const label = nameOf(subject);
      const { path } = subject.attribute;
      if (!judgement.founded(label, 'RFC7643-7-9', 'RFC7643-7-8')) continue;
      const given = valueAt(judgement.one(label).request.body, path)!;
      for (const each of [label, `${label} read`]) judgement.exactly('RFC7643-7-9', each, path, given);
      const exact = judgement.maybe(`${label} exact`);
      if (exact === undefined || isRefusal(exact) || resourcesOf(exact.response.body).length === 0) {
        judgement.skip('RFC7643-7-8', `${path} is not found by its exact value`);
        continue;
      }
      const swapped = judgement.one(`${label} swapped`);
      const count = resourcesOf(swapped.response.body).length;
      judgement.check('RFC7643-7-8', count === 0, `expected nothing in another case, got ${count} resources`, swapped);
    }
  },
});
