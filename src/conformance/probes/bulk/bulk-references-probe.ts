import type { JsonObject } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import type { SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, type Stage, succeeded, valuesAt } from '../kit/index.ts';
import { bulk, createdPath, creating, isFailure, isSuccess, outcomeOf, outcomesOf, targetOf } from './bulk-job.ts';

/** A job that creates resources of which one refers to another, as in the examples of RFC 7644 section 3.7.2. */
interface ReferenceJob {
  readonly title: string;
  /** By `bulkId`, in the order in which they are created. */
  readonly operations: (stage: Stage) => readonly JsonObject[];
  /** Which resource refers to which by which attribute. */
  readonly references: readonly { readonly from: string; readonly to: string; readonly path: string }[];
}

function user(stage: Stage): JsonObject {
  return creating('user', stage.endpoint('User'), stage.minimal('User'));
}

function group(stage: Stage, bulkId: string, member: string): JsonObject {
  const data = stage.minimal('Group', { members: [{ value: `bulkId:${member}` }] });
  return creating(bulkId, stage.endpoint('Group'), data);
}

const members = 'members.value';
const manager = `${schemaUris.enterpriseUser}:manager.value`;

const inMembers: ReferenceJob = {
  title: 'member created before',
  operations: (stage) => [user(stage), group(stage, 'group', 'user')],
  references: [{ from: 'group', to: 'user', path: members }],
};

const ahead: ReferenceJob = {
  ...inMembers,
  title: 'member created after',
  operations: (stage) => [group(stage, 'group', 'user'), user(stage)],
};

const inExtension: ReferenceJob = {
  title: 'manager',
  operations: (stage) => [
    user(stage),
    creating('report', stage.endpoint('User'), {
      ...stage.minimal('User', { schemas: [schemaUris.user, schemaUris.enterpriseUser] }),
      [schemaUris.enterpriseUser]: { manager: { value: 'bulkId:user' } },
    }),
  ],
  references: [{ from: 'report', to: 'user', path: manager }],
};

const circle: ReferenceJob = {
  title: 'groups in each other',
  operations: (stage) => [group(stage, 'left', 'right'), group(stage, 'right', 'left')],
  references: [
    { from: 'left', to: 'right', path: members },
    { from: 'right', to: 'left', path: members },
  ],
};

function* run(stage: Stage, { title, operations, references }: ReferenceJob): Stimulus {
  const response = yield bulk(title, operations(stage));
  for (const { from } of references) {
    const path = createdPath(response.body, from, stage.context);
    if (path !== undefined) yield get(`${title}: read ${from}`, path);
  }
}

/** References among members (RFC 7644 section 3.7.2). */
export const memberReferences = fixedProbe({
  id: 'bulk/member-references',
  title: 'A member named by its bulkId becomes the one that was created under it',
  needs: ['bulk', 'groups'],
  requirements: ['RFC7644-3.7.2-1'],
  *stimulate(stage) {
    // That a user can be a member at all.
    yield* stage.given('Group', stage.group([yield* stage.given('User')]));
    yield* run(stage, inMembers);
    yield* run(stage, ahead);
  },
  judge(judgement) {
    if (!judgement.founded(inMembers.title, 'RFC7644-3.7.2-1')) return;
    judgeJob(judgement, 'RFC7644-3.7.2-1', inMembers);
    // Who refers ahead counts on another order than that of the request; a refusal of that is not a wrong reference.
    const later = judgement.one(ahead.title);
    if (!succeeded(later) || isFailure(outcomeOf(judgement, later, 'group').status)) return;
    judgeJob(judgement, 'RFC7644-3.7.2-1', ahead);
  },
});

/** References in extensions (RFC 7644 section 3.7.2). */
export const extensionReferences = fixedProbe({
  id: 'bulk/extension-references',
  title: 'A manager named by a bulkId becomes the user that was created under it',
  needs: ['bulk', 'enterprise'],
  requirements: ['RFC7644-3.7.2-2'],
  lacks: 'the target has no manager of users',
  *stimulate(stage) {
    if (!hasManager(stage)) return;
    yield* run(stage, inExtension);
  },
  judge(judgement) {
    if (!judgement.founded(inExtension.title, 'RFC7644-3.7.2-2')) return;
    judgeJob(judgement, 'RFC7644-3.7.2-2', inExtension);
  },
});

function hasManager(stage: Stage): boolean {
  const attributes = stage.model('User')?.extensionAttributes.get(schemaUris.enterpriseUser.toLowerCase());
  return attributes?.get('manager')?.subAttributes?.some(({ name }) => name === 'value') === true;
}

/** Circles (RFC 7644 section 3.7.1). */
export const circularReferences = fixedProbe({
  id: 'bulk/circular-references',
  title: 'Resources that refer to each other are created so, or the attempt ends with 409',
  needs: ['bulk', 'groups'],
  requirements: ['RFC7644-3.7.1-1'],
  *stimulate(stage) {
    // That a group can be a member of a group at all.
    yield* stage.given('Group', stage.group([yield* stage.given('Group')]));
    yield* run(stage, circle);
  },
  judge(judgement) {
    const job = judgement.one(circle.title);
    const statuses = succeeded(job) ? outcomesOf(judgement, job).map(({ status }) => status) : [];
    if (job.response.status === 409 || statuses.includes(409)) {
      judgement.check('RFC7644-3.7.1-1', true, 'expected both groups or 409, got 409', job);
    } else if (judgement.succeeds('RFC7644-3.7.1-1', job)) judgeJob(judgement, 'RFC7644-3.7.1-1', circle);
  },
});

/** All was created, and each reference is the id of the resource that it means. */
function judgeJob(judgement: Judgement, requirement: string, { title, references }: ReferenceJob): void {
  for (const outcome of outcomesOf(judgement, title)) {
    const message = `expected ${outcome.title} to succeed, got ${quote(outcome.result)}`;
    if (!judgement.check(requirement, isSuccess(outcome.status), message, title)) return;
  }
  for (const { from, to, path } of references) {
    const id = targetOf(outcomeOf(judgement, title, to).result, judgement.seen)
      ?.split('/')
      .at(-1);
    const read = judgement.maybe(`${title}: read ${from}`);
    if (read === undefined || id === undefined) return judgement.skip(requirement, 'a result has no location to read');
    if (judgement.founded(read, requirement))
      judgeReference(judgement, requirement, read, path, decodeURIComponent(id));
  }
}

function judgeReference(judgement: Judgement, requirement: string, read: SeenExchange, path: string, id: string): void {
  const got = valuesAt(read.response.body, path);
  const holds = got.length === 1 && got[0] === id && !read.response.text.includes('bulkId:');
  judgement.check(requirement, holds, `expected ${path} ${quote(id)}, got ${came(read)} with ${quote(got)}`, read);
}
