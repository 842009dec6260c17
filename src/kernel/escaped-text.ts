/**
 * A text as bytes with escapes undone, each byte knowing which stretch of the original it stands for. Texts that say
 * the same in different encodings (percent-encoded, as a form field, escaped in JSON, any of them more than once)
 * come to the same bytes.
 */
export interface PlainBytes {
  readonly bytes: Uint8Array;
  /** Offset in the original's UTF-8 bytes at which the stretch behind each byte starts … */
  readonly starts: Uint32Array;
  /** … and the one after its end. */
  readonly ends: Uint32Array;
}

/** Escapes nested deeper than this, one kind in the other, are not seen through. */
const nestedPasses = 4;

const percent = 0x25;
const backslash = 0x5c;
const dash = 0x2d;
const underscore = 0x5f;

/** Every reading of UTF-8 bytes: as they are, then with one more layer of escapes undone in each. Linear in their number. */
export function* readings(original: Uint8Array): Generator<PlainBytes> {
  let plain = asItIs(original);
  yield { ...plain, bytes: inOneAlphabet(plain.bytes) };
  for (let pass = 0; pass < nestedPasses; pass++) {
    const next = unescapeOnce(plain);
    if (next.bytes.length === plain.bytes.length) return;
    plain = next;
    yield { ...plain, bytes: inOneAlphabet(plain.bytes) };
  }
}

/** Bytes in which base64 and base64url read the same, and so do a space and its form-encoded `+`. */
export function inOneAlphabet(bytes: Uint8Array): Uint8Array {
  const folded = new Uint8Array(bytes.length);
  for (let index = 0; index < folded.length; index++) folded[index] = oneAlphabet(bytes[index]!);
  return folded;
}

function asItIs(bytes: Uint8Array): PlainBytes {
  const starts = new Uint32Array(bytes.length);
  const ends = new Uint32Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) {
    starts[index] = index;
    ends[index] = index + 1;
  }
  return { bytes, starts, ends };
}

function oneAlphabet(byte: number): number {
  // Space, plus and slash.
  if (byte === 0x20 || byte === 0x2b) return dash;
  return byte === 0x2f ? underscore : byte;
}

function unescapeOnce(from: PlainBytes): PlainBytes {
  const { bytes } = from;
  if (!bytes.includes(percent) && !bytes.includes(backslash)) return from;
  const to = asItIs(new Uint8Array(bytes));
  let length = 0;
  for (let index = 0; index < bytes.length;) {
    const escape = escapeAt(bytes, index);
    const end = escape?.end ?? index + 1;
    for (const byte of escape?.bytes ?? [bytes[index]!]) {
      to.bytes[length] = byte;
      to.starts[length] = from.starts[index]!;
      to.ends[length] = from.ends[end - 1]!;
      length += 1;
    }
    index = end;
  }
  return {
    bytes: to.bytes.subarray(0, length),
    starts: to.starts.subarray(0, length),
    ends: to.ends.subarray(0, length),
  };
}

function escapeAt(bytes: Uint8Array, index: number): Escape | undefined {
  const byte = bytes[index];
  if (byte === percent) return percentEscape(bytes, index);
  return byte === backslash ? jsonEscape(bytes, index) : undefined;
}

interface Escape {
  readonly bytes: ArrayLike<number> & Iterable<number>;
  readonly end: number;
}

/** `%2B`, `%252B`, … with hexadecimal digits in either case. */
function percentEscape(bytes: Uint8Array, start: number): Escape | undefined {
  let index = start + 1;
  while (hexadecimal(bytes, index, 2) === percent && hexadecimal(bytes, index + 2, 2) !== undefined) index += 2;
  const value = hexadecimal(bytes, index, 2);
  return value === undefined ? undefined : { bytes: [value], end: index + 2 };
}

const shortEscapes: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, f: 12, r: 13, '"': 0x22, '/': 0x2f };

/** A run of backslashes, which nested JSON doubles at each level, with what it escapes. */
function jsonEscape(bytes: Uint8Array, start: number): Escape {
  const after = pastBackslashes(bytes, start);
  const unit = unicodeUnit(bytes, after);
  if (unit !== undefined) {
    const next = pastBackslashes(bytes, after + 5);
    const low = next > after + 5 && isHighSurrogate(unit) ? unicodeUnit(bytes, next) : undefined;
    const text = low === undefined ? String.fromCharCode(unit) : String.fromCharCode(unit, low);
    return { bytes: Buffer.from(text, 'utf8'), end: low === undefined ? after + 5 : next + 5 };
  }
  const short = after < bytes.length ? shortEscapes[String.fromCharCode(bytes[after]!)] : undefined;
  return short === undefined ? { bytes: [backslash], end: after } : { bytes: [short], end: after + 1 };
}

function pastBackslashes(bytes: Uint8Array, start: number): number {
  let index = start;
  while (bytes[index] === backslash) index += 1;
  return index;
}

/** The code unit of `u00e9` at `index`. */
function unicodeUnit(bytes: Uint8Array, index: number): number | undefined {
  return bytes[index] === 0x75 ? hexadecimal(bytes, index + 1, 4) : undefined;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd8_00 && unit <= 0xdb_ff;
}

function hexadecimal(bytes: Uint8Array, start: number, digits: number): number | undefined {
  let value = 0;
  for (let index = start; index < start + digits; index++) {
    const byte = bytes[index];
    const digit = byte === undefined ? Number.NaN : hexadecimalDigit(byte);
    if (Number.isNaN(digit)) return undefined;
    value = value * 16 + digit;
  }
  return value;
}

function hexadecimalDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : Number.NaN;
}
