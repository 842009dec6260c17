import type { LawsClause } from './specification.ts';

/** The laws that every log of this project keeps, with the requirements that they are known by. */
export const commonLaws = {
  immutable: ['X-IMMUTABLE-1'],
  conserve: ['X-CONSERVE-1'],
  clock: ['X-CLOCK-1'],
  tenancy: ['X-TENANT-1'],
  injection: ['X-INJECT-1'],
  actor: ['FLD-ACTOR-1'],
  outcome: ['FLD-OUTCOME-1'],
  members: ['FLD-MEMBER-1'],
  differences: ['FLD-DIFF-1'],
} as const satisfies LawsClause;

/** The laws of logs whose entries stand for changes, besides the common ones. */
export const changeLaws = {
  noop: ['FLD-NOOP-1'],
  once: ['FLD-ONE-1'],
  committed: ['FLD-TXN-1'],
} as const satisfies LawsClause;
