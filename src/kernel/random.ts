import { randomBytes } from 'node:crypto';

/** A seeded source of randomness; the same seed gives the same values on every machine. */
export interface Random {
  /** Uniform in [0, 1) with 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** A uniformly chosen element. @throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** `length` bytes in lower-case hexadecimal. */
  hex(length: number): string;
  /** A version 4 UUID (RFC 9562) made from this source. */
  uuid(): string;
  /** An independent source named by `label`: what one consumer draws does not disturb another. */
  fork(label: string): Random;
}

/**
 * Creates a source from a seed (xoshiro128**, seeded by a 32-bit string hash).
 * It is not for keys: secrets of a served simulator come from the operating system.
 */
export function seededRandom(seed: number | string): Random {
  const expand = splitMix(hash(String(seed)));
  let [a, b, c, d] = [expand(), expand(), expand(), expand()] as [number, number, number, number];
  const bits = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const carry = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= carry;
    d = rotate(d, 11);
    return result;
  };
  const integer = (bound: number): number => Math.floor((bits() / 0x1_0000_0000) * bound);
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length * 2) {
      const word = bits();
      text +=
        octets[word >>> 24]! + octets[(word >>> 16) & 0xff]! + octets[(word >>> 8) & 0xff]! + octets[word & 0xff]!;
    }
    return text.slice(0, length * 2);
  };
  return {
    next: () => bits() / 0x1_0000_0000,
    integer,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('pick needs at least one item');
      return items[integer(items.length)]!;
    },
    hex,
    uuid: () => {
      const digits = hex(16);
      const variant = ((Number.parseInt(digits[16]!, 16) & 0x3) | 0x8).toString(16);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
    fork: (label) => seededRandom(`${seed}/${label}`),
  };
}

/** Two hexadecimal digits for each value of an octet. */
const octets: readonly string[] = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01_00_01_93);
  return value >>> 0;
}

function splitMix(state: number): () => number {
  return () => {
    state = (state + 0x9e_37_79_b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21_f0_aa_ad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x73_5a_2d_97);
    return mixed ^ (mixed >>> 15);
  };
}

/** `bytes` bytes from the operating system in base64url: for secrets of a simulator that stands on a network. */
export function systemSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
