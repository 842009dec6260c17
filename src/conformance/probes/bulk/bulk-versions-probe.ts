import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import { fixedProbe, get, listOf, member, pause, put, textAt, valueAt } from '../kit/index.ts';
import { bulk, isSuccess, outcomesOf, replacing } from './bulk-job.ts';

const requirement = 'RFC7644-3.7-d';

/** `version` of an operation (RFC 7644 section 3.7). */
export const bulkVersions = fixedProbe({
  id: 'bulk/versions',
  title: 'An operation for an older version of a resource fails with 412 and changes nothing',
  needs: ['bulk', 'etag'],
  requirements: [requirement],
  *stimulate(stage) {
    const user = yield* stage.given('User', stage.minimal('User', { displayName: 'First' }));
    const older = yield get('older', user.path);
    // Longer than the coarsest clock from which servers make versions.
    yield pause(1100);
    yield* stage.prepare(put('change', user.path, { ...user.sent, displayName: 'Second' }));
    const present = yield get('present', user.path);
    const [stale, fresh] = [older, present].map(({ body }) => textAt(body, 'meta.version'));
    if (stale === undefined || fresh === undefined || stale === fresh) return;
    yield bulk('stale', [replacing(user.path, { ...user.sent, displayName: 'Stale' }, stale)]);
    yield get('after stale', user.path);
    yield bulk('fresh', [replacing(user.path, { ...user.sent, displayName: 'Fresh' }, fresh)]);
    yield get('after fresh', user.path);
  },
  judge(judgement) {
    const job = judgement.maybe('stale');
    if (job === undefined) return judgement.skip(requirement, 'resources have no meta.version that changes with them');
    if (!judgement.founded(job, requirement)) return;
    const [stale] = outcomesOf(judgement, job);
    const error = member(stale?.result, 'response');
    const refused = stale?.status === 412 && listOf(member(error, 'schemas')).includes(messageUris.error);
    judgement.check(requirement, refused, `expected 412 with an Error, got ${quote(stale?.result)}`, job);
    judgement.value(requirement, 'after stale', 'displayName', 'Second');
    const [fresh] = outcomesOf(judgement, 'fresh');
    const name = valueAt(judgement.one('after fresh').response.body, 'displayName');
    const message = `expected a success with the present version, got ${quote(fresh?.result)} and ${quote(name)}`;
    judgement.check(requirement, isSuccess(fresh?.status) && name === 'Fresh', message, 'fresh');
  },
});
