import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isRefusal,
  isText,
  type Judgement,
  literal,
  patch,
  put,
  remove,
  resourcePath,
  resourcesOf,
  search,
  swapCase,
  textAt,
  valuesAt,
  withQuery,
} from '../kit/index.ts';

/** The `id` is the server's, once and for all (RFC 7643 section 3.1). */
export const stableId = fixedProbe({
  id: 'schema/stable-id',
  title: 'A resource keeps its id, and no other resource gets it',
  requirements: ['RFC7643-3.1-6', 'RFC7643-3.1-a', 'RFC7643-3.1-7'],
  *stimulate(stage) {
    const chosen = stage.name('chosen');
    yield* stage.create('chosen', 'User', stage.minimal('User', { id: chosen }));
    yield get('chosen read', resourcePath(stage.endpoint('User'), chosen));
    const user = yield* stage.given('User');
    yield get('read', user.path);
    if (stage.has('filter'))
      yield search('list', stage.endpoint('User'), `userName eq ${literal(textAt(user.sent, 'userName')!)}`);
    yield put('replace', user.path, { ...user.sent, id: stage.name('other') });
    if (stage.has('patch')) {
      yield patch('rename', user.path, [{ op: 'replace', path: 'displayName', value: 'Another name' }]);
      yield patch('modify', user.path, [{ op: 'replace', path: 'id', value: stage.name('other') }]);
    }
    yield get('after', user.path);
    yield remove('delete', user.path);
    yield* stage.create('again', 'User', user.sent);
  },
  judge(judgement) {
    const given = judgement.one('given User');
    const id = textAt(given.response.body, 'id')!;
    const chosen = textAt(judgement.one('chosen').request.body, 'id')!;
    judgement.refusedOr(
      'RFC7643-3.1-7',
      'chosen',
      (body) => textAt(body, 'id') !== chosen,
      "an id of the server's own",
    );
    judgement.status('RFC7643-3.1-7', 'chosen read', 404);
    for (const label of ['read', 'replace', 'rename', 'after']) {
      const exchange = judgement.maybe(label);
      const own = exchange === undefined ? undefined : textAt(exchange.response.body, 'id');
      if (exchange === undefined || own === undefined) continue;
      judgement.check('RFC7643-3.1-6', own === id, `expected id ${quote(id)}, got ${quote(own)}`, exchange);
    }
    for (const resource of resourcesOf(judgement.maybe('list')?.response.body)) {
      const own = textAt(resource, 'id');
      judgement.check('RFC7643-3.1-6', own === id, `expected id ${quote(id)}, got ${quote(own)}`, 'list');
    }
    // A server may keep the userName of what was deleted, so that a refusal says nothing.
    const again = textAt(judgement.one('again').response.body, 'id');
    const message = `expected another id for another resource, got ${again === id ? 'the same' : 'another'}`;
    if (again !== undefined) judgement.check('RFC7643-3.1-6', again !== id, message, 'again');
    judgeReadOnly(judgement, id);
  },
});

function judgeReadOnly(judgement: Judgement, id: string): void {
  const replaced = judgement.one('replace');
  if (!isRefusal(replaced)) judgement.exactly('RFC7643-3.1-a', replaced, 'id', id);
  if (judgement.maybe('modify') !== undefined) judgement.refused('RFC7643-3.1-a', 'modify');
  judgement.exactly('RFC7643-3.1-a', 'after', 'id', id);
}

/** The `id` is always there (RFC 7643 section 3.1). */
export const returnedId = fixedProbe({
  id: 'schema/returned-id',
  title: 'The id is returned whatever attributes are chosen',
  requirements: ['RFC7643-3.1-b', 'RFC7643-3.1-4', 'RFC7643-3.1-3'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    for (const parameters of [{ attributes: 'userName' }, { excludedAttributes: 'id' }]) {
      yield get('read', withQuery(user.path, parameters));
      yield get('list', withQuery(stage.endpoint('User'), { ...parameters, count: 5 }));
    }
  },
  judge(judgement) {
    const id = textAt(judgement.one('given User').response.body, 'id')!;
    for (const exchange of judgement.all('read')) {
      for (const requirement of ['RFC7643-3.1-b', 'RFC7643-3.1-4', 'RFC7643-3.1-3'])
        judgement.exactly(requirement, exchange, 'id', id);
    }
    for (const exchange of judgement.all('list')) {
      const resources = resourcesOf(exchange.response.body);
      if (resources.length === 0) continue;
      const without = resources.filter((each) => !isText(valuesAt(each, 'id')[0])).length;
      const message = `expected an id in each resource, got ${without} of ${resources.length} without`;
      for (const requirement of ['RFC7643-3.1-b', 'RFC7643-3.1-4'])
        judgement.check(requirement, without === 0, message, exchange);
    }
  },
});

/** The `id` is case exact (RFC 7643 section 3.1). */
export const caseExactId = fixedProbe({
  id: 'schema/case-exact-id',
  title: 'An id in another case names no resource',
  requirements: ['RFC7643-3.1-c'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const swapped = swapCase(user.id);
    if (swapped === user.id) return;
    yield get('read', resourcePath(stage.endpoint('User'), swapped));
    if (!stage.has('filter')) return;
    yield search('exact', stage.endpoint('User'), `id eq ${literal(user.id)}`);
    yield search('swapped', stage.endpoint('User'), `id eq ${literal(swapped)}`);
  },
  judge(judgement) {
    const read = judgement.maybe('read');
    if (read === undefined) {
      judgement.skip('RFC7643-3.1-c', 'the id has no letters');
      return;
    }
    judgement.status('RFC7643-3.1-c', read, 404);
    const exact = judgement.maybe('exact');
    if (exact === undefined || resourcesOf(exact.response.body).length === 0) return;
    const swapped = judgement.one('swapped');
    const count = resourcesOf(swapped.response.body).length;
    judgement.check('RFC7643-3.1-c', count === 0, `expected no resource, got ${came(swapped)} with ${count}`, swapped);
  },
});
