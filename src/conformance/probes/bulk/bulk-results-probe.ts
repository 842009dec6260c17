import type { JsonValue } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import { agrees, fixedProbe, isText, type Judgement, member, textAt, valueAt } from '../kit/index.ts';
import {
  codeOf,
  isFailure,
  isSuccess,
  methodOf,
  type Outcome,
  outcomeOf,
  outcomesOf,
  resultsOf,
  statusOf,
  targetOf,
} from './bulk-job.ts';
import { fresh, JOB, mixedJob, SINGLE } from './mixed-job.ts';

/** What a response says of each operation (RFC 7644 sections 3.7 and 3.7.3). */
export const bulkResults = fixedProbe({
  id: 'bulk/results',
  title: 'Each operation has a result with its method, its location and its status',
  needs: ['bulk'],
  requirements: [
    'RFC7644-3.7-2',
    'RFC7644-3.7-6',
    'RFC7644-3.7-12',
    'RFC7644-3.7.3-1',
    'RFC7644-3.7.3-2',
    'RFC7644-3.7.3-3',
  ],
  stimulate: mixedJob,
  judge(judgement) {
    if (!judgement.founded(JOB, ...this.requirements)) return;
    judgeMethods(judgement);
    judgeCompleteness(judgement);
    judgeLocations(judgement);
    judgeCreations(judgement);
    judgeStatuses(judgement);
  },
});

function judgeMethods(judgement: Judgement): void {
  const sent = outcomesOf(judgement, JOB).map(({ operation }) => methodOf(operation)!);
  const given = resultsOf(judgement.one(JOB)).map((result) => textAt(result, 'method') ?? null);
  // Of a result that is missing another requirement speaks.
  const left = [...sent];
  const stray = given.filter((method) => {
    const place = left.indexOf(method?.toUpperCase() ?? '');
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  if (given.length === 0) return judgement.skip('RFC7644-3.7-2', 'the response has no results');
  const message = `expected the methods ${quote(sent)}, got ${quote(given)}`;
  judgement.check('RFC7644-3.7-2', stray.length === 0, message, JOB);
}

function judgeCompleteness(judgement: Judgement): void {
  const outcomes = outcomesOf(judgement, JOB);
  const number = resultsOf(judgement.one(JOB)).length;
  const message = `expected ${outcomes.length} results, got ${number}`;
  judgement.check('RFC7644-3.7.3-1', number === outcomes.length, message, JOB);
}

function judgeLocations(judgement: Judgement): void {
  const known = outcomesOf(judgement, JOB).filter(({ result }) => result !== undefined);
  if (known.length === 0) {
    for (const requirement of ['RFC7644-3.7-6', 'RFC7644-3.7.3-2'])
      judgement.skip(requirement, 'the response has no result that belongs to an operation');
  }
  for (const outcome of known) {
    const location = member(outcome.result, 'location');
    const without = methodOf(outcome.operation) === 'POST' && isFailure(outcome.status);
    const expected = without ? 'no location' : 'a location';
    const holds = without ? location === undefined || location === null : isText(location);
    const message = `expected ${expected} for ${outcome.title}, got ${quote(location)}`;
    judgement.check('RFC7644-3.7-6', holds, message, JOB);
    judgement.check('RFC7644-3.7.3-2', holds && leadsThere(judgement, outcome), message, JOB);
  }
}

/** Whether a location is that of the resource that the operation names, or of one of the type that it creates. */
function leadsThere(judgement: Judgement, { operation, result }: Outcome): boolean {
  const path = textAt(operation, 'path') ?? '';
  const target = targetOf(result, judgement.seen);
  if (target === undefined) return methodOf(operation) === 'POST' && isFailure(statusOf(result));
  return methodOf(operation) === 'POST' ? target.startsWith(`${path}/`) : target === path;
}

function judgeCreations(judgement: Judgement): void {
  for (const bulkId of fresh) {
    const { operation, result } = outcomeOf(judgement, JOB, bulkId);
    const found = result !== undefined && isSuccess(statusOf(result));
    const message = `expected a result of a creation with bulkId ${bulkId}, got ${quote(result)}`;
    if (!judgement.check('RFC7644-3.7-12', found, message, JOB)) continue;
    const read = judgement.maybe(`read ${bulkId}`);
    // Without a location there is nothing to compare; that it is missing is for other requirements to say.
    if (read === undefined || !judgement.founded(read, 'RFC7644-3.7-12')) continue;
    const [expected, got] = [valueAt(operation, 'data.userName'), valueAt(read.response.body, 'userName')];
    const compared = `expected userName ${quote(expected)} at the location of ${bulkId}, got ${quote(got)}`;
    judgement.check('RFC7644-3.7-12', agrees(expected, got), compared, read);
  }
}

/** Statuses of single requests that succeed (RFC 7644 sections 3.3, 3.5 and 3.6). */
const successes: Readonly<Record<string, readonly number[]>> = {
  POST: [201],
  PUT: [200],
  PATCH: [200, 204],
  DELETE: [204],
};

function judgeStatuses(judgement: Judgement): void {
  const known = outcomesOf(judgement, JOB).filter(({ result }) => result !== undefined);
  if (known.length === 0) judgement.skip('RFC7644-3.7.3-3', 'the response has no result that belongs to an operation');
  for (const { operation, result, title } of known) {
    const accepted = expectedStatuses(judgement, operation);
    const code: JsonValue | undefined = codeOf(result);
    const holds = typeof code === 'string' && accepted.includes(Number(code));
    const message = `expected status ${accepted.map((each) => `"${each}"`).join(' or ')} for ${title}, got ${quote(code)}`;
    judgement.check('RFC7644-3.7.3-3', holds, message, JOB);
  }
}

/** What the same request was answered with by itself, or else what a success is answered with. */
function expectedStatuses(judgement: Judgement, operation: Outcome['operation']): readonly number[] {
  const method = methodOf(operation) ?? '';
  const path = textAt(operation, 'path');
  const single =
    operation['bulkId'] === 'duplicate' ? judgement.one(`${SINGLE} duplicate`) : judgement.maybe(`${SINGLE} ${method}`);
  const same = single?.request.path === path && (method !== 'POST' || operation['bulkId'] === 'duplicate');
  return single !== undefined && same ? [single.response.status] : successes[method]!;
}
