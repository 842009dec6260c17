import { ScimulateError } from '../kernel/index.ts';

/** @throws ScimulateError `RUN_INTERRUPTED` once the signal was given. */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new ScimulateError('RUN_INTERRUPTED', 'the run was interrupted.');
}
