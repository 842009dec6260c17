import { array, nat } from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../../kernel/index.ts';
import {
  differences,
  fixedProbe,
  generatedProbe,
  get,
  isList,
  member,
  patch,
  type PatchOperation,
  swapCase,
  textAt,
  valuesAt,
  without,
} from '../kit/index.ts';

/** Names of attributes in a request, in any case (RFC 7643 section 2.1). */
export const namesInAnyCase = fixedProbe({
  id: 'schema/names-in-any-case',
  title: 'Attributes are recognised whatever the case of their names',
  requirements: ['RFC7643-2.1-a'],
  *stimulate(stage) {
    const values = without(stage.richUser(), 'schemas');
    const schemas = [stage.model('User')!.base.id];
    const named = (names: readonly string[]): JsonObject =>
      Object.fromEntries(
        names.flatMap((name) => [[name, member(values, name)] as const].filter(([, value]) => value !== undefined)),
      );
    const sent = { schemas, ...renamed(named(['userName', 'name', 'nickName', 'emails'])) };
    const user = yield* stage.create('create', 'User', sent);
    if (user !== undefined) yield get('read', user.path);
  },
  judge(judgement) {
    const created = judgement.one('create');
    if (!judgement.succeeds('RFC7643-2.1-a', created)) return;
    const sent = created.request.body;
    const read = judgement.one('read');
    for (const path of ['userName', 'name.givenName', 'name.familyName', 'nickName', 'emails.value']) {
      const expected = valuesAt(sent, path);
      if (expected.length > 0) judgement.value('RFC7643-2.1-a', read, path, expected);
    }
    const names = Object.keys(read.response.body ?? {}).map((name) => name.toLowerCase());
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    const message = `expected each attribute once, got ${twice === undefined ? 'each once' : `${twice} twice`}`;
    judgement.check('RFC7643-2.1-a', twice === undefined, message, read);
  },
});

/** The object with the case of all member names swapped, at every depth. */
function renamed(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [swapCase(name), renamedValue(each)]));
}

function renamedValue(value: JsonValue | undefined): JsonValue | undefined {
  if (isList(value)) return value.map((each) => renamedValue(each) ?? null);
  return isJsonObject(value) ? renamed(value) : value;
}

/** The order of members (RFC 7643 section 2.3.8): two users that differ in nothing else are created and compared. */
export const membersInAnyOrder = generatedProbe<readonly number[]>({
  id: 'schema/members-in-any-order',
  title: 'The order of attributes in a request makes no difference',
  requirements: ['RFC7643-2.3.8-1'],
  trials: 4,
  // Places of members in their objects, used in turn; shrinking goes towards the order in which they were.
  cases: () => array(nat({ max: 20 }), { minLength: 1, maxLength: 12 }),
  *stimulate(stage, places) {
    yield* stage.given('User', stage.richUser(), 'given user');
    const shuffled = reordered(stage.richUser(), cycle(places));
    const user = yield* stage.create('create', 'User', shuffled);
    if (user === undefined || !stage.has('patch')) return;
    const operation = { value: 'Reordered', path: 'displayName', op: 'replace' } satisfies PatchOperation;
    yield {
      ...patch('modify', user.path, []),
      body: { Operations: [operation], schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] },
    };
    yield get('read', user.path);
  },
  judge(judgement) {
    const [given, created] = [judgement.one('given user'), judgement.one('create')];
    const message = `expected ${given.response.status} as with the usual order, got ${created.response.status}`;
    const same = created.response.status === given.response.status;
    if (!judgement.check('RFC7643-2.3.8-1', same, message, created)) return;
    const found = differences(
      impersonal(given.request.body, given.response.body),
      impersonal(created.request.body, created.response.body),
    );
    const what = found[0] ?? 'the same representation';
    judgement.check('RFC7643-2.3.8-1', found.length === 0, `expected the same representation, got ${what}`, created);
    const modified = judgement.maybe('modify');
    if (modified === undefined || !judgement.succeeds('RFC7643-2.3.8-1', modified)) return;
    judgement.value('RFC7643-2.3.8-1', 'read', 'displayName', 'Reordered');
  },
});

function* cycle(places: readonly number[]): Generator<number, never> {
  for (;;) yield* places;
}

function reordered(value: JsonObject, places: Generator<number, never>): JsonObject {
  const members: [string, JsonValue | undefined][] = [];
  for (const [name, each] of Object.entries(value)) {
    const place = places.next().value % (members.length + 1);
    members.splice(members.length - place, 0, [name, isJsonObject(each) ? reordered(each, places) : each]);
  }
  return Object.fromEntries(members);
}

/** A representation without what is its own, and with one word for the name that was given to it alone. */
function impersonal(sent: JsonValue | undefined, body: JsonObject | undefined): JsonValue | undefined {
  const name = textAt(sent, 'userName') ?? '';
  return parseJson(
    JSON.stringify(without(body ?? {}, 'id', 'meta'))
      .toLowerCase()
      .replaceAll(name.toLowerCase(), 'name'),
  );
}
