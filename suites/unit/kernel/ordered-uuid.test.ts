import { describe, expect, it } from 'vitest';
import { orderedUuid, seededRandom } from '../../../src/kernel/index.ts';

describe('orderedUuid', () => {
  it('is a version 7 UUID of RFC 9562 that begins with the time', () => {
    // The example of appendix A.6: 2022-02-22T19:22:22.000Z.
    const uuid = orderedUuid(1_645_557_742_000, seededRandom(1));
    expect(uuid).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  });

  it('sorts by time as text, and differs within a millisecond', () => {
    const random = seededRandom(2);
    const times = [0, 1, 255, 256, 1_800_000_000_000, 1_800_000_000_001, 2 ** 48 - 1];
    const ids = times.map((time) => orderedUuid(time, random));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => orderedUuid(5, random))).size).toBe(1000);
  });

  it('takes a time before 1970 for its beginning', () => {
    expect(orderedUuid(-1, seededRandom(3))).toMatch(/^00000000-0000-7/u);
  });
});
