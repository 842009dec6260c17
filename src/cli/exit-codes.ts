/** Exit codes of every command; scripts may rely on them. */
export const exitCode = {
  /** Did what was asked; for `check` and `judge`: conforming. */
  ok: 0,
  /** `check` and `judge`: at least one MUST failed or could not be decided. */
  notConforming: 1,
  /** Could not run: bad input, an unreachable target, a fault of ours. */
  couldNotRun: 2,
} as const;
