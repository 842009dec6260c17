import type { JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  isList,
  isRefusal,
  type Judgement,
  listOf,
  literal,
  member,
  sameValue,
  succeeded,
  textAt,
} from '../kit/index.ts';
import { BULK, bulk, creating } from './bulk-job.ts';

const jobs = ['all succeed', 'some fail', 'all fail'] as const;

/** The response as a whole (RFC 7644 section 3.7). */
export const bulkResponse = fixedProbe({
  id: 'bulk/response',
  title: 'A job that was processed is answered with 200 and a BulkResponse, whatever came of its operations',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7-1', 'RFC7644-3.7-9', 'RFC7644-3.7-a', 'RFC7644-3.7-b'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const kept = yield* stage.given('User');
    const right = (bulkId: string): JsonObject => creating(bulkId, endpoint, stage.minimal('User'));
    const wrong = (bulkId: string): JsonObject =>
      creating(bulkId, endpoint, stage.minimal('User', { userName: textAt(kept.sent, 'userName') }));
    yield bulk('all succeed', [right('one'), right('two')]);
    // The limit is not reached, so that the job is processed whole.
    yield bulk('some fail', [wrong('one'), right('two')], { failOnErrors: 2 });
    yield bulk('all fail', [wrong('one'), wrong('two')]);
  },
  judge(judgement) {
    judgement.status('RFC7644-3.7-b', 'all succeed', 200);
    for (const label of jobs) judgeEnvelope(judgement, label);
  },
});

function judgeEnvelope(judgement: Judgement, label: string): void {
  const exchange = judgement.one(label);
  judgement.status('RFC7644-3.7-9', exchange, 200);
  if (!judgement.founded(exchange, 'RFC7644-3.7-1', 'RFC7644-3.7-a')) return;
  const { body } = exchange.response;
  const operations = member(body, 'Operations');
  const listed = isList(operations) && operations.length > 0;
  judgement.check('RFC7644-3.7-1', listed, `expected an array Operations, got ${quote(operations)}`, exchange);
  const schemas = member(body, 'schemas');
  const named = sameValue(schemas, [messageUris.bulkResponse]) && isList(schemas);
  judgement.check('RFC7644-3.7-a', named, `expected schemas of a BulkResponse, got ${quote(schemas)}`, exchange);
  judgement.noValue('RFC7644-3.7-a', exchange, 'failOnErrors');
}

/** Jobs that are not processed at all (RFC 7644 section 3.7). */
export const refusedJobs = fixedProbe({
  id: 'bulk/refused-jobs',
  title: 'A job that cannot be processed is answered with an HTTP error',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7-10'],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const operations = [creating('one', endpoint, stage.minimal('User'))];
    const text = `{"schemas":[${literal(messageUris.bulkRequest)}],"Operations":[${JSON.stringify(operations[0])}`;
    yield { label: 'broken', method: 'POST', path: BULK, body: text };
    for (const credential of ['none', 'wrong']) yield bulk(credential, operations, {}, { credential });
  },
  judge(judgement) {
    const expected = { broken: [400], none: [401, 403], wrong: [401, 403] };
    for (const [label, statuses] of Object.entries(expected)) {
      const exchange = judgement.one(label);
      judgement.status('RFC7644-3.7-10', exchange, ...statuses);
      const schemas = listOf(member(exchange.response.body, 'schemas'));
      const processed = succeeded(exchange) || schemas.includes(messageUris.bulkResponse);
      const message = `expected an error and no BulkResponse, got ${came(exchange)} with ${quote(schemas)}`;
      judgement.check('RFC7644-3.7-10', isRefusal(exchange) && !processed, message, exchange);
    }
  },
});
