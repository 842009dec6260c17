import type { Probe } from '../../probe.ts';
import { foreignCursors, unauthorizedPages } from './cursor-access-probe.ts';
import { changedCounts, pagingErrors } from './cursor-errors-probe.ts';
import { emptyPages, firstPages } from './cursor-first-page-probe.ts';
import { previousPages, searchPages, sortedPages } from './cursor-order-probe.ts';
import { cursorTimeout } from './cursor-timeout-probe.ts';
import { cursorWalk } from './cursor-walk-probe.ts';
import { announcedMethods, announcedSizes } from './pagination-probe.ts';
import { pagingMethods } from './paging-method-probe.ts';

/** Paging by cursors (RFC 9865). */
export const cursorProbes: readonly Probe[] = [
  announcedMethods,
  announcedSizes,
  pagingMethods,
  firstPages,
  emptyPages,
  cursorWalk,
  sortedPages,
  previousPages,
  searchPages,
  pagingErrors,
  changedCounts,
  cursorTimeout,
  unauthorizedPages,
  foreignCursors,
];
