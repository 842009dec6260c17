import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Root of a tree without leaves (RFC 9162 section 2.1.1). */
export const EMPTY_ROOT: Buffer = hash('sha256', Buffer.alloc(0), 'buffer');

/** Hash of a leaf (RFC 9162 section 2.1.1): of the line of a record as it is stored, in UTF-8. */
export function leafHash(line: string): Buffer {
  return hash('sha256', Buffer.concat([LEAF, Buffer.from(line)]), 'buffer');
}

/** Hash of an inner node (RFC 9162 section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');
}
