import type { Condition } from '../../verdict.ts';
import { errorRules } from './error-rules.ts';
import { identityRules } from './identity-rules.ts';
import { messageRules } from './message-rules.ts';
import { metaRules } from './meta-rules.ts';
import { referenceRules } from './reference-rules.ts';
import { schemasRules } from './schemas-rules.ts';
import { secretRules } from './secret-rules.ts';
import { universalCondition } from './universal-condition.ts';
import { valueRules } from './value-rules.ts';

/** Conditions that every exchange of every scenario is held against, whatever it was sent for. */
export const universalConditions: readonly Condition[] = [
  ...schemasRules,
  ...identityRules,
  ...metaRules,
  ...valueRules,
  ...referenceRules,
  ...messageRules,
  ...errorRules,
  ...secretRules,
].map(universalCondition);
