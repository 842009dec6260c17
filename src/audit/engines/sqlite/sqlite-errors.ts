import { messageOf, ScimulateError } from '../../../kernel/index.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that the engine tells apart. */
const SQLITE = { BUSY: 5, LOCKED: 6, CORRUPT: 11, FULL: 13, NOTADB: 26 } as const;

/** The extended code of a row that a unique index has already. */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** The extended result code of an error that `node:sqlite` threw; 0 for any other error. */
function extendedCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
}

/** The extended code has the primary one in its lowest byte. */
function primaryCode(error: unknown): number {
  return extendedCode(error) & 0xff;
}

export function isNotUnique(error: unknown): boolean {
  return extendedCode(error) === SQLITE_CONSTRAINT_UNIQUE;
}

/** What a failed transaction means to those who wait for it. */
export function commitError(path: string, cause: unknown): ScimulateError {
  const place = { file: path };
  switch (primaryCode(cause)) {
    case SQLITE.FULL:
      return new ScimulateError('STORE_FULL', 'The disk is full: nothing of this batch was stored.', {
        place,
        mend: 'make room and append again',
        cause,
      });
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return new ScimulateError('STORE_LOCKED', 'Another process keeps the audit store locked.', {
        place,
        mend: 'append again, or end the other process',
        cause,
      });
    default:
      return new ScimulateError('STORE_FAILED', `The audit store failed to commit: ${messageOf(cause)}.`, {
        place,
        mend: 'open it again; what was not acknowledged may be missing',
        cause,
      });
  }
}

/** Why a file cannot be opened as an audit store. */
export function openError(path: string, cause: unknown): ScimulateError {
  const place = { file: path };
  switch (primaryCode(cause)) {
    case SQLITE.NOTADB:
      return notOurs(path, cause);
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return new ScimulateError('STORE_LOCKED', 'Another process keeps the file locked.', {
        place,
        mend: 'end the other process, or open another file',
        cause,
      });
    case SQLITE.CORRUPT:
      return new ScimulateError('STORE_DAMAGED', 'The file is damaged.', { place, mend: 'restore it', cause });
    default:
      return new ScimulateError('STORE_OPEN', `The file cannot be opened: ${messageOf(cause)}.`, {
        place,
        mend: 'give the path of a file that can be written',
        cause,
      });
  }
}

/** Why what is stored could not be read. */
export function readError(path: string, cause: unknown): ScimulateError {
  if (cause instanceof ScimulateError) return cause;
  const code = primaryCode(cause) === SQLITE.BUSY ? 'STORE_LOCKED' : 'STORE_DAMAGED';
  return new ScimulateError(code, `The audit store cannot be read: ${messageOf(cause)}.`, {
    place: { file: path },
    mend: 'verify the store, and restore it where it is damaged',
    cause,
  });
}

export function notOurs(path: string, cause?: unknown): ScimulateError {
  return new ScimulateError('STORE_NOT_OURS', 'The file is no audit store; it was left as it is.', {
    place: { file: path },
    mend: 'give the path of an audit store, or of a file that does not exist yet',
    cause,
  });
}

export function newerError(path: string, version: number, known: number): ScimulateError {
  return new ScimulateError('STORE_NEWER', `The store has format ${version}; this version reads up to ${known}.`, {
    place: { file: path },
    mend: 'use the version that wrote it, or a later one',
  });
}
