import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isText,
  type Judgement,
  listOf,
  member,
  pathBelowBase,
  post,
  remove,
  type Stage,
  textAt,
  valueAt,
} from '../kit/index.ts';
import type { Stimulus } from '../../probe.ts';

/** References to anything on the web (RFC 7643 section 2.3.7). */
export const externalReferences = fixedProbe({
  id: 'schema/external-references',
  title: 'A reference keeps its case, and what is no URI is none',
  requirements: ['RFC7643-2.3.7-a', 'RFC7643-2.3.7-1'],
  *stimulate(stage) {
    if (!hasProfileUrl(stage)) return;
    const given = `https://example.com/CaseD/${stage.random.hex(3)}/Path?Q=aB`;
    const user = yield* stage.create('create', 'User', stage.minimal('User', { profileUrl: given }));
    if (user !== undefined) yield get('read', user.path);
    yield* stage.create('invalid', 'User', stage.minimal('User', { profileUrl: 'ht tp://%%' }));
  },
  judge(judgement) {
    judgement.refusedOr(
      'RFC7643-2.3.7-1',
      'invalid',
      (body) => valueAt(body, 'profileUrl') !== 'ht tp://%%',
      'no profileUrl that is no URI',
      'profileUrl',
    );
    if (!judgement.founded('create', 'RFC7643-2.3.7-a')) return;
    const given = valueAt(judgement.one('create').request.body, 'profileUrl')!;
    judgement.exactly('RFC7643-2.3.7-a', 'read', 'profileUrl', given);
  },
});

function hasProfileUrl(stage: Stage): boolean {
  const profileUrl = stage.model('User')?.attributes.get('profileurl');
  return profileUrl?.type === 'reference' && profileUrl.returned === 'default';
}

/** References to resources of the target, as it gives them (RFC 7643 section 2.3.7). */
export const resourceReferences = fixedProbe({
  id: 'schema/resource-references',
  title: 'References to resources lead to them',
  requirements: ['RFC7643-2.3.7-4', 'RFC7643-3.1-g'],
  *stimulate(stage) {
    const manager = yield* stage.given('User', stage.minimal('User'), 'given manager');
    const body = stage.has('enterprise') ? managed(stage, manager.id) : stage.minimal('User');
    const user = yield* stage.given('User', body, 'given user');
    const group = stage.has('groups') ? yield* stage.given('Group', stage.group([user])) : undefined;
    const read = yield get('read', user.path);
    const seen = [manager.resource, user.resource, group?.resource, read.body];
    for (const { reference, location } of seen.flatMap(referencesOf)) {
      const path = pathBelowBase(reference, stage.context.models.values());
      if (path !== undefined) yield get(location ? 'location' : 'reference', path);
    }
    if (group !== undefined) yield remove('delete group', group.path);
    const gone = pathBelowBase(valueAt(group?.resource, 'meta.location'), stage.context.models.values());
    if (gone !== undefined) yield get('gone', gone);
  },
  judge(judgement) {
    judgeReferences(judgement, 'RFC7643-2.3.7-4', 'reference');
    judgeReferences(judgement, 'RFC7643-2.3.7-4', 'location');
    judgeReferences(judgement, 'RFC7643-3.1-g', 'location');
    const gone = judgement.maybe('gone');
    if (gone !== undefined && judgement.founded('delete group', 'RFC7643-2.3.7-4'))
      judgement.status('RFC7643-2.3.7-4', gone, 404, 410);
  },
});

function judgeReferences(judgement: Judgement, requirement: string, label: string): void {
  const found = judgement.all(label);
  if (found.length === 0) judgement.skip(requirement, `no ${label} of a resource was returned`);
  for (const exchange of found) {
    const expected = decodeURIComponent(exchange.request.path.split('/').at(-1)!);
    const id = textAt(exchange.response.body, 'id');
    const holds = exchange.response.status === 200 && id === expected;
    const message = `expected the resource ${quote(expected)}, got ${came(exchange)} with id ${quote(id)}`;
    judgement.check(requirement, holds, message, exchange);
  }
}

function managed(stage: Stage, manager: string): JsonObject {
  return stage.minimal('User', {
    schemas: [stage.model('User')!.base.id, schemaUris.enterpriseUser],
    [schemaUris.enterpriseUser]: { manager: { value: manager } },
  });
}

/** `meta.location` and every `$ref` that a resource holds. */
function referencesOf(resource: JsonObject | undefined): { reference: JsonValue; location: boolean }[] {
  const complex = Object.values(resource ?? {}).flatMap(listOf);
  const inside = [...complex, ...complex.flatMap((value) => listOf(member(value, 'manager')))];
  const location = valueAt(resource, 'meta.location');
  return [
    ...(location === undefined ? [] : [{ reference: location, location: true }]),
    ...inside.flatMap((value) => listOf(member(value, '$ref'))).map((reference) => ({ reference, location: false })),
  ];
}

/** A relative reference in a request (RFC 7643 section 2.3.7). */
export const relativeReferences = fixedProbe({
  id: 'schema/relative-references',
  title: 'A relative reference is one below the base URI',
  requirements: ['RFC7643-2.3.7-2'],
  needs: ['groups'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const endpoint = stage.endpoint('User').replace(/^\//u, '');
    const members = [{ value: user.id, $ref: `${endpoint}/${user.id}` }];
    yield* follow(stage, yield post('create', stage.endpoint('Group'), stage.minimal('Group', { members })));
  },
  judge(judgement) {
    const created = judgement.one('create');
    const followed = judgement.maybe('follow');
    if (!judgement.founded(created, 'RFC7643-2.3.7-2')) return;
    const reference = valueAt(created.response.body, 'members.$ref');
    if (reference === undefined) {
      judgement.skip('RFC7643-2.3.7-2', 'the target returns no reference to a member');
      return;
    }
    const expected = textAt(judgement.one('given User').response.body, 'id');
    const id = followed === undefined ? undefined : textAt(followed.response.body, 'id');
    const message = `expected ${quote(reference)} to lead to ${quote(expected)}, got ${quote(id)}`;
    judgement.check('RFC7643-2.3.7-2', isText(id) && id === expected, message, followed ?? created);
  },
});

function* follow(stage: Stage, response: SeenExchange['response']): Stimulus {
  const path = pathBelowBase(valueAt(response.body, 'members.$ref'), stage.context.models.values());
  if (path !== undefined) yield get('follow', path);
}
