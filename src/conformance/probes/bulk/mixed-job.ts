import type { Stimulus } from '../../probe.ts';
import { get, post, put, remove, resourcePath, type Stage, textAt } from '../kit/index.ts';
import { bulk, createdPath, creating, deleting, modifying, replacing } from './bulk-job.ts';

/** The same request by itself, which a failing operation is compared with: its label is `single` and the operation's place. */
export const SINGLE = 'single';

/** Label of the job. */
export const JOB = 'job';

/** Creations of the job that succeed, by `bulkId`. */
export const fresh = ['first', 'second'] as const;

/** A job with operations of each method, of which some can only fail: a duplicate, and changes to what is not there. */
export function* mixedJob(stage: Stage): Stimulus {
  const endpoint = stage.endpoint('User');
  const kept = yield* stage.given('User');
  const replaced = yield* stage.given('User');
  const modified = yield* stage.given('User');
  const removed = yield* stage.given('User');
  const duplicate = stage.minimal('User', { userName: textAt(kept.sent, 'userName') });
  const nobody = resourcePath(endpoint, stage.random.uuid());
  const gone = resourcePath(endpoint, stage.random.uuid());
  const unknown = stage.minimal('User');
  const response = yield bulk(JOB, [
    creating('first', endpoint, stage.minimal('User')),
    replacing(replaced.path, { ...replaced.sent, displayName: 'Replaced' }),
    ...(stage.has('patch')
      ? [modifying(modified.path, [{ op: 'replace', path: 'displayName', value: 'Modified' }])]
      : []),
    creating('duplicate', endpoint, duplicate),
    deleting(removed.path),
    replacing(nobody, unknown),
    deleting(gone),
    creating('second', endpoint, stage.minimal('User')),
  ]);
  yield post(`${SINGLE} duplicate`, endpoint, duplicate);
  yield put(`${SINGLE} PUT`, nobody, unknown);
  yield remove(`${SINGLE} DELETE`, gone);
  for (const bulkId of fresh) {
    const path = createdPath(response.body, bulkId, stage.context);
    if (path !== undefined) yield get(`read ${bulkId}`, path);
  }
}
