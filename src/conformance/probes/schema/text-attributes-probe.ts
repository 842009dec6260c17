import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import {
  came,
  fixedProbe,
  get,
  isRefusal,
  isReturned,
  isWritable,
  listOf,
  literal,
  member,
  overlaid,
  patch,
  type PlacedAttribute,
  placedAttributes,
  post,
  put,
  resourcesOf,
  search,
  swapCase,
  textAt,
  valueAt,
  valuesAt,
} from '../kit/index.ts';
import { plainTexts, userWith } from './plain-texts.ts';

/** Without canonical values any text goes (RFC 7643 section 2.2). */
export const anyText = fixedProbe({
  id: 'schema/any-text',
  title: 'A text attribute without canonical values takes any text and keeps it as a string',
  requirements: ['RFC7643-2.2-a'],
  *stimulate(stage) {
    const attributes = plainTexts(stage.model('User'));
    if (attributes.length === 0) return;
    const user = yield* stage.create(
      'create',
      'User',
      userWith(stage, attributes, () => `Text ${stage.random.hex(3)}`),
    );
    if (user !== undefined) yield get('read', user.path);
  },
  judge(judgement) {
    if (!judgement.succeeds('RFC7643-2.2-a', 'create')) return;
    judgement.holds('RFC7643-2.2-a', 'read', asObject(judgement.one('create')));
  },
});

function asObject({ request }: SeenExchange): JsonObject {
  return isJsonObject(request.body) ? request.body : {};
}

/** Text that is not case exact compares without case (RFC 7643 section 2.2, RFC 7644 section 3.4.2.2). */
export const caseInsensitiveText = fixedProbe({
  id: 'schema/case-insensitive-text',
  title: 'A filter finds a text that is not case exact in any case',
  requirements: ['RFC7643-2.2-b'],
  needs: ['filter'],
  *stimulate(stage) {
    const attributes = caseInsensitive(stage.model('User'));
    if (attributes.length === 0) return;
    yield* stage.given(
      'User',
      userWith(stage, attributes, ({ definition }) => stage.name(definition.name.toLowerCase())),
    );
    const sent = yield* stage.given(
      'User',
      userWith(stage, attributes, ({ definition }) => stage.name(definition.name.toLowerCase())),
      'given subject',
    );
    for (const { path } of [...attributes, { path: 'userName' }]) {
      const value = textAt(sent.sent, path)!;
      yield search(`exact ${path}`, stage.endpoint('User'), `${path} eq ${literal(value)}`);
      yield search(`swapped ${path}`, stage.endpoint('User'), `${path} eq ${literal(swapCase(value))}`);
    }
  },
  judge(judgement) {
    const id = textAt(judgement.one('given subject').response.body, 'id');
    const finds = (exchange: SeenExchange): boolean =>
      resourcesOf(exchange.response.body).some((each) => textAt(each, 'id') === id);
    for (const { path } of [...caseInsensitive(judgement.model('User')), { path: 'userName' }]) {
      const exact = judgement.one(`exact ${path}`);
      // Whether the attribute can be filtered by at all is another question.
      if (isRefusal(exact) || !finds(exact)) judgement.skip('RFC7643-2.2-b', `${path} is not found by its exact value`);
      else {
        const swapped = judgement.one(`swapped ${path}`);
        const found = finds(swapped);
        const message = `expected ${path} to match in another case, got ${found ? 'it' : came(swapped)}`;
        judgement.check('RFC7643-2.2-b', found, message, swapped);
      }
    }
  },
});

function caseInsensitive(model: ResourceModel | undefined): readonly PlacedAttribute[] {
  return plainTexts(model).filter(({ definition }) => !definition.caseExact);
}

/** What is readWrite can be changed (RFC 7643 section 2.2). */
export const changeableAttributes = fixedProbe({
  id: 'schema/changeable-attributes',
  title: 'Attributes that are readWrite take a new value by PUT, and by PATCH where that is announced',
  requirements: ['RFC7643-2.2-c'],
  *stimulate(stage) {
    const attributes = plainTexts(stage.model('User'));
    if (attributes.length === 0) return;
    const user = yield* stage.given(
      'User',
      userWith(stage, attributes, () => `Before ${stage.random.hex(3)}`),
    );
    const userName = textAt(user.sent, 'userName')!;
    const changed = { ...userWith(stage, attributes, () => `After ${stage.random.hex(3)}`), userName };
    yield put('replace', user.path, changed);
    yield get('replaced', user.path);
    if (!stage.has('patch')) return;
    const operations = attributes.map(({ path }) => ({ op: 'replace', path, value: `Again ${stage.random.hex(3)}` }));
    yield patch('modify', user.path, operations);
    yield get('modified', user.path);
  },
  judge(judgement) {
    if (judgement.succeeds('RFC7643-2.2-c', 'replace'))
      judgement.holds('RFC7643-2.2-c', 'replaced', asObject(judgement.one('replace')));
    const modify = judgement.maybe('modify');
    if (modify === undefined || !judgement.succeeds('RFC7643-2.2-c', modify)) return;
    for (const operation of listOf(member(modify.request.body, 'Operations')))
      judgement.value('RFC7643-2.2-c', 'modified', textAt(operation, 'path')!, valueAt(operation, 'value')!);
  },
});

/** What is returned by default comes back unasked (RFC 7643 section 2.2). */
export const returnedByDefault = fixedProbe({
  id: 'schema/returned-by-default',
  title: 'What is returned by default is in every representation',
  requirements: ['RFC7643-2.2-d'],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.richUser());
    yield get('read', user.path);
    if (stage.has('filter'))
      yield search('list', stage.endpoint('User'), `userName eq ${literal(textAt(user.sent, 'userName')!)}`);
  },
  judge(judgement) {
    const given = judgement.one('given User');
    const expected = placedAttributes(judgement.model('User')!)
      .filter((each) => isReturned(each) && isWritable(each) && valuesAt(given.request.body, each.path).length > 0)
      .map(({ path }) => path);
    const check = (exchange: SeenExchange, body: JsonObject | undefined): void => {
      const missing = expected.filter((path) => valuesAt(body, path).length === 0);
      const message = `expected every attribute that was given, got no ${missing.join(', ')}`;
      judgement.check(
        'RFC7643-2.2-d',
        missing.length === 0,
        missing.length === 0 ? 'nothing is missing' : message,
        exchange,
      );
    };
    check(given, given.response.body);
    check(judgement.one('read'), judgement.one('read').response.body);
    const list = judgement.maybe('list');
    const [listed] = list === undefined ? [] : resourcesOf(list.response.body);
    if (list !== undefined && listed !== undefined) check(list, listed);
  },
});

/** What is not unique may be shared (RFC 7643 section 2.2). */
export const sharedValues = fixedProbe({
  id: 'schema/shared-values',
  title: 'Two users may have the same value in an attribute without uniqueness',
  requirements: ['RFC7643-2.2-e'],
  *stimulate(stage) {
    const attributes = plainTexts(stage.model('User'));
    if (attributes.length === 0) return;
    const first = yield* stage.given(
      'User',
      userWith(stage, attributes, () => `Shared ${stage.random.hex(3)}`),
    );
    yield post('second', stage.endpoint('User'), overlaid(first.sent, { userName: stage.name('user') }));
  },
  judge(judgement) {
    judgement.succeeds('RFC7643-2.2-e', 'second');
  },
});
