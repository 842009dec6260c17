import { isJsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import { fixedProbe, isText, listOf, member } from '../kit/index.ts';
import { isFailure, outcomesOf } from './bulk-job.ts';
import { JOB, mixedJob } from './mixed-job.ts';

/** What a response says of operations that failed (RFC 7644 sections 3.7 and 3.7.3). */
export const bulkErrors = fixedProbe({
  id: 'bulk/errors',
  title: 'The result of an operation that failed has the error as a single request would have had it',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7-7', 'RFC7644-3.7-8', 'RFC7644-3.7.3-4'],
  stimulate: mixedJob,
  judge(judgement) {
    if (!judgement.founded(JOB, ...this.requirements)) return;
    const failed = outcomesOf(judgement, JOB).filter(({ status }) => isFailure(status));
    if (failed.length === 0) {
      for (const requirement of this.requirements) judgement.skip(requirement, 'no operation is said to have failed');
    }
    for (const { result, status, title } of failed) {
      const error = member(result, 'response');
      const body = `expected a response for ${title}, got ${quote(error)}`;
      judgement.check('RFC7644-3.7-7', isJsonObject(error), body, JOB);
      const named = listOf(member(error, 'schemas')).includes(messageUris.error);
      const same = Number(member(error, 'status')) === status;
      const form = `expected an Error with status ${status} for ${title}, got ${quote(error)}`;
      judgement.check('RFC7644-3.7-8', named && same, form, JOB);
      const words = [member(error, 'detail'), member(member(result, 'status'), 'description')];
      const told = `expected a detail or description for ${title}, got ${quote(error)}`;
      judgement.check('RFC7644-3.7.3-4', words.some(isText), told, JOB);
    }
  },
});
