const encoder = new TextEncoder();

/** Compares by code point, as UTF-8 bytes sort, and as every database sorts them without a collation. */
export function byCodePoint(left: string, right: string): number {
  return Buffer.compare(encoder.encode(left), encoder.encode(right));
}
