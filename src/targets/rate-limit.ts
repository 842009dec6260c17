import type { Clock } from '../kernel/index.ts';
import type { Transport } from './transport.ts';

/**
 * Spaces requests evenly, so that no more than `perSecond` begin in a second of the clock. They keep their order.
 * A clock that steps back does not hold anything up: the wait is bounded by what stands in line.
 */
export function rateLimited(transport: Transport, clock: Clock, perSecond: number): Transport {
  const interval = 1000 / perSecond;
  let free = Number.NEGATIVE_INFINITY;
  let waiting = 0;
  return async (request) => {
    const now = clock.now();
    const start = Math.min(Math.max(now, free), now + (waiting + 1) * interval);
    free = start + interval;
    if (start > now) {
      waiting += 1;
      await clock.sleep(start - now);
      waiting -= 1;
    }
    return transport(request);
  };
}
