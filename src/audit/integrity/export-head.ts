import { isJsonObject, type JsonObject, type JsonValue, ScimulateError } from '../../kernel/index.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { HASH_BYTES } from './merkle-hash.ts';
import type { VerifierKey } from './note-keys.ts';

/** What the first line of an export says of the log that it was taken from. */
export interface ExportHead extends Checkpoint {
  /** Signed with the key that was given. */
  readonly signed: boolean;
  /** Absent where the export is of the whole log. `everyRecord`: each record from behind `after` to `through` is in it. */
  readonly part?: { readonly after: number; readonly through: number; readonly everyRecord: boolean };
}

/**
 * Reads the head of an export, and its checkpoint where it has one.
 * @throws ScimulateError `EXPORT_INVALID`, `NOTE_INVALID`, `NOTE_UNTRUSTED`
 */
export function readExportHead(head: JsonObject, verifier: VerifierKey | undefined): ExportHead {
  const { version, tenant, size, root: encoded, checkpoint, part } = head;
  const root = typeof encoded === 'string' ? Buffer.from(encoded, 'base64') : undefined;
  if (version !== 1 || typeof tenant !== 'string' || !isCount(size) || root?.length !== HASH_BYTES)
    throw exportFault('its head is not one of this version', 1);
  let signed = false;
  if (typeof checkpoint === 'string') {
    const read = parseCheckpoint(checkpoint, verifier);
    if (read.tenant !== tenant || read.size !== size || !read.root.equals(root))
      throw exportFault('its head is another one than its checkpoint was made over', 1);
    signed = read.trusted;
  }
  if (part === undefined) return { tenant, size, root, signed };
  const { after, through, kinds } = isJsonObject(part) ? part : {};
  if (!isCount(after) || !isCount(through)) throw exportFault('its head does not say which part it is', 1);
  return { tenant, size, root, signed, part: { after, through, everyRecord: kinds === undefined } };
}

export function exportFault(message: string, line: number): ScimulateError {
  return new ScimulateError('EXPORT_INVALID', `This is no export of records: ${message}.`, {
    place: { line },
    mend: 'give a file that "scimulate export" has written, or lines of records',
  });
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
