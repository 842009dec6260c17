import type { Probe } from '../../probe.ts';

/** Several operations in one request (RFC 7644 section 3.7). */
export const bulkProbes: readonly Probe[] = [];
