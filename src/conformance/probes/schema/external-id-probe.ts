import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  literal,
  post,
  put,
  remove,
  resourcePath,
  resourcesOf,
  search,
  swapCase,
  textAt,
} from '../kit/index.ts';

/** `externalId` is what the client makes it (RFC 7643 section 3.1). */
export const externalId = fixedProbe({
  id: 'schema/external-id',
  title: 'externalId has the value that the client gave, or none',
  requirements: ['RFC7643-3.1-9', 'RFC7643-3.1-d', 'RFC7643-3.1-e'],
  *stimulate(stage) {
    const plain = yield* stage.given('User', stage.minimal('User'), 'given plain');
    yield get('plain', plain.path);
    const given = `AbC-${stage.name('external')}`;
    const user = yield* stage.given('User', stage.minimal('User', { externalId: given }));
    yield get('read', user.path);
    yield* stage.create('same', 'User', stage.minimal('User', { externalId: given }));
    yield put('replace', user.path, { ...user.sent, externalId: `XyZ-${stage.name('external')}` });
    yield get('replaced', user.path);
  },
  judge(judgement) {
    for (const label of ['given plain', 'plain']) judgement.noValue('RFC7643-3.1-9', label, 'externalId');
    const given = textAt(judgement.one('given User').request.body, 'externalId')!;
    for (const label of ['given User', 'read']) judgement.exactly('RFC7643-3.1-9', label, 'externalId', given);
    judgement.succeeds('RFC7643-3.1-e', 'same');
    if (!judgement.succeeds('RFC7643-3.1-d', 'replace')) return;
    const changed = textAt(judgement.one('replace').request.body, 'externalId')!;
    judgement.exactly('RFC7643-3.1-d', 'replaced', 'externalId', changed);
  },
});

/** `externalId` is case exact, whatever a schema says of it (RFC 7643 section 3.1). */
export const caseExactExternalId = fixedProbe({
  id: 'schema/case-exact-external-id',
  title: 'A filter finds an externalId in its exact case alone',
  requirements: ['RFC7643-3.1-d', 'RFC7643-3.1-3', 'RFC7643-7-8'],
  needs: ['filter'],
  *stimulate(stage) {
    const given = `AbC-${stage.name('external')}`;
    yield* stage.given('User', stage.minimal('User', { externalId: given }));
    for (const operator of ['eq', 'co', 'sw', 'ew']) {
      yield search(`${operator} exact`, stage.endpoint('User'), `externalId ${operator} ${literal(given)}`);
      yield search(`${operator} swapped`, stage.endpoint('User'), `externalId ${operator} ${literal(swapCase(given))}`);
    }
  },
  judge(judgement) {
    const requirements = ['RFC7643-3.1-d', 'RFC7643-3.1-3', 'RFC7643-7-8'];
    const id = textAt(judgement.one('given User').response.body, 'id');
    for (const operator of ['eq', 'co', 'sw', 'ew']) {
      const exact = judgement.one(`${operator} exact`);
      const matches = resourcesOf(exact.response.body).some((each) => textAt(each, 'id') === id);
      for (const requirement of requirements) {
        // Which operators an attribute supports is another question.
        if (!matches)
          judgement.skip(requirement, `externalId ${operator} with the exact value was answered with ${came(exact)}`);
        else {
          const swapped = judgement.one(`${operator} swapped`);
          const count = resourcesOf(swapped.response.body).length;
          const message = `expected externalId ${operator} in another case to match nothing, got ${count} resources`;
          judgement.check(requirement, count === 0, message, swapped);
        }
      }
    }
  },
});

/** An `externalId` belongs to its provisioning domain (RFC 7643 section 3.1, RFC 7644 section 6). */
export const externalIdOfTenant = fixedProbe({
  id: 'schema/external-id-of-tenant',
  title: 'The externalId of one tenant finds nothing in another',
  requirements: ['RFC7643-3.1-10'],
  needs: ['filter'],
  lacks: 'the target has one tenant only',
  *stimulate(stage) {
    const tenant = stage.otherTenant;
    if (tenant === undefined) return;
    const given = stage.name('external');
    const endpoint = stage.endpoint('User');
    yield* stage.given('User', stage.minimal('User', { externalId: given }));
    const other = yield post('create', endpoint, stage.minimal('User', { externalId: given }), { tenant });
    yield search('here', endpoint, `externalId eq ${literal(given)}`);
    yield search('there', endpoint, `externalId eq ${literal(given)}`, { tenant });
    const id = textAt(other.body, 'id');
    if (id !== undefined) yield remove('delete', resourcePath(endpoint, id), { tenant });
  },
  judge(judgement) {
    if (!judgement.succeeds('RFC7643-3.1-10', 'create')) return;
    for (const [label, created] of [['here', 'given User'] as const, ['there', 'create'] as const]) {
      const exchange = judgement.one(label);
      if (!judgement.founded(exchange, 'RFC7643-3.1-10')) continue;
      const own = textAt(judgement.one(created).response.body, 'id');
      const ids = resourcesOf(exchange.response.body).map((each) => textAt(each, 'id') ?? '');
      const message = `expected ${quote(own)} alone, got ${quote(ids)}`;
      judgement.check('RFC7643-3.1-10', ids.length === 1 && ids[0] === own, message, exchange);
    }
  },
});
