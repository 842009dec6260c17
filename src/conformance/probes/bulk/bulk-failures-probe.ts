import type { JsonObject } from '../../../kernel/index.ts';
import type { Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, type Stage, textAt } from '../kit/index.ts';
import { bulk, createdPath, creating, isFailure, isSuccess, outcomeOf, outcomesOf } from './bulk-job.ts';

/** Jobs of creations: `ok` succeeds, `no` is a duplicate. Those from `stop` on are not to be carried out. */
interface FailingJob {
  readonly title: string;
  readonly course: readonly ('ok' | 'no')[];
  readonly failOnErrors?: number;
  readonly stop: number;
}

const unlimited: FailingJob = { title: 'no limit', course: ['ok', 'no', 'ok', 'no', 'ok'], stop: 5 };
const limited: readonly FailingJob[] = [
  { title: 'limit 1', course: ['ok', 'no', 'ok'], failOnErrors: 1, stop: 2 },
  { title: 'limit 2', course: ['no', 'ok', 'no', 'ok'], failOnErrors: 2, stop: 3 },
];

/** Operations that fail among others (RFC 7644 section 3.7). */
export const partialFailures = fixedProbe({
  id: 'bulk/partial-failures',
  title: 'Operations that fail do not keep the others from being carried out',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7-11'],
  *stimulate(stage) {
    yield* run(stage, unlimited, textAt((yield* stage.given('User')).sent, 'userName')!);
  },
  judge(judgement) {
    if (!judgement.founded(unlimited.title, 'RFC7644-3.7-11')) return;
    judgeCourse(judgement, 'RFC7644-3.7-11', unlimited);
  },
});

/** `failOnErrors` (RFC 7644 section 3.7). */
export const errorLimit = fixedProbe({
  id: 'bulk/error-limit',
  title: 'A job stops once as many operations have failed as failOnErrors says',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7-c'],
  *stimulate(stage) {
    for (const job of limited) yield* run(stage, job, textAt((yield* stage.given('User')).sent, 'userName')!);
  },
  judge(judgement) {
    for (const job of limited) {
      if (judgement.founded(job.title, 'RFC7644-3.7-c')) judgeCourse(judgement, 'RFC7644-3.7-c', job);
    }
  },
});

function* run(stage: Stage, { title, course, failOnErrors }: FailingJob, taken: string): Stimulus {
  const endpoint = stage.endpoint('User');
  const bodies = course.map((each) => stage.minimal('User', each === 'ok' ? {} : { userName: taken }));
  const operations = bodies.map((body, index) => creating(idOf(index), endpoint, body));
  const response = yield bulk(title, operations, failOnErrors === undefined ? {} : { failOnErrors });
  for (const [index, body] of bodies.entries()) {
    if (course[index] === 'no') continue;
    const path = createdPath(response.body, idOf(index), stage.context);
    if (path !== undefined) yield get(`${title}: read ${idOf(index)}`, path);
    // That the name is still free shows that nobody has it.
    else yield* stage.create(`${title}: again ${idOf(index)}`, 'User', body);
  }
}

function idOf(index: number): string {
  return `operation-${index + 1}`;
}

function judgeCourse(judgement: Judgement, requirement: string, { title, course, stop }: FailingJob): void {
  const exchange = judgement.one(title);
  for (const [index, each] of course.entries()) {
    const { result, status } = outcomeOf(judgement, title, idOf(index));
    const done = index < stop;
    const right = done ? (each === 'ok' ? isSuccess(status) : isFailure(status)) : result === undefined;
    const expected = done ? (each === 'ok' ? 'a success' : 'a failure') : 'no result';
    const message = `${title}: expected ${expected} of ${idOf(index)}, got ${quote(shown(result))}`;
    judgement.check(requirement, right, message, exchange);
    judgeExistence(judgement, requirement, title, idOf(index), done && each === 'ok');
  }
  const results = outcomesOf(judgement, title).filter(({ result }) => result !== undefined).length;
  judgement.check(requirement, results === stop, `${title}: expected ${stop} results, got ${results}`, exchange);
}

function judgeExistence(judgement: Judgement, requirement: string, title: string, id: string, created: boolean): void {
  const read = judgement.maybe(`${title}: read ${id}`);
  const again = judgement.maybe(`${title}: again ${id}`);
  if (created && read !== undefined)
    judgement.check(requirement, read.response.status === 200, `expected ${id} created, got ${came(read)}`, read);
  if (!created && again !== undefined)
    judgement.check(
      requirement,
      again.response.status !== 409,
      `expected ${id} not created, got ${came(again)}`,
      again,
    );
}

/** A result without the resource or the error in it. */
function shown(result: JsonObject | undefined): JsonObject | undefined {
  if (result === undefined) return undefined;
  const { response: _, ...rest } = result;
  return rest;
}
