import { hash as digest } from 'node:crypto';
import type { Instant } from '../kernel/index.ts';
import type { AuditRecord } from './record.ts';
import type { Head } from './store.ts';

/**
 * The chain of one tenant. A record is kept as one line of JSON whose last member is `hash`. The hash is the SHA-256 of
 * the UTF-8 bytes of the same line without that member, `previousHash` included: what was hashed is what is stored,
 * and anybody can verify a line with a SHA-256 tool alone.
 */

/** `previousHash` of a tenant's first record. */
export const GENESIS_HASH = '0'.repeat(64);

/** The head of a chain without records. */
export const EMPTY_HEAD: Head = { sequence: 0, hash: GENESIS_HASH };

/** `,"hash":"` + 64 digits + `"}`. */
const SEAL_LENGTH = 75;
const SEAL = /^,"hash":"([0-9a-f]{64})"\}$/u;

/** A record in its final form: the line that is stored, and its hash. */
export interface SealedLine {
  readonly line: string;
  readonly hash: string;
}

/** Puts a serialized draft in its place behind `previous`. */
export function sealDraft(draftText: string, previous: Head, recordedAt: Instant): SealedLine {
  const place = `{"sequence":${previous.sequence + 1},"recordedAt":${recordedAt},"previousHash":"${previous.hash}",`;
  const open = place + draftText.slice(1, -1);
  const hash = digest('sha256', `${open}}`);
  return { line: `${open},"hash":"${hash}"}`, hash };
}

/** The hash that a line carries; `undefined` when it does not end in one. */
export function carriedHash(line: string): string | undefined {
  return SEAL.exec(line.slice(-SEAL_LENGTH))?.[1];
}

/** Whether a line still has the bytes that its hash was made from. */
export function isIntact(line: string): boolean {
  const hash = carriedHash(line);
  return hash !== undefined && digest('sha256', `${line.slice(0, -SEAL_LENGTH)}}`) === hash;
}

/** The line of a record that was read: serializing gives the stored bytes back, because they were serialized here. */
export function lineOf(record: AuditRecord): string {
  const { hash, ...rest } = record;
  return `${JSON.stringify(rest).slice(0, -1)},"hash":${JSON.stringify(hash)}}`;
}
