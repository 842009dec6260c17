import { sign, verify } from 'node:crypto';
import { ScimulateError } from '../../kernel/index.ts';
import type { SignerKey, VerifierKey } from './note-keys.ts';

/** A signature line: em dash, name of the key, its id and the signature in base64. */
const SIGNATURE = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/]+=*)$/u;

const ID_BYTES = 4;
/** More signatures than anybody needs on one note, as the format asks its readers to bound them. */
const MOST_SIGNATURES = 100;

/** A note as it was read, without anything being checked. */
export interface SignedNote {
  /** With the line feed at its end. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Buffer; readonly signature: Buffer }[];
}

/**
 * Signs a text as a note (https://c2sp.org/signed-note).
 * @param text Ends in a line feed and has no other control character.
 */
export function signNote(text: string, signer: SignerKey): string {
  const signature = sign(null, Buffer.from(text), signer.secret);
  return `${text}\n\u2014 ${signer.name} ${Buffer.concat([signer.id, signature]).toString('base64')}\n`;
}

/** @throws ScimulateError `NOTE_INVALID` for what is no signed note. */
export function parseNote(note: string): SignedNote {
  const end = note.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex -- These are what a note must not have.
  if (end < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000B-\u001F]/u.test(note))
    throw invalid('it is no signed note');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw invalid(`it has more than ${MOST_SIGNATURES} signatures`);
  const signatures = lines.map((line) => {
    const [, name, encoded = ''] = SIGNATURE.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (name === undefined || bytes.length <= ID_BYTES) throw invalid('a line behind its text is no signature');
    return { name, id: bytes.subarray(0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

/**
 * Checks a note against a key. Signatures of other keys are passed over.
 * @throws ScimulateError `NOTE_UNTRUSTED` when the key has not signed it, or a signature in the name of the key is wrong.
 */
export function verifyNote({ text, signatures }: SignedNote, verifier: VerifierKey): void {
  const own = signatures.filter(({ name, id }) => name === verifier.name && id.equals(verifier.id));
  if (own.length === 0) throw untrusted(`the key "${verifier.name}" has not signed it`);
  if (!own.every(({ signature }) => verify(null, Buffer.from(text), verifier.key, signature)))
    throw untrusted(`the signature of the key "${verifier.name}" is not that of its text`);
}

function invalid(message: string): ScimulateError {
  return new ScimulateError('NOTE_INVALID', `The checkpoint cannot be read: ${message}.`, {
    mend: 'give a checkpoint as it was written, to the byte',
  });
}

function untrusted(message: string): ScimulateError {
  return new ScimulateError('NOTE_UNTRUSTED', `The checkpoint proves nothing: ${message}.`, {
    mend: 'give the key that it was signed with, or a checkpoint that nobody has changed',
  });
}
