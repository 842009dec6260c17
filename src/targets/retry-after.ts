import type { Clock } from '../kernel/index.ts';
import type { TargetResponse } from './target.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** A read is asked at most so often. */
const attempts = 5;
/** Milliseconds: the first wait where the server names none; each further one doubles. */
const firstWait = 1_000;
/** Milliseconds: a longer wait is not worth it, whatever the server says. */
export const longestWait = 60_000;

/**
 * Sends a request that is safe to repeat, and repeats it after a 429 or a 503 with `Retry-After`, when the server says
 * so (RFC 9110 section 10.2.3: seconds or a date). The last response comes back whatever it is.
 */
export async function patientRead(
  { transport, clock }: { readonly transport: Transport; readonly clock: Clock },
  request: TransportRequest,
): Promise<TargetResponse> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await transport(request);
    if ('failure' in response || attempt === attempts) return response;
    const named = retryAfter(response.headers['retry-after'], clock);
    if (response.status !== 429 && (response.status !== 503 || named === undefined)) return response;
    const wait = named ?? firstWait * 2 ** (attempt - 1);
    if (wait > longestWait) return response;
    await clock.sleep(wait);
  }
}

/** Milliseconds that a `Retry-After` field asks to wait: seconds, or the time until a date (RFC 9110 section 10.2.3). */
export function retryAfter(header: string | undefined, clock: Clock): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/u.test(header)) return Number(header) * 1000;
  const date = header.endsWith('GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.now());
}
