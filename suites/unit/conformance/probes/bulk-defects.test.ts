import type { Probe } from '../../../../src/conformance/probe.ts';
import { bulkProbes } from '../../../../src/conformance/probes/bulk/index.ts';
import { messageUris, schemaUris } from '../../../../src/scim/index.ts';
import { all, answer, at, type Change, type Defect, edit, type Loose, testDefects } from './defects.ts';
import { type Mutation } from './probe-harness.ts';
import { refusal, withBody, withoutMembers, withStatus } from './response-changes.ts';

function defect(id: string, wrong: string, mutation: Mutation, ...fails: readonly string[]): Defect {
  const probe: Probe | undefined = bulkProbes.find((each) => each.id === `bulk/${id}`);
  if (probe === undefined) throw new Error(`there is no probe bulk/${id}`);
  return { probe, wrong, mutation, fails };
}

/** Changes the results of a job for which a condition holds. */
function results(holds: (result: Loose) => boolean, change: (result: Loose) => void): Change {
  return edit((body) => {
    for (const result of body.Operations ?? []) if (holds(result)) change(result);
  });
}

const any = (): boolean => true;
const failed = ({ status }: Loose): boolean => Number(status) >= 400;
const job = (change: Change): Mutation => at('job', change);
const done = answer(200, { schemas: [messageUris.bulkResponse], Operations: [{ method: 'POST', status: '201' }] });
const taken = refusal(409, 'uniqueness');

const defects: readonly Defect[] = [
  defect('malformed', 'does without schemas', at('without schemas: job', done), 'RFC7644-3.7-b'),
  defect('malformed', 'does without operations', at('without Operations: job', done), 'RFC7644-3.7-1'),
  defect('malformed', 'does without a method', at('without method: job', done), 'RFC7644-3.7-2'),
  defect('malformed', 'reads in a job', at('with the method GET: job', done), 'RFC7644-3.7-2'),
  defect('malformed', 'does without a bulkId', at('POST without bulkId: job', done), 'RFC7644-3.7-3'),
  defect('malformed', 'refuses and creates', at('POST without bulkId: again', taken), 'RFC7644-3.7-3'),
  defect('malformed', 'does without a path', at('without path: job', done), 'RFC7644-3.7-4'),
  defect('malformed', 'deletes everything', at('DELETE of an endpoint: after', withStatus(404)), 'RFC7644-3.7-4'),
  defect('malformed', 'does without data', at('PATCH without data: job', done), 'RFC7644-3.7-5'),
  defect(
    'malformed',
    'refuses and replaces',
    at('PUT without data: after', withBody({ displayName: 'Malformed' })),
    'RFC7644-3.7-5',
  ),
  defect('response', 'answers 201', at('all succeed', withStatus(201)), 'RFC7644-3.7-9', 'RFC7644-3.7-b'),
  defect('response', 'answers 207', at('some fail', withStatus(207)), 'RFC7644-3.7-9'),
  defect('response', 'fails as a whole', at('all fail', refusal(409)), 'RFC7644-3.7-9'),
  defect('response', 'lists no operations', at('all fail', withoutMembers('Operations')), 'RFC7644-3.7-1'),
  defect('response', 'has no schemas', at('some fail', withoutMembers('schemas')), 'RFC7644-3.7-a'),
  defect('response', 'repeats the limit', at('some fail', withBody({ failOnErrors: 2 })), 'RFC7644-3.7-a'),
  defect('refused-jobs', 'hides an error', at('broken', withStatus(200)), 'RFC7644-3.7-10'),
  defect('refused-jobs', 'lets everybody in', at('wrong', done), 'RFC7644-3.7-10'),
  defect(
    'refused-jobs',
    'has no words for it',
    at('none', withBody({ schemas: [messageUris.bulkResponse] })),
    'RFC7644-3.7-10',
  ),
  defect(
    'results',
    'calls a creation a replacement',
    job(
      results(
        ({ bulkId }) => bulkId === 'duplicate',
        (result) => void (result.method = 'PUT'),
      ),
    ),
    'RFC7644-3.7-2',
  ),
  defect(
    'results',
    'does not locate what was deleted',
    job(
      results(
        ({ method }) => method === 'DELETE',
        (result) => void delete result.location,
      ),
    ),
    'RFC7644-3.7-6',
    'RFC7644-3.7.3-2',
  ),
  defect(
    'results',
    'locates what was not created',
    job(
      results(
        ({ bulkId }) => bulkId === 'duplicate',
        (result) => void (result.location = '/Users/1'),
      ),
    ),
    'RFC7644-3.7-6',
    'RFC7644-3.7.3-2',
  ),
  defect(
    'results',
    'locates another resource',
    job(
      results(
        ({ method }) => method === 'PATCH',
        (result) => void (result.location += '0'),
      ),
    ),
    'RFC7644-3.7.3-2',
  ),
  defect(
    'results',
    'forgets a bulkId',
    job(
      results(
        ({ bulkId }) => bulkId === 'second',
        (result) => void delete result.bulkId,
      ),
    ),
    'RFC7644-3.7-12',
  ),
  defect('results', 'mixes bulkIds up', at('read first', withBody({ userName: 'somebody' })), 'RFC7644-3.7-12'),
  defect(
    'results',
    'tells of some alone',
    job(edit((body) => void (body.Operations = body.Operations.filter(({ method }: Loose) => method !== 'DELETE')))),
    'RFC7644-3.7.3-1',
  ),
  defect(
    'results',
    'writes statuses as numbers',
    job(results(any, (result) => void (result.status = Number(result.status)))),
    'RFC7644-3.7.3-3',
  ),
  defect(
    'results',
    'has one status for every failure',
    job(results(failed, (result) => void (result.status = '400'))),
    'RFC7644-3.7.3-3',
  ),
  defect(
    'results',
    'has one status for every success',
    job(
      results(
        (result) => !failed(result),
        (result) => void (result.status = '200'),
      ),
    ),
    'RFC7644-3.7.3-3',
  ),
  defect(
    'errors',
    'leaves the error out',
    job(results(failed, (result) => void delete result.response)),
    'RFC7644-3.7-7',
    'RFC7644-3.7-8',
    'RFC7644-3.7.3-4',
  ),
  defect(
    'errors',
    'gives an error of its own',
    job(results(failed, (result) => void (result.response = { detail: 'No.' }))),
    'RFC7644-3.7-8',
  ),
  defect(
    'errors',
    'explains nothing',
    job(results(failed, (result) => void delete result.response.detail)),
    'RFC7644-3.7.3-4',
  ),
  defect(
    'partial-failures',
    'stops at the first failure',
    at(
      'no limit',
      edit((body) => void (body.Operations = body.Operations.slice(0, 2))),
    ),
    'RFC7644-3.7-11',
  ),
  defect('partial-failures', 'rolls back', at('no limit: read operation-1', refusal(404)), 'RFC7644-3.7-11'),
  defect(
    'error-limit',
    'goes on',
    at(
      'limit 1',
      edit((body) => void body.Operations.push({ ...body.Operations[0], bulkId: 'operation-3' })),
    ),
    'RFC7644-3.7-c',
  ),
  defect('error-limit', 'goes on in silence', at('limit 2: again operation-4', taken), 'RFC7644-3.7-c'),
  defect(
    'order',
    'creates before it deletes',
    job(
      results(
        ({ method }) => method === 'POST',
        (result) => Object.assign(result, { status: '409', location: undefined }),
      ),
    ),
    'RFC7644-3.7-13',
  ),
  defect('order', 'replaces last', at('twice changed', withBody({ displayName: 'First' })), 'RFC7644-3.7-13'),
  defect('order', 'does not delete', at('removed', withStatus(200)), 'RFC7644-3.7-13'),
  defect(
    'member-references',
    'keeps the reference',
    at('member created before: read group', withBody({ members: [{ value: 'bulkId:user' }] })),
    'RFC7644-3.7.2-1',
  ),
  defect(
    'member-references',
    'drops a reference ahead',
    at('member created after: read group', withoutMembers('members')),
    'RFC7644-3.7.2-1',
  ),
  defect(
    'extension-references',
    'keeps the reference',
    at('manager: read report', withBody({ [schemaUris.enterpriseUser]: { manager: { value: 'bulkId:user' } } })),
    'RFC7644-3.7.2-2',
  ),
  defect(
    'circular-references',
    'closes half of the circle',
    at('groups in each other: read left', withoutMembers('members')),
    'RFC7644-3.7.1-1',
  ),
  defect('circular-references', 'calls it malformed', at('groups in each other', refusal(400)), 'RFC7644-3.7.1-1'),
  defect(
    'versions',
    'pays no regard to versions',
    at(
      'stale',
      results(any, (result) => void (result.status = '200')),
    ),
    'RFC7644-3.7-d',
  ),
  defect('versions', 'refuses and replaces', at('after stale', withBody({ displayName: 'Stale' })), 'RFC7644-3.7-d'),
  defect(
    'versions',
    'refuses the present version',
    at(
      'fresh',
      results(any, (result) => void (result.status = '412')),
    ),
    'RFC7644-3.7-d',
  ),
  defect(
    'limits',
    'defines no limit',
    at('configuration', withBody({ bulk: { maxOperations: 0 } })),
    'RFC7644-3.7.4-1',
  ),
  defect('limits', 'accepts too many operations', at('maxOperations', done), 'RFC7644-3.7.4-2'),
  defect('limits', 'calls it malformed', at('maxPayloadSize', refusal(400)), 'RFC7644-3.7.4-2'),
  defect('limits', 'refuses and creates', at('maxPayloadSize: again', taken), 'RFC7644-3.7.4-2'),
  defect(
    'limits',
    'does not say which',
    all(
      at('maxOperations', withBody({ detail: 'Payload Too Large' })),
      at('maxPayloadSize', withBody({ detail: 'Payload Too Large' })),
    ),
    'RFC7644-3.7.4-3',
  ),
];

testDefects(defects, bulkProbes);
