import { inOneAlphabet, type PlainBytes, readings } from './escaped-text.ts';

/** A stretch of a text, in UTF-8 bytes, in which a secret stands. */
export interface SecretPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Needle {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How many bytes beside it may hold some bits of the secret and go with it. */
  readonly before: number;
  readonly after: number;
  /** A base64 form, whose padding goes with it. */
  readonly padded: boolean;
}

/** A shorter part of a base64 text is too common to be taken for a trace of a secret. */
const shortestFixedPart = 8;

/** Looks for many secrets in a text at once; the time does not depend on their number. */
export class SecretFinder {
  /** Needles by their first two bytes, the longest first. */
  readonly #needles = new Map<number, readonly Needle[]>();
  readonly #starts = new Uint8Array(0x1_00_00);

  /** @param secrets names by value; each value has at least two bytes. */
  constructor(secrets: ReadonlyMap<string, string>) {
    const needles = [...secrets].flatMap(([value, name]) => needlesOf(name, value));
    for (const needle of needles.toSorted((left, right) => right.bytes.length - left.bytes.length)) {
      const key = pair(needle.bytes, 0);
      this.#starts[key] = 1;
      this.#needles.set(key, [...(this.#needles.get(key) ?? []), needle]);
    }
  }

  /** Every place of a secret in any reading of the text, from the left, without overlaps. */
  find(text: Uint8Array): SecretPlace[] {
    const found = [...readings(text)].flatMap((reading) => this.#findIn(reading));
    const places: SecretPlace[] = [];
    for (const place of found.toSorted((left, right) => left.start - right.start || right.end - left.end)) {
      const previous = places.at(-1);
      if (previous === undefined || place.start >= previous.end) places.push(place);
      else if (place.end > previous.end) places[places.length - 1] = { ...previous, end: place.end };
    }
    return places;
  }

  #findIn(plain: PlainBytes): SecretPlace[] {
    const places: SecretPlace[] = [];
    for (let index = 0; index + 1 < plain.bytes.length;) {
      const needle = this.#needleAt(plain.bytes, index);
      if (needle === undefined) {
        index += 1;
        continue;
      }
      const end = pastNeedle(plain, needle, index);
      const start = Math.max(index - needle.before, 0);
      places.push({ name: needle.name, start: plain.starts[start]!, end: plain.ends[end - 1]! });
      index = end;
    }
    return places;
  }

  #needleAt(bytes: Uint8Array, index: number): Needle | undefined {
    const key = pair(bytes, index);
    if (this.#starts[key] === 0) return undefined;
    return this.#needles.get(key)?.find((needle) => needle.bytes.every((byte, at) => bytes[index + at] === byte));
  }
}

function pair(bytes: Uint8Array, index: number): number {
  return (bytes[index]! << 8) | bytes[index + 1]!;
}

function pastNeedle(plain: PlainBytes, needle: Needle, index: number): number {
  let end = index + needle.bytes.length;
  for (let count = 0; count < needle.after && isDigit(plain.bytes[end]); count++) end += 1;
  for (let count = 0; needle.padded && count < 2 && plain.bytes[end] === 0x3d; count++) end += 1;
  return end;
}

/**
 * The secret itself and its base64 forms. Inside a longer text that is then encoded it falls on one of three offsets:
 * the digits that depend on the secret alone are looked for; one on either side may mix its bits with a neighbour's.
 */
function needlesOf(name: string, secret: string): Needle[] {
  const bytes = Buffer.from(secret, 'utf8');
  const needles: Needle[] = [{ name, bytes: base64Digits(bytes), before: 0, after: 0, padded: true }];
  // A secret may itself look like an escape, and is then undone along with the text.
  for (const reading of readings(bytes))
    needles.push({ name, bytes: reading.bytes, before: 0, after: 0, padded: false });
  for (const offset of [0, 1, 2]) {
    const digits = base64Digits(Buffer.concat([Buffer.alloc(offset), bytes]));
    const bits = (offset + bytes.length) * 8;
    const fixed = digits.subarray(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
    if (fixed.length < shortestFixedPart) continue;
    needles.push({ name, bytes: fixed, before: offset === 0 ? 0 : 1, after: bits % 6 === 0 ? 0 : 1, padded: true });
  }
  return needles.filter((needle) => needle.bytes.length > 1);
}

function base64Digits(bytes: Buffer): Uint8Array {
  return inOneAlphabet(Buffer.from(bytes.toString('base64url'), 'latin1'));
}

/** A digit of base64 after the alphabets have been folded into one. */
function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && /[\w-]/u.test(String.fromCharCode(byte));
}
