import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  get,
  type Judgement,
  listOf,
  literal,
  member,
  patch,
  pathBelowBase,
  post,
  put,
  textAt,
  valueAt,
  valuesAt,
} from '../kit/index.ts';

function groupsOf(body: JsonObject | undefined, id: string): JsonValue | undefined {
  return listOf(member(body, 'groups')).find((group) => textAt(group, 'value') === id);
}

/** `groups` of a user, which only groups change (RFC 7643 section 4.1.2). */
export const groupsOfUser = fixedProbe({
  id: 'schema/groups-of-user',
  title: 'The groups of a user follow from the members of groups, and from nothing else',
  requirements: ['RFC7643-4.1.2-10', 'RFC7643-4.1.2-11', 'RFC7643-4.1.2-12'],
  needs: ['groups'],
  *stimulate(stage) {
    const user = yield* stage.given('User');
    const outsider = yield* stage.given('User', stage.minimal('User'), 'given outsider');
    const group = yield* stage.given('Group', stage.group([user]));
    const shown = yield get('member', user.path);
    const path = pathBelowBase(valueAt(groupsOf(shown.body, group.id), '$ref'), stage.context.models.values());
    if (path !== undefined) yield get('reference', path);
    const groups = [{ value: group.id }];
    yield put('put groups', outsider.path, { ...outsider.sent, groups });
    if (stage.has('patch')) yield patch('patch groups', outsider.path, [{ op: 'add', path: 'groups', value: groups }]);
    yield get('outsider', outsider.path);
    yield get('group', group.path);
    if (!stage.has('patch')) return;
    yield patch('leave', group.path, [{ op: 'remove', path: `members[value eq ${literal(user.id)}]` }]);
    yield get('left', user.path);
  },
  judge(judgement) {
    const id = textAt(judgement.one('given Group').response.body, 'id')!;
    const own = groupsOf(judgement.one('member').response.body, id);
    // The attribute is optional; that it could be written is judged all the same.
    if (own === undefined) {
      const reason = 'the target does not show the groups of a user';
      for (const requirement of ['RFC7643-4.1.2-10', 'RFC7643-4.1.2-11']) judgement.skip(requirement, reason);
    } else judgeShown(judgement, id, own);
    judgeIgnored(judgement, id);
  },
});

function judgeShown(judgement: Judgement, id: string, own: JsonValue): void {
  const shown = judgement.one('member');
  judgement.check('RFC7643-4.1.2-12', true, `expected group ${quote(id)} of the new member, got it`, shown);
  judgement.check('RFC7643-4.1.2-11', true, `expected the id of the group as value, got ${quote(id)}`, shown);
  const followed = judgement.maybe('reference');
  const reached = followed === undefined ? undefined : textAt(followed.response.body, 'id');
  const reference = quote(valueAt(own, '$ref'));
  const message = `expected $ref ${reference} to lead to the group, got ${quote(reached)}`;
  judgement.check('RFC7643-4.1.2-11', reached === id, message, followed ?? shown);
  const type = valueAt(own, 'type');
  const leave = judgement.maybe('leave');
  if (
    leave === undefined ||
    (type !== undefined && type !== 'direct') ||
    !judgement.founded(leave, 'RFC7643-4.1.2-10')
  ) {
    judgement.skip('RFC7643-4.1.2-10', 'no direct membership could be taken away by PATCH');
    return;
  }
  const left = groupsOf(judgement.one('left').response.body, id);
  const gone = `expected the group to be gone from the user, got ${left === undefined ? 'no such group' : quote(left)}`;
  judgement.check('RFC7643-4.1.2-10', left === undefined, gone, 'left');
}

function judgeIgnored(judgement: Judgement, id: string): void {
  judgement.succeeds('RFC7643-4.1.2-12', 'put groups');
  const outsider = textAt(judgement.one('given outsider').response.body, 'id')!;
  const groups = groupsOf(judgement.one('outsider').response.body, id);
  judgement.check('RFC7643-4.1.2-12', groups === undefined, `expected no group, got ${quote(groups)}`, 'outsider');
  const members = valuesAt(judgement.one('group').response.body, 'members.value');
  const unchanged = !members.includes(outsider);
  judgement.check('RFC7643-4.1.2-12', unchanged, `expected the members unchanged, got ${quote(members)}`, 'group');
}

/** The name of a group (RFC 7643 section 4.2). */
export const groupName = fixedProbe({
  id: 'schema/group-name',
  title: 'No group comes to be without a displayName',
  requirements: ['RFC7643-4.2-1'],
  needs: ['groups'],
  *stimulate(stage) {
    const group = yield* stage.given('Group');
    yield post('absent', stage.endpoint('Group'), stage.minimal('Group', { displayName: undefined }));
    yield put('replace', group.path, stage.minimal('Group', { displayName: undefined }));
  },
  judge(judgement) {
    for (const label of ['absent', 'replace']) judgement.refused('RFC7643-4.2-1', label);
  },
});

/** The manager of a user (RFC 7643 section 4.3). */
export const managerReference = fixedProbe({
  id: 'schema/manager-reference',
  title: 'A manager has the id and the URI of the resource that it is',
  requirements: ['RFC7643-4.3-1', 'RFC7643-4.3-2'],
  needs: ['enterprise'],
  *stimulate(stage) {
    const manager = yield* stage.given('User', stage.minimal('User'), 'given manager');
    const schemas = [stage.model('User')!.base.id, schemaUris.enterpriseUser];
    const values = { [schemaUris.enterpriseUser]: { manager: { value: manager.id } } };
    const user = yield* stage.given('User', stage.minimal('User', { schemas, ...values }));
    const read = yield get('read', user.path);
    const reference = valueAt(read.body, `${schemaUris.enterpriseUser}:manager.$ref`);
    const path = pathBelowBase(reference, stage.context.models.values());
    if (path !== undefined) yield get('reference', path);
  },
  judge(judgement) {
    const id = textAt(judgement.one('given manager').response.body, 'id')!;
    for (const label of ['given User', 'read'])
      judgement.exactly('RFC7643-4.3-1', label, `${schemaUris.enterpriseUser}:manager.value`, id);
    const followed = judgement.maybe('reference');
    const reference = valueAt(judgement.one('read').response.body, `${schemaUris.enterpriseUser}:manager.$ref`);
    const reached = followed === undefined ? undefined : textAt(followed.response.body, 'id');
    const message = `expected $ref to lead to the manager, got ${quote(reference)}, which leads to ${quote(reached)}`;
    judgement.check('RFC7643-4.3-2', reached === id, message, followed ?? 'read');
  },
});
