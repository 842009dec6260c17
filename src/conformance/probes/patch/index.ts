import type { Probe } from '../../probe.ts';
import { patchAdd } from './patch-add-probe.ts';
import { patchMembers } from './patch-members-probe.ts';
import { patchMessage } from './patch-message-probe.ts';
import { patchImmutable, patchReadOnly, patchSchema } from './patch-mutability-probe.ts';
import { malformedPath, patchPath } from './patch-path-probe.ts';
import { patchPrimary } from './patch-primary-probe.ts';
import { patchRemove } from './patch-remove-probe.ts';
import { patchReplace } from './patch-replace-probe.ts';
import { patchAtomicity, patchOrder } from './patch-request-probe.ts';
import { patchResponse } from './patch-response-probe.ts';
import { patchExtension, patchOwnSchemas } from './patch-schemas-probe.ts';
import { patchUnassigned } from './patch-unassigned-probe.ts';
import { patchSequences } from './sequence/patch-sequence-probe.ts';

/** Modifying with PATCH (RFC 7644 section 3.5.2). */
export const patchProbes: readonly Probe[] = [
  patchMessage,
  patchPath,
  malformedPath,
  patchSchema,
  patchReadOnly,
  patchImmutable,
  patchOwnSchemas,
  patchExtension,
  patchPrimary,
  patchOrder,
  patchAtomicity,
  patchResponse,
  patchAdd,
  patchRemove,
  patchUnassigned,
  patchReplace,
  patchMembers,
  patchSequences,
];
