import type { JobPolicy } from '../model.ts';

/** Milliseconds to wait after so many failed attempts: exponential backoff with an upper bound. */
export function retryDelay({ backoff }: JobPolicy, failures: number): number {
  return Math.min(backoff.longest, Math.round(backoff.first * backoff.factor ** (failures - 1)));
}
