import type { JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  came,
  differences,
  fixedProbe,
  get,
  isNotOffered,
  type Judgement,
  listOf,
  member,
  resourcesOf,
  sameValue,
  succeeded,
  textAt,
  valueAt,
  valuesAt,
  without,
  withQuery,
} from '../kit/index.ts';
import type { SeenExchange } from '../../probe.ts';

export const discoveryLists = fixedProbe({
  id: 'discovery/lists',
  title: 'Resource types and schemas come as lists, whole and whatever the query asks for',
  requirements: ['RFC7644-4-2', 'RFC7644-4-3', 'RFC7644-4-4', 'RFC7644-4-5', 'RFC7643-6-6', 'RFC7643-6-8'],
  *stimulate() {
    yield get('types', '/ResourceTypes');
    yield get('schemas', '/Schemas');
    const parameters = { startIndex: 2, count: 1, sortBy: 'name', sortOrder: 'descending' };
    yield get('paged types', withQuery('/ResourceTypes', parameters));
    yield get('paged schemas', withQuery('/Schemas', parameters));
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas'])
      yield get('filtered', withQuery(path, { filter: 'name eq "User"' }));
  },
  judge(judgement) {
    judgeLists(judgement);
    judgeParameters(judgement);
    for (const exchange of judgement.all('filtered')) {
      // What is not there at all cannot refuse a filter.
      if (exchange.response.status !== 404) judgement.status('RFC7644-4-5', exchange, 403);
    }
    judgeNamedSchemas(judgement);
  },
});

function judgeLists(judgement: Judgement): void {
  for (const label of ['types', 'schemas']) {
    const asked = judgement.one(label);
    const { status, body } = asked.response;
    const uris = valuesAt(body, 'schemas');
    const list = uris.includes(messageUris.listResponse) && Array.isArray(member(body, 'Resources'));
    const counted = Number.isInteger(member(body, 'totalResults'));
    const message = `expected a ListResponse with totalResults and Resources, got ${status} with schemas ${quote(uris)}`;
    judgement.check('RFC7644-4-3', status === 200 && list && counted, message, asked);
  }
  const schemas = judgement.one('schemas');
  const total = valueAt(schemas.response.body, 'totalResults');
  const length = resourcesOf(schemas.response.body).length;
  const whole = schemas.response.status === 200 && total === length;
  const message = `expected 200 with as many Resources as totalResults, got ${came(schemas)} with ${length} of ${quote(total)}`;
  judgement.check('RFC7644-4-2', whole, message, schemas);
}

function judgeParameters(judgement: Judgement): void {
  for (const label of ['types', 'schemas']) {
    const plain = judgement.one(label);
    const paged = judgement.one(`paged ${label}`);
    if (!judgement.founded(plain, 'RFC7644-4-4')) continue;
    const expected = resourcesOf(plain.response.body);
    if (expected.length < 2) {
      judgement.skip('RFC7644-4-4', `there are too few ${label} to tell`);
      continue;
    }
    const got = resourcesOf(paged.response.body);
    const holds = succeeded(paged) && sameValue(expected, got);
    const message = `expected the same ${expected.length} resources as without parameters, got ${came(paged)} with ${got.length}`;
    judgement.check('RFC7644-4-4', holds, message, paged);
  }
}

function judgeNamedSchemas(judgement: Judgement): void {
  const [types, schemas] = [judgement.one('types'), judgement.one('schemas')];
  if (
    !judgement.founded(types, 'RFC7643-6-6', 'RFC7643-6-8') ||
    !judgement.founded(schemas, 'RFC7643-6-6', 'RFC7643-6-8')
  )
    return;
  const published = new Set(resourcesOf(schemas.response.body).map((schema) => textAt(schema, 'id')?.toLowerCase()));
  const expect = (requirement: string, type: JsonObject, uri: string | undefined): boolean => {
    const found = uri !== undefined && published.has(uri.toLowerCase());
    const message = `expected /Schemas to have ${quote(uri)} of type ${quote(textAt(type, 'name'))}, got ${found ? 'it' : 'none such'}`;
    judgement.check('RFC7644-4-2', found, message, schemas);
    return judgement.check(requirement, found, message, schemas);
  };
  let extensions = 0;
  for (const type of resourcesOf(types.response.body)) {
    expect('RFC7643-6-6', type, textAt(type, 'schema'));
    for (const extension of listOf(member(type, 'schemaExtensions'))) {
      extensions += 1;
      expect('RFC7643-6-8', type, textAt(extension, 'schema'));
    }
  }
  if (extensions === 0) judgement.skip('RFC7643-6-8', 'no resource type has an extension');
}

export const discoveryResources = fixedProbe({
  id: 'discovery/resources',
  title: 'Each schema and each resource type is found by itself',
  requirements: ['RFC7644-4-a', 'RFC7644-4-b', 'RFC7643-6-6', 'RFC7643-6-8', 'RFC7643-7-3'],
  *stimulate() {
    const types = yield get('types', '/ResourceTypes');
    for (const type of resourcesOf(types.body)) yield get('type', `/ResourceTypes/${nameInPath(type)}`);
    const schemas = yield get('schemas', '/Schemas');
    for (const schema of resourcesOf(schemas.body)) yield get('schema', `/Schemas/${textAt(schema, 'id') ?? ''}`);
  },
  judge(judgement) {
    judgeEach(judgement, 'types', 'type', 'RFC7644-4-b', nameInPath);
    const single = judgeEach(judgement, 'schemas', 'schema', 'RFC7644-4-a', idOf);
    judgeIds(judgement, single);
    judgeReachable(judgement, single);
  },
});

function idOf(schema: JsonObject): string {
  return textAt(schema, 'id') ?? '';
}

/** The identifier of a resource type is optional (RFC 7643 section 6); its name takes its place. */
function nameInPath(type: JsonObject): string {
  return encodeURIComponent(textAt(type, 'id') ?? textAt(type, 'name') ?? '');
}

function judgeEach(
  judgement: Judgement,
  list: 'types' | 'schemas',
  label: string,
  requirement: string,
  identify: (resource: JsonObject) => string,
): readonly SeenExchange[] {
  const asked = judgement.one(list);
  const elements = resourcesOf(asked.response.body);
  if (!judgement.founded(asked, requirement)) return [];
  if (elements.length === 0) judgement.skip(requirement, `no ${label} is listed`);
  const single = judgement.all(label);
  for (const element of elements) {
    const id = identify(element);
    const exchange = single.find(({ request }) => request.path.endsWith(`/${id}`))!;
    const { status, body } = exchange.response;
    const found = body === undefined ? [] : differences(without(element, 'meta'), without(body, 'meta'));
    const same = status === 200 && body !== undefined && found.length === 0;
    const message = same
      ? 'it equals its element in the list'
      : (found[0] ?? `expected the object, got ${came(exchange)}`);
    judgement.check(requirement, same, message, exchange);
  }
  return single;
}

function judgeIds(judgement: Judgement, single: readonly SeenExchange[]): void {
  if (single.length === 0) judgement.skip('RFC7643-7-3', 'no schema is listed');
  for (const exchange of single.filter(succeeded)) {
    const asked = exchange.request.path.slice('/Schemas/'.length);
    const id = textAt(exchange.response.body, 'id');
    judgement.check('RFC7643-7-3', id === asked, `expected id ${quote(asked)}, got ${quote(id)}`, exchange);
  }
  if (single.length > 0 && !single.some(succeeded)) judgement.skip('RFC7643-7-3', 'no schema is found by its id');
}

function judgeReachable(judgement: Judgement, single: readonly SeenExchange[]): void {
  const types = judgement.one('types');
  if (!judgement.founded(types, 'RFC7643-6-6', 'RFC7643-6-8')) return;
  const all = resourcesOf(types.response.body);
  const extensions = all.flatMap((type) => listOf(member(type, 'schemaExtensions')));
  for (const [requirement, owners] of [['RFC7643-6-6', all] as const, ['RFC7643-6-8', extensions] as const]) {
    const uris = owners.flatMap((owner) => textAt(owner, 'schema') ?? []);
    const reached = uris.flatMap((uri) => single.find(({ request }) => request.path.endsWith(`/${uri}`)) ?? []);
    for (const exchange of reached) judgement.status(requirement, exchange, 200);
    // One that the list lacks is judged where the lists are.
    if (reached.length === 0) judgement.skip(requirement, 'no resource type names a schema that is listed');
  }
}

export const typeEndpoints = fixedProbe({
  id: 'discovery/type-endpoints',
  title: 'The endpoint of each resource type answers',
  requirements: ['RFC7643-6-a', 'RFC7644-3.2-2'],
  *stimulate(stage) {
    yield get('types', '/ResourceTypes');
    for (const { type } of stage.context.models.values()) yield get('endpoint', withQuery(type.endpoint, { count: 1 }));
    yield get('conventional', withQuery('/Users', { count: 1 }));
    yield get('conventional', withQuery('/Groups', { count: 1 }));
  },
  judge(judgement) {
    for (const exchange of judgement.all('endpoint')) {
      const list = valuesAt(exchange.response.body, 'schemas').includes(messageUris.listResponse);
      const { status } = exchange.response;
      // A provider may refuse to list a type; only the endpoint itself has to be there.
      if (status !== 404 && isNotOffered(exchange))
        judgement.skip('RFC7643-6-a', `listing was answered with ${status}`);
      else
        judgement.check(
          'RFC7643-6-a',
          status === 200 && list,
          `expected 200 with a ListResponse, got ${status}`,
          exchange,
        );
    }
    const types = judgement.one('types');
    const listed = resourcesOf(types.response.body).map((type) => textAt(type, 'endpoint')?.replace(/^\//u, ''));
    for (const exchange of judgement.all('conventional')) {
      const endpoint = exchange.request.path.split('?')[0]!.slice(1);
      if (exchange.response.status !== 200) continue;
      const message = `expected /ResourceTypes to list ${quote(endpoint)}, got ${quote(listed.map(String))}`;
      judgement.check('RFC7644-3.2-2', succeeded(types) && listed.includes(endpoint), message, types);
    }
    if (judgement.all('conventional').every(({ response }) => response.status !== 200))
      judgement.skip('RFC7644-3.2-2', 'neither /Users nor /Groups answers');
  },
});
