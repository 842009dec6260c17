import { ScimulateError } from '../../kernel/index.ts';
import { HASH_BYTES } from './merkle-hash.ts';
import type { SignerKey, VerifierKey } from './note-keys.ts';
import { parseNote, signNote, verifyNote } from './signed-note.ts';

/** How far one tenant's log had come, and the root of its Merkle tree then (https://c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly tenant: string;
  /** Records. */
  readonly size: number;
  readonly root: Buffer;
}

/** A checkpoint that was read. */
export interface ReadCheckpoint extends Checkpoint {
  /** A key was given, and this is signed with it. */
  readonly trusted: boolean;
}

/** Between the name of the key and that of the tenant, in the origin of a checkpoint. */
const TENANT = '/tenants/';

/**
 * Signs a checkpoint. Kept somewhere that whoever writes the log cannot reach, it shows later that the log of then is
 * still the beginning of the log.
 */
export function signCheckpoint({ tenant, size, root }: Checkpoint, signer: SignerKey): string {
  const origin = `${signer.name}${TENANT}${encodeURIComponent(tenant)}`;
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, signer);
}

/**
 * Reads a checkpoint.
 * @param verifier Without one its signatures are not looked at.
 * @throws ScimulateError `NOTE_INVALID` for what is no checkpoint, `NOTE_UNTRUSTED` for one that the key has not signed.
 */
export function parseCheckpoint(text: string, verifier?: VerifierKey): ReadCheckpoint {
  const note = parseNote(text);
  if (verifier !== undefined) verifyNote(note, verifier);
  const [origin = '', size = '', encoded = ''] = note.text.split('\n');
  const at = origin.lastIndexOf(TENANT);
  const root = Buffer.from(encoded, 'base64');
  if (
    at < 0 ||
    !/^(?:0|[1-9]\d{0,14})$/u.test(size) ||
    root.length !== HASH_BYTES ||
    root.toString('base64') !== encoded
  )
    throw invalid();
  return {
    tenant: tenantIn(origin.slice(at + TENANT.length)),
    size: Number(size),
    root,
    trusted: verifier !== undefined,
  };
}

/** The texts of the checkpoints in a file that has one behind the other. */
export function splitCheckpoints(text: string): readonly string[] {
  const notes: string[] = [];
  let lines: string[] = [];
  let isSigned = false;
  for (const line of text.split('\n').slice(0, text.endsWith('\n') ? -1 : undefined)) {
    // What follows the signatures of one note is the next one; blank lines may lie between.
    if (isSigned && !line.startsWith('\u2014')) {
      notes.push(`${lines.join('\n')}\n`);
      [lines, isSigned] = [[], false];
    }
    if (lines.length === 0 && line === '') continue;
    lines.push(line);
    isSigned ||= line.startsWith('\u2014');
  }
  if (lines.length > 0) notes.push(`${lines.join('\n')}\n`);
  return notes;
}

function tenantIn(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalid();
  }
}

function invalid(): ScimulateError {
  return new ScimulateError('NOTE_INVALID', 'The note is no checkpoint of a log of this project.', {
    mend: 'give a checkpoint as "scimulate checkpoint" writes it',
  });
}
