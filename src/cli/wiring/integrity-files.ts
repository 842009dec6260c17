import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Checkpoint,
  parseCheckpoint,
  parseSigner,
  parseVerifier,
  signerFrom,
  type SignerKey,
  signerText,
  splitCheckpoints,
  type VerifierKey,
  verifierText,
} from '../../audit/index.ts';
import { messageOf, ScimulateError, systemSecret } from '../../kernel/index.ts';

/** @throws ScimulateError `FILE_UNREADABLE`, `KEY_INVALID` */
export function readVerifier(file: string, folder: string): VerifierKey {
  return atFile(file, () => parseVerifier(readText(file, folder)));
}

/**
 * The signing key in a file. Where there is none, one is made up and written, for nobody else to read, with its public
 * part beside it under the same name and `.pub`.
 * @throws ScimulateError `FILE_UNREADABLE`, `KEY_INVALID`
 */
export function openSigner(file: string, name: string, folder: string): SignerKey {
  const path = resolve(folder, file);
  if (existsSync(path)) return atFile(file, () => parseSigner(readText(file, folder)));
  const signer = signerFrom(name, Buffer.from(systemSecret(32), 'base64url'));
  writeFileSync(path, `${signerText(signer)}\n`, { mode: 0o600, flag: 'wx' });
  writeFileSync(`${path}.pub`, `${verifierText(signer)}\n`);
  return signer;
}

/**
 * Every checkpoint in the files.
 * @param verifier checks their signatures; without one they are taken as they stand.
 * @throws ScimulateError `FILE_UNREADABLE`, `NOTE_INVALID`, `NOTE_UNTRUSTED`
 */
export function readCheckpoints(
  files: readonly string[],
  folder: string,
  verifier: VerifierKey | undefined,
): readonly Checkpoint[] {
  return files.flatMap((file) =>
    atFile(file, () => {
      const notes = splitCheckpoints(readText(file, folder));
      if (notes.length === 0) throw new ScimulateError('NOTE_INVALID', 'There is no checkpoint in it.');
      return notes.map((note) => parseCheckpoint(note, verifier));
    }),
  );
}

function readText(file: string, folder: string): string {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (error) {
    throw new ScimulateError('FILE_UNREADABLE', messageOf(error), {
      mend: 'name a file that can be read',
      cause: error,
    });
  }
}

/** Says of an error in which file it lies. */
function atFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScimulateError) || error.place !== undefined) throw error;
    const { code, message, mend } = error;
    throw new ScimulateError(code, message, { place: { file }, ...(mend !== undefined && { mend }), cause: error });
  }
}
