import { messageUris } from '../../../scim/index.ts';
import type { ProbeRequest, SeenExchange } from '../../probe.ts';
import {
  fixedProbe,
  get,
  type Judgement,
  literal,
  patch,
  post,
  put,
  remove,
  resourcesOf,
  search,
  type Stage,
  textAt,
} from '../kit/index.ts';
import { buildable } from './attribute-choice.ts';

/** DELETE of a resource of each type, and every operation on it afterwards (RFC 7644 section 3.6). */
export const deleteResources = fixedProbe({
  id: 'resources/delete',
  title: 'A resource of each type is deleted, and every operation on it finds nothing from then on',
  requirements: ['RFC7644-3.6-5', 'RFC7644-3.6-1'],
  *stimulate(stage) {
    for (const [type] of buildable(stage.context.models)) {
      const created = yield* stage.create(`${type}: create`, type, stage.minimal(type));
      if (created === undefined) continue;
      yield remove(`${type}: delete`, created.path);
      yield get(`${type}: gone`, created.path);
      yield put(`${type}: gone`, created.path, created.sent);
      if (stage.has('patch')) {
        yield patch(`${type}: gone`, created.path, [{ op: 'replace', path: 'externalId', value: stage.name() }]);
      }
      yield remove(`${type}: gone`, created.path);
    }
  },
  judge(judgement) {
    for (const [type] of buildable(judgement.seen.models)) {
      if (!judgement.founded(`${type}: create`, ...deleteResources.requirements)) continue;
      const deleted = judgement.one(`${type}: delete`);
      if (!judgement.founded(deleted, ...deleteResources.requirements)) continue;
      const empty = deleted.response.text === '';
      if (judgement.status('RFC7644-3.6-5', deleted, 204))
        judgement.check('RFC7644-3.6-5', empty, 'expected no body with 204, got one', deleted);
      for (const exchange of judgement.all(`${type}: gone`)) judgement.status('RFC7644-3.6-1', exchange, 404);
    }
  },
});

/** Queries after a DELETE (RFC 7644 section 3.6). */
export const deletedInQueries = fixedProbe({
  id: 'resources/deleted-in-queries',
  title: 'A deleted resource is in no query result any more',
  requirements: ['RFC7644-3.6-2'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const userName = textAt(user.sent, 'userName')!;
    for (const request of queries(stage, 'before', user.id, userName)) yield request;
    yield* stage.prepare(remove('delete', user.path));
    for (const request of queries(stage, 'after', user.id, userName)) yield request;
  },
  judge(judgement) {
    const id = textAt(judgement.one('given User').response.body, 'id')!;
    const [before, after] = [judgement.all('before'), judgement.all('after')];
    let asked = false;
    for (const [index, exchange] of after.entries()) {
      // What does not show the resource while it is there shows nothing by leaving it out.
      if (!contains(before[index]!, id) || !judgement.founded(exchange, 'RFC7644-3.6-2')) continue;
      asked = true;
      const found = contains(exchange, id);
      const message = found ? 'expected the deleted user no more, got it' : 'the deleted user is gone';
      judgement.check('RFC7644-3.6-2', !found, message, exchange);
    }
    if (!asked) judgement.skip('RFC7644-3.6-2', 'no query found the user before it was deleted');
  },
});

function queries(stage: Stage, label: string, id: string, userName: string): readonly ProbeRequest[] {
  const endpoint = stage.endpoint('User');
  const filters = [`id eq ${literal(id)}`, `userName eq ${literal(userName)}`];
  const filtered = stage.has('filter') ? filters.map((filter) => search(label, endpoint, filter)) : [];
  const message = { schemas: [messageUris.searchRequest], ...(stage.has('filter') ? { filter: filters[0] } : {}) };
  return [get(label, endpoint), ...filtered, post(label, `${endpoint}/.search`, message)];
}

function contains({ response }: SeenExchange, id: string): boolean {
  return resourcesOf(response.body).some((each) => textAt(each, 'id') === id);
}

/** Conflicts with what was deleted (RFC 7644 section 3.6). */
export const deletedInConflicts = fixedProbe({
  id: 'resources/deleted-in-conflicts',
  title: 'The userName of a deleted user can be given away again',
  requirements: ['RFC7644-3.6-3', 'RFC7644-3.6-4'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const first = yield* stage.given('User', stage.minimal('User'), 'given first');
    const other = yield* stage.given('User', stage.minimal('User'), 'given other');
    const second = yield* stage.given('User', stage.minimal('User'), 'given second');
    yield* stage.prepare(remove('delete first', first.path));
    yield put('take over', other.path, { ...other.sent, userName: textAt(first.sent, 'userName')! });
    yield* stage.prepare(remove('delete second', second.path));
    yield post('create again', endpoint, second.sent);
  },
  judge(judgement) {
    judgeNoConflict(judgement, 'RFC7644-3.6-3', 'take over');
    const again = judgement.one('create again');
    if (!judgeNoConflict(judgement, 'RFC7644-3.6-4', again)) return;
    const former = textAt(judgement.one('given second').response.body, 'id');
    const id = textAt(again.response.body, 'id');
    const message = id === former ? 'expected an id of its own, got that of the deleted user' : 'the id is a new one';
    judgement.check('RFC7644-3.6-4', id !== former, message, again);
  },
});

function judgeNoConflict(judgement: Judgement, requirement: string, which: SeenExchange | string): boolean {
  const exchange = judgement.one(which);
  if (exchange.response.status === 409) return judgement.succeeds(requirement, exchange);
  return judgement.founded(exchange, requirement) && judgement.succeeds(requirement, exchange);
}
