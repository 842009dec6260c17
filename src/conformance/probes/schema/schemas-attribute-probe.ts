import type { JsonValue } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  came,
  differences,
  fixedProbe,
  get,
  isText,
  listOf,
  literal,
  member,
  resourcesOf,
  search,
  succeeded,
  textAt,
  valueAt,
  valuesAt,
  without,
  withQuery,
} from '../kit/index.ts';

const FOREIGN = 'urn:example:schemas:2.0:Foreign';
const enterprise: string = schemaUris.enterpriseUser;

function lower(value: JsonValue | undefined): readonly string[] {
  return listOf(value)
    .filter(isText)
    .map((uri) => uri.toLowerCase());
}

/** URIs in `schemas`, in lower case. */
function namedIn(body: JsonValue | undefined): readonly string[] {
  return lower(member(body, 'schemas'));
}

/** What a server makes of a `schemas` attribute that is not as it should be (RFC 7643 section 3). */
export const invalidSchemas = fixedProbe({
  id: 'schema/invalid-schemas',
  title: 'An empty, foreign or repeated schema URI does not come back',
  requirements: ['RFC7643-3-2', 'RFC7643-3-3', 'RFC7643-3-4', 'RFC7643-3.3-1'],
  *stimulate(stage) {
    const base = stage.model('User')!.base.id;
    yield* stage.create('empty', 'User', stage.minimal('User', { schemas: [] }));
    yield* stage.create('foreign', 'User', stage.minimal('User', { schemas: [base, FOREIGN] }));
    yield* stage.create('repeated', 'User', stage.minimal('User', { schemas: [base, base] }));
    if (stage.has('enterprise'))
      yield* stage.create('no base', 'User', stage.minimal('User', { schemas: [enterprise] }));
  },
  judge(judgement) {
    const base = judgement.model('User')!.base.id.toLowerCase();
    const foreign = FOREIGN.toLowerCase();
    const expect = (
      requirement: string,
      label: string,
      holds: (uris: readonly string[]) => boolean,
      expected: string,
    ) => judgement.refusedOr(requirement, label, (body) => holds(namedIn(body)), expected, 'schemas');
    expect('RFC7643-3-2', 'empty', (uris) => uris.length > 0, 'a schemas attribute with a URI');
    expect('RFC7643-3-3', 'foreign', (uris) => !uris.includes(foreign), `no ${FOREIGN}`);
    expect('RFC7643-3-4', 'repeated', (uris) => new Set(uris).size === uris.length, 'each URI once');
    if (judgement.maybe('no base') === undefined)
      judgement.skip('RFC7643-3.3-1', 'users have no extension that could stand alone');
    else expect('RFC7643-3.3-1', 'no base', (uris) => uris.includes(base), `${base} in schemas`);
  },
});

/** The order of `schemas` (RFC 7643 section 3). */
export const schemasInAnyOrder = fixedProbe({
  id: 'schema/schemas-in-any-order',
  title: 'The order of the schemas of a resource makes no difference',
  requirements: ['RFC7643-3-5'],
  needs: ['enterprise'],
  *stimulate(stage) {
    const base = stage.model('User')!.base.id;
    const values = { [enterprise]: { department: 'Tours' } };
    yield* stage.given('User', stage.minimal('User', { schemas: [base, enterprise], ...values }), 'given usual');
    yield* stage.create('reversed', 'User', stage.minimal('User', { schemas: [enterprise, base], ...values }));
  },
  judge(judgement) {
    if (!judgement.succeeds('RFC7643-3-5', 'reversed')) return;
    const [usual, reversed] = ['given usual', 'reversed'].map((label) =>
      without(judgement.one(label).response.body ?? {}, 'id', 'meta', 'userName'),
    );
    const found = differences(usual, reversed);
    const message = `expected the same representation, got ${found[0] ?? 'the same'}`;
    judgement.check('RFC7643-3-5', found.length === 0, message, 'reversed');
  },
});

/** Extensions have a place and a URI of their own (RFC 7643 sections 3 and 3.3). */
export const extensionContainer = fixedProbe({
  id: 'schema/extension-container',
  title: 'The attributes of an extension stand under its URI, and schemas names it',
  requirements: ['RFC7643-3-a', 'RFC7643-3.3-3'],
  needs: ['enterprise'],
  *stimulate(stage) {
    const schemas = [stage.model('User')!.base.id, enterprise];
    const values = { [enterprise]: { employeeNumber: stage.name('number'), department: 'Tours' } };
    const user = yield* stage.given('User', stage.minimal('User', { schemas, ...values }));
    yield get('read', user.path);
    if (stage.has('filter'))
      yield search('list', stage.endpoint('User'), `userName eq ${literal(textAt(user.sent, 'userName')!)}`);
    yield* stage.create('flat', 'User', stage.minimal('User', { schemas, department: 'Tours' }));
  },
  judge(judgement) {
    const given = judgement.one('given User');
    const sent = member(given.request.body, enterprise);
    for (const label of ['given User', 'read', 'list']) {
      const exchange = judgement.maybe(label);
      if (exchange === undefined || !judgement.founded(exchange, 'RFC7643-3-a', 'RFC7643-3.3-3')) continue;
      const body = label === 'list' ? resourcesOf(exchange.response.body)[0] : exchange.response.body;
      if (body === undefined) continue;
      const named = lower(member(body, 'schemas')).includes(enterprise.toLowerCase());
      const schemas = quote(member(body, 'schemas'));
      judgement.check('RFC7643-3-a', named, `expected schemas to name ${enterprise}, got ${schemas}`, exchange);
      const department = valueAt(member(body, enterprise), 'department');
      const outside = ['employeeNumber', 'department'].filter((name) => member(body, name) !== undefined);
      const holds = department === valueAt(sent, 'department') && outside.length === 0;
      const message = `expected department in the container alone, got ${quote(department)} there and ${quote(outside)} outside`;
      judgement.check('RFC7643-3.3-3', holds, message, exchange);
    }
    // On the top level it is an attribute that the base schema does not have.
    const unset = (body: JsonValue): boolean => valuesAt(member(body, enterprise), 'department').length === 0;
    judgement.refusedOr('RFC7643-3.3-3', 'flat', unset, 'no value in the extension', enterprise);
  },
});

/** Common attributes need no URI in `schemas` (RFC 7643 sections 3 and 3.1). */
export const commonAttributes = fixedProbe({
  id: 'schema/common-attributes',
  title: 'Resources of every type have the common attributes',
  requirements: ['RFC7643-3-6', 'RFC7643-3.1-1'],
  *stimulate(stage) {
    for (const name of stage.context.models.keys()) {
      const made = yield* stage.create(
        `create ${name}`,
        name,
        stage.minimal(name, { externalId: stage.name('external') }),
      );
      if (made !== undefined) yield get(`chosen ${name}`, withQuery(made.path, { attributes: 'externalId,meta' }));
    }
    yield get('schemas', '/Schemas');
  },
  judge(judgement) {
    for (const name of judgement.seen.models.keys()) {
      const created = judgement.one(`create ${name}`);
      if (!judgement.founded(created, 'RFC7643-3-6', 'RFC7643-3.1-1')) continue;
      const chosen = judgement.one(`chosen ${name}`);
      for (const exchange of [created, chosen]) {
        const missing = ['id', 'externalId', 'meta'].filter(
          (each) => valuesAt(exchange.response.body, each).length === 0,
        );
        const got = succeeded(exchange) ? `no ${missing.join(', ')}` : came(exchange);
        const message = `expected id, externalId and meta of a ${name}, got ${missing.length === 0 ? 'them' : got}`;
        judgement.check('RFC7643-3-6', missing.length === 0, message, exchange);
        judgement.check('RFC7643-3.1-1', missing.length === 0, message, exchange);
      }
    }
    const schemas = judgement.one('schemas');
    for (const schema of resourcesOf(schemas.response.body)) {
      const missing = ['id', 'meta'].filter((each) => valuesAt(schema, each).length === 0);
      const message = `expected id and meta of schema ${quote(member(schema, 'id'))}, got no ${missing.join(', ')}`;
      judgement.check(
        'RFC7643-3.1-1',
        missing.length === 0,
        missing.length === 0 ? 'nothing is missing' : message,
        schemas,
      );
    }
  },
});
