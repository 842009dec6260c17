import type { JsonObject } from '../../../kernel/index.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, pause, succeeded, textAt, valueAt, withQuery } from '../kit/index.ts';
import { firstCursor, subjects } from './walk.ts';

/** A timeout beyond a day is not waited for, on any clock. */
const longest = 86_400;

/** How long cursors live (RFC 9865 sections 2.1 and 4). */
export const cursorTimeout = fixedProbe({
  id: 'cursor/timeout',
  title: 'A cursor is good for the time that is published, and refused as expired after its end',
  needs: ['cursor'],
  requirements: ['RFC9865-2.1-b', 'RFC9865-4-d'],
  *stimulate(stage) {
    yield get('configuration', '/ServiceProviderConfig');
    const seconds = timeoutOf(stage.context.configuration);
    if (seconds === undefined || seconds > longest || !stage.canWait(seconds * 1500 + 1000)) return;
    const own = yield* subjects(stage, 5);
    for (const [label, wait] of [
      ['in time', seconds * 500],
      ['late', seconds * 1000 + 1000],
    ] as const) {
      const cursor = yield* firstCursor(stage, own, label);
      if (cursor === undefined) return;
      yield pause(wait);
      yield get(label, withQuery(own.endpoint, { ...own.query, cursor, count: 2 }));
    }
  },
  judge(judgement) {
    const configuration = judgement.one('configuration');
    const seconds = valueAt(configuration.response.body, 'pagination.cursorTimeout');
    if (seconds === undefined) {
      for (const requirement of this.requirements) judgement.skip(requirement, 'the target publishes no cursorTimeout');
      return;
    }
    const typed = timeoutOf(configuration.response.body ?? {}) !== undefined;
    const message = `expected a positive integer pagination.cursorTimeout, got ${quote(seconds)}`;
    judgement.check('RFC9865-4-d', typed, message, configuration);
    const inTime = judgement.maybe('in time');
    if (inTime !== undefined) judgement.status('RFC9865-4-d', inTime, 200);
    const late = judgement.maybe('late');
    if (late === undefined)
      return judgement.skip('RFC9865-2.1-b', 'waiting for a cursor to expire would take as long as it says');
    if (succeeded(late))
      return judgement.skip('RFC9865-2.1-b', 'the cursor is good for longer than is published, as it may be');
    const keyword = textAt(late.response.body, 'scimType');
    // Section 4 speaks of an invalid cursor error.
    const fits = keyword === undefined || keyword === 'expiredCursor' || keyword === 'invalidCursor';
    const holds = late.response.status === 400 && fits;
    judgement.check('RFC9865-2.1-b', holds, `expected 400 expiredCursor, got ${came(late)}`, late);
  },
});

function timeoutOf(configuration: JsonObject): number | undefined {
  const seconds = valueAt(configuration, 'pagination.cursorTimeout');
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
}
