import type { JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { FixedProbe, SeenExchange, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  get,
  isRefusal,
  type Judgement,
  type Stage,
  succeeded,
  textAt,
  without,
} from '../kit/index.ts';
import { bulk, creating, deleting, isFailure, modifying, replacing, resultsOf, statusOf } from './bulk-job.ts';

/** What a malformed operation is tried on: a user that is there, one that could be created, and paths. */
interface Subjects {
  readonly endpoint: string;
  readonly path: string;
  readonly present: JsonObject;
  readonly data: JsonObject;
}

interface MalformedCase {
  readonly requirement: string;
  readonly title: string;
  readonly operation: (subjects: Subjects) => JsonObject;
  /** Members of the message in place of the usual ones. */
  readonly message?: (operation: JsonObject) => JsonObject;
  /** How the request or the operation may be refused. 400 by default. */
  readonly statuses?: readonly number[];
}

const create = ({ endpoint, data }: Subjects): JsonObject => creating('malformed', endpoint, data);
const replace = ({ path, present }: Subjects): JsonObject => replacing(path, { ...present, displayName: 'Malformed' });
/** By HTTP a path or a method that does not exist has statuses of its own. */
const unroutable = [400, 404, 405, 501];

const cases: readonly MalformedCase[] = [
  ...[
    { title: 'without schemas', schemas: undefined },
    { title: 'with the schema of another message', schemas: [messageUris.searchRequest] },
  ].map(({ title, schemas }) => ({
    requirement: 'RFC7644-3.7-b',
    title,
    operation: create,
    message: () => ({ schemas }),
  })),
  {
    requirement: 'RFC7644-3.7-1',
    title: 'without Operations',
    operation: create,
    message: () => ({ Operations: undefined }),
  },
  {
    requirement: 'RFC7644-3.7-1',
    title: 'with an object for Operations',
    operation: create,
    message: (operation) => ({ Operations: { first: operation } }),
  },
  {
    requirement: 'RFC7644-3.7-2',
    title: 'without method',
    operation: (subjects) => without(create(subjects), 'method'),
  },
  ...['GET', 'FETCH'].map((method) => ({
    requirement: 'RFC7644-3.7-2',
    title: `with the method ${method}`,
    operation: (subjects: Subjects) => ({ ...create(subjects), method }),
    statuses: unroutable,
  })),
  {
    requirement: 'RFC7644-3.7-3',
    title: 'POST without bulkId',
    operation: (subjects) => without(create(subjects), 'bulkId'),
  },
  {
    requirement: 'RFC7644-3.7-4',
    title: 'without path',
    operation: (subjects) => without(create(subjects), 'path'),
  },
  {
    requirement: 'RFC7644-3.7-4',
    title: 'POST to a resource',
    operation: (subjects) => ({ ...create(subjects), path: subjects.path }),
    statuses: unroutable,
  },
  {
    requirement: 'RFC7644-3.7-4',
    title: 'PUT to an endpoint',
    operation: (subjects) => ({ ...replace(subjects), path: subjects.endpoint }),
    statuses: unroutable,
  },
  {
    requirement: 'RFC7644-3.7-4',
    title: 'DELETE of an endpoint',
    operation: ({ endpoint }) => deleting(endpoint),
    statuses: unroutable,
  },
  {
    requirement: 'RFC7644-3.7-5',
    title: 'POST without data',
    operation: (subjects) => without(create(subjects), 'data'),
  },
  {
    requirement: 'RFC7644-3.7-5',
    title: 'PUT without data',
    operation: (subjects) => without(replace(subjects), 'data'),
  },
  {
    requirement: 'RFC7644-3.7-5',
    title: 'PATCH without data',
    operation: ({ path }) => without(modifying(path, []), 'data'),
    // Where PATCH itself is not there.
    statuses: unroutable,
  },
];

/** Jobs that are not well-formed (RFC 7644 section 3.7). */
export const malformedJobs: FixedProbe = fixedProbe({
  id: 'bulk/malformed',
  title: 'What is not well-formed is refused, as a whole or operation by operation, and nothing comes of it',
  needs: ['bulk'],
  requirements: [...new Set(cases.map(({ requirement }) => requirement))],
  *stimulate(stage) {
    for (const each of cases) yield* tryCase(stage, each);
  },
  judge(judgement) {
    for (const each of cases) judgeCase(judgement, each);
  },
});

function* tryCase(stage: Stage, { title, operation, message }: MalformedCase): Stimulus {
  const user = yield* stage.given('User');
  const data = stage.minimal('User');
  const sent = operation({ endpoint: stage.endpoint('User'), path: user.path, present: user.sent, data });
  yield get(`${title}: before`, user.path);
  yield bulk(`${title}: job`, [sent], message?.(sent) ?? {});
  yield get(`${title}: after`, user.path);
  // That the name is still free shows that nothing was created.
  yield* stage.create(`${title}: again`, 'User', data);
}

function judgeCase(judgement: Judgement, { title, requirement, statuses = [400] }: MalformedCase): void {
  const job = judgement.one(`${title}: job`);
  const refused = statuses.includes(job.response.status) || failedBy(job, statuses);
  const expected = `expected ${statuses.join(' or ')} for the request or the operation`;
  const shown = succeeded(job) ? ` with ${quote(resultsOf(job).map((result) => statusOf(result) ?? null))}` : '';
  judgement.check(requirement, refused, `${title}: ${expected}, got ${came(job)}${shown}`, job);
  const [before, after, again] = ['before', 'after', 'again'].map((part) => judgement.one(`${title}: ${part}`));
  if (!judgement.founded(before!, requirement)) return;
  judgement.same(requirement, after!, before!.response.body);
  // Any other refusal than a conflict says nothing about what was created.
  const free = again!.response.status !== 409;
  const name = textAt(again!.request.body, 'userName');
  judgement.check(
    requirement,
    free,
    `${title}: expected ${quote(name)} not to be created, got ${came(again!)}`,
    again!,
  );
}

/** Whether every result of a job that was accepted is a failure with one of the statuses. */
function failedBy(job: SeenExchange, statuses: readonly number[]): boolean {
  const results = resultsOf(job).map(statusOf);
  return (
    !isRefusal(job) &&
    succeeded(job) &&
    results.length > 0 &&
    results.every((status) => isFailure(status) && statuses.includes(status!))
  );
}
