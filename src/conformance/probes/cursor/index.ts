import type { Probe } from '../../probe.ts';

/** Paging by cursors (RFC 9865). */
export const cursorProbes: readonly Probe[] = [];
