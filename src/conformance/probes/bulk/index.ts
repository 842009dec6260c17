import type { Probe } from '../../probe.ts';
import { bulkErrors } from './bulk-errors-probe.ts';
import { errorLimit, partialFailures } from './bulk-failures-probe.ts';
import { bulkLimits } from './bulk-limits-probe.ts';
import { malformedJobs } from './bulk-message-probe.ts';
import { bulkOrder } from './bulk-order-probe.ts';
import { circularReferences, extensionReferences, memberReferences } from './bulk-references-probe.ts';
import { bulkResponse, refusedJobs } from './bulk-response-probe.ts';
import { bulkResults } from './bulk-results-probe.ts';
import { bulkVersions } from './bulk-versions-probe.ts';

/** Several operations in one request (RFC 7644 section 3.7). */
export const bulkProbes: readonly Probe[] = [
  malformedJobs,
  bulkResponse,
  refusedJobs,
  bulkResults,
  bulkErrors,
  partialFailures,
  errorLimit,
  bulkOrder,
  memberReferences,
  extensionReferences,
  circularReferences,
  bulkVersions,
  bulkLimits,
];
