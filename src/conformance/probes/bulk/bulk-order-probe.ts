import { quote } from '../../wording.ts';
import { agrees, came, fixedProbe, get, type Judgement, textAt, valueAt } from '../kit/index.ts';
import { bulk, createdPath, creating, deleting, isFailure, modifying, outcomesOf, replacing } from './bulk-job.ts';

const requirement = 'RFC7644-3.7-13';

/** What the job leaves behind: the display name by the label of the read. */
const leaves = { 'twice changed': 'Last', 'created again': 'New' } as const;

/** Operations that come out differently in another order (RFC 7644 section 3.7). */
export const bulkOrder = fixedProbe({
  id: 'bulk/order',
  title: 'A job leaves behind what its operations would have left one after the other',
  needs: ['bulk'],
  requirements: [requirement],
  *stimulate(stage) {
    const endpoint = stage.endpoint('User');
    const changed = yield* stage.given('User');
    const removed = yield* stage.given('User');
    const userName = textAt(removed.sent, 'userName');
    const last = { ...changed.sent, displayName: 'Last' };
    const response = yield bulk('job', [
      replacing(changed.path, { ...changed.sent, displayName: 'First' }),
      stage.has('patch')
        ? modifying(changed.path, [{ op: 'replace', path: 'displayName', value: 'Last' }])
        : replacing(changed.path, last),
      // The name is free only once who has it is gone.
      deleting(removed.path),
      creating('again', endpoint, stage.minimal('User', { userName, displayName: 'New' })),
    ]);
    yield get('twice changed', changed.path);
    yield get('removed', removed.path);
    const path = createdPath(response.body, 'again', stage.context);
    if (path !== undefined) yield get('created again', path);
  },
  judge(judgement) {
    if (!judgement.founded('job', requirement)) return;
    const failed = outcomesOf(judgement, 'job').find(({ status }) => status === undefined || isFailure(status));
    // A conflict is what another order brings about; any other failure would have come by itself as well.
    if (failed !== undefined && failed.status !== 409) {
      return judgement.skip(requirement, `${failed.title} did not succeed: ${quote(failed.result)}`);
    }
    const conflict = `expected no conflict, got ${quote(failed?.result)}`;
    if (!judgement.check(requirement, failed === undefined, conflict, 'job')) return;
    for (const [label, name] of Object.entries(leaves)) judgeName(judgement, label, name);
    judgement.status(requirement, 'removed', 404);
  },
});

function judgeName(judgement: Judgement, label: string, name: string): void {
  const read = judgement.maybe(label);
  if (read === undefined) return;
  const got = valueAt(read.response.body, 'displayName');
  const message = `expected the user ${label} with displayName ${quote(name)}, got ${came(read)} with ${quote(got)}`;
  judgement.check(requirement, agrees(name, got), message, read);
}
