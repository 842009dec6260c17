import type { Clock, Timer } from '../../kernel/index.ts';

/** Nothing came in time. */
export class TimeLimitExceeded extends Error {
  override readonly name = 'TimeLimitExceeded';
}

/**
 * What `work` comes to, if it does so in time on this clock. Afterwards its signal is aborted, and whatever it still comes
 * to is ignored.
 * @throws TimeLimitExceeded, and whatever `work` throws in time.
 */
export async function withTimeLimit<T>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: Timer | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = clock.after(milliseconds, () => {
      reject(new TimeLimitExceeded(`No answer came within ${milliseconds} ms.`));
      controller.abort();
    });
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    timer?.cancel();
  }
}
