import type { Probe } from '../../probe.ts';
import { conflicts } from './conflict-probe.ts';
import { createResources, createWithoutValues } from './create-probe.ts';
import { createByMutability, createReadOnly } from './create-rules-probe.ts';
import { deletedInConflicts, deletedInQueries, deleteResources } from './delete-probe.ts';
import { acceptedFormats, utf8 } from './formats-probe.ts';
import { immutableAttributes, immutableWithoutValue } from './immutable-probe.ts';
import { unfitValues, unreadableFilters, unreadableRequests } from './malformed-probe.ts';
import { authenticatedSubject } from './me-probe.ts';
import { patchSupport } from './patch-support-probe.ts';
import { tooLarge } from './payload-probe.ts';
import { chosenAttributes, excludedAttributes } from './projection-probe.ts';
import { unknownVersion } from './protocol-version-probe.ts';
import { clearedValues, replacedValues, replaceResources } from './replace-probe.ts';
import { replaceReadOnly, replaceRequired } from './replace-rules-probe.ts';
import { attributesOfWrites, defaultAttributes } from './returned-attributes-probe.ts';
import { forbidden, notFound, notImplemented, sensitiveQuery, unauthorized } from './status-probe.ts';
import { conditionalReads, conditionalWrites, entityTags } from './versions-probe.ts';

/** Resources from creation to deletion, and what the RFC says of every response (RFC 7644 sections 3.3 to 3.14). */
export const resourceProbes: readonly Probe[] = [
  createResources,
  createByMutability,
  createReadOnly,
  createWithoutValues,
  conflicts,
  replaceResources,
  replacedValues,
  clearedValues,
  replaceReadOnly,
  replaceRequired,
  immutableAttributes,
  immutableWithoutValue,
  patchSupport,
  deleteResources,
  deletedInQueries,
  deletedInConflicts,
  utf8,
  acceptedFormats,
  chosenAttributes,
  excludedAttributes,
  defaultAttributes,
  attributesOfWrites,
  authenticatedSubject,
  unreadableRequests,
  unfitValues,
  unreadableFilters,
  unauthorized,
  forbidden,
  notFound,
  notImplemented,
  sensitiveQuery,
  tooLarge,
  unknownVersion,
  entityTags,
  conditionalReads,
  conditionalWrites,
];
