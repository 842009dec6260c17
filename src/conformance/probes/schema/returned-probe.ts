import type { Discovery } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  agrees,
  fixedProbe,
  get,
  isWritable,
  member,
  patch,
  placedAttributes,
  put,
  search,
  literal,
  listOf,
  resourcesOf,
  valueAt,
  valuesAt,
  withQuery,
  textAt,
} from '../kit/index.ts';
import { nameOf, ownValue, resourceWith, type Subject, subjectsWhere } from './subjects.ts';

function returnedOf(discovery: Discovery, returned: 'always' | 'never' | 'request'): readonly Subject[] {
  return subjectsWhere(discovery, (each) => each.definition.returned === returned && isWritable(each));
}

/** Attributes that are always returned (RFC 7643 section 7). */
export const alwaysReturned = fixedProbe({
  id: 'schema/always-returned',
  title: 'What is always returned is returned whatever a client selects or excludes',
  requirements: ['RFC7643-7-d'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    yield get('id', withQuery(user.path, { attributes: 'userName' }));
    yield get('id', withQuery(user.path, { excludedAttributes: 'id' }));
    for (const subject of returnedOf(stage.context, 'always')) {
      const label = nameOf(subject);
      const { path } = subject.attribute;
      const made = yield* stage.create(
        `create ${label}`,
        subject.type,
        resourceWith(stage, subject, ownValue(stage, subject)),
      );
      if (made === undefined) continue;
      yield get(`read ${label}`, withQuery(made.path, { attributes: 'meta' }));
      yield get(`read ${label}`, withQuery(made.path, { excludedAttributes: path }));
    }
  },
  judge(judgement) {
    const id = textAt(judgement.one('given User').response.body, 'id')!;
    for (const exchange of judgement.all('id')) judgement.exactly('RFC7643-7-d', exchange, 'id', id);
    for (const subject of returnedOf(judgement.seen, 'always')) {
      const created = judgement.one(`create ${nameOf(subject)}`);
      const { path } = subject.attribute;
      if (!judgement.founded(created, 'RFC7643-7-d')) continue;
      for (const exchange of judgement.all(`read ${nameOf(subject)}`))
        judgement.value('RFC7643-7-d', exchange, path, valueAt(created.request.body, path)!);
    }
  },
});

/** Attributes that are never returned, besides the password, which has a probe of its own (RFC 7643 section 7). */
export const neverReturned = fixedProbe({
  id: 'schema/never-returned',
  title: 'What is never returned is not returned when it is asked for either',
  requirements: ['RFC7643-7-e', 'RFC7643-7-12'],
  lacks: 'the target declares no such attribute',
  *stimulate(stage) {
    for (const subject of hiddenOf(stage.context)) {
      const label = nameOf(subject);
      const { path } = subject.attribute;
      const made = yield* stage.create(
        `create ${label}`,
        subject.type,
        resourceWith(stage, subject, ownValue(stage, subject)),
      );
      if (made === undefined) continue;
      yield get(`read ${label}`, made.path);
      yield get(`read ${label}`, withQuery(made.path, { attributes: path }));
      yield put(`read ${label}`, withQuery(made.path, { attributes: path }), made.sent);
    }
  },
  judge(judgement) {
    for (const subject of hiddenOf(judgement.seen)) {
      const created = judgement.one(`create ${nameOf(subject)}`);
      if (!judgement.founded(created, 'RFC7643-7-e', 'RFC7643-7-12')) continue;
      for (const exchange of [created, ...judgement.all(`read ${nameOf(subject)}`)]) {
        for (const requirement of ['RFC7643-7-e', 'RFC7643-7-12'])
          judgement.noValue(requirement, exchange, subject.attribute.path);
      }
    }
  },
});

function hiddenOf(discovery: Discovery): readonly Subject[] {
  return subjectsWhere(
    discovery,
    ({ definition }) => definition.returned === 'never' || definition.mutability === 'writeOnly',
  ).filter(({ attribute }) => isWritable(attribute));
}

/** A choice of attributes (RFC 7643 section 7, RFC 7644 section 3.9). */
export const chosenAttributes = fixedProbe({
  id: 'schema/chosen-attributes',
  title: 'Of what is returned by default a client gets what it names',
  requirements: ['RFC7643-7-f'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    yield get('read', withQuery(user.path, { attributes: 'userName' }));
  },
  judge(judgement) {
    if (!judgement.founded('read', 'RFC7643-7-f')) return;
    const read = judgement.one('read');
    const byDefault = placedAttributes(judgement.model('User')!).filter(
      ({ definition, parent, path }) =>
        parent === undefined && definition.returned === 'default' && path.toLowerCase() !== 'username',
    );
    const surplus = [...byDefault.map(({ path }) => path), 'externalId', 'meta'].filter(
      (path) => valuesAt(read.response.body, path).length > 0,
    );
    judgement.check('RFC7643-7-f', surplus.length === 0, `expected userName alone, got ${quote(surplus)} too`, read);
    judgement.value('RFC7643-7-f', read, 'userName', valueAt(judgement.one('given User').request.body, 'userName')!);
  },
});

/** Attributes that are returned on request (RFC 7643 section 7). */
export const returnedOnRequest = fixedProbe({
  id: 'schema/returned-on-request',
  title: 'What is returned on request is returned where the client names it or gives it',
  requirements: ['RFC7643-7-g'],
  lacks: 'the target declares no attribute that is returned on request',
  *stimulate(stage) {
    for (const subject of returnedOf(stage.context, 'request')) {
      const label = nameOf(subject);
      const { path } = subject.attribute;
      const made = yield* stage.create(
        `create ${label}`,
        subject.type,
        resourceWith(stage, subject, ownValue(stage, subject)),
      );
      if (made === undefined) continue;
      yield get(`plain ${label}`, made.path);
      if (stage.has('filter')) yield search(`list ${label}`, stage.endpoint(subject.type), `id eq ${literal(made.id)}`);
      yield get(`asked ${label}`, withQuery(made.path, { attributes: path }));
      yield put(`given ${label} again`, made.path, made.sent);
      const value = ownValue(stage, subject);
      if (stage.has('patch') && subject.attribute.definition.mutability === 'readWrite')
        yield patch(`modify ${label}`, made.path, [{ op: 'replace', path, value }]);
    }
  },
  judge(judgement) {
    for (const subject of returnedOf(judgement.seen, 'request')) {
      const label = nameOf(subject);
      const { path } = subject.attribute;
      const created = judgement.one(`create ${label}`);
      if (!judgement.founded(created, 'RFC7643-7-g')) continue;
      const given = valueAt(created.request.body, path)!;
      judgement.value('RFC7643-7-g', created, path, given);
      judgement.noValue('RFC7643-7-g', `plain ${label}`, path);
      for (const list of judgement.all(`list ${label}`)) {
        const [resource] = resourcesOf(list.response.body);
        const holds = resource !== undefined && valuesAt(resource, path).length === 0;
        if (resource !== undefined)
          judgement.check('RFC7643-7-g', holds, `expected no ${path}, got ${quote(valuesAt(resource, path))}`, list);
      }
      judgement.value('RFC7643-7-g', `asked ${label}`, path, given);
      judgement.value('RFC7643-7-g', `given ${label} again`, path, given);
      const modified = judgement.maybe(`modify ${label}`);
      // A PATCH may be answered without a body.
      if (modified?.response.body === undefined) continue;
      const [operation] = listOf(member(modified.request.body, 'Operations'));
      const [expected, got] = [valueAt(operation, 'value'), valueAt(modified.response.body, path)];
      judgement.check(
        'RFC7643-7-g',
        agrees(expected, got),
        `expected ${path} ${quote(expected)}, got ${quote(got)}`,
        modified,
      );
    }
  },
});
