import { Ajv } from 'ajv';
import {
  checkDocument,
  escapeToken,
  isJsonObject,
  type JsonValue,
  type LocatedDocument,
  type Place,
  readDocument,
  ScimulateError,
} from '../kernel/index.ts';
import type { TargetFile } from './target-file.ts';
import { targetFileSchema } from './target-file-schema.ts';

/** A target file that fits its schema, with the means to say where in the text a part of it stands. */
export interface LoadedTargetFile {
  readonly config: TargetFile;
  readonly place: (pointer: string) => Place;
}

const invalid = 'TARGET_INVALID';
const validate = new Ajv({
  verbose: true,
  strictTypes: false,
  strictRequired: false,
  validateFormats: false,
}).compile<TargetFile>(targetFileSchema);

/**
 * Reads a target file from its text. Nothing is opened yet and no secret looked up.
 * @throws ScimulateError `TARGET_INVALID` with file, line and column; also for a secret that is written out.
 */
export function loadTargetFile(text: string, file: string): LoadedTargetFile {
  const document = readDocument(text, file, invalid);
  refuseSecrets(document, document.value, '');
  const config = checkDocument(document, validate, invalid);
  return { config, place: (pointer) => document.place(pointer) };
}

const secretName = /(?:authorization|cookie|token|secret|password|passwd|apikey|credential)$/iu;

/** Names under these are free or say where something is found, and their values are pointers and parameters. */
const freeNames = new Set(['fields', 'filters', 'values', 'gives']);
/** A parameter that a driver is given when it acts. */
const template = /^\{[A-Za-z][\w-]*\}$/u;

/** A file of this kind is committed and passed around: what looks like a secret in it is refused, and not repeated. */
function refuseSecrets(document: LocatedDocument, value: JsonValue, pointer: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseSecrets(document, item, `${pointer}/${index}`);
  }
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || freeNames.has(name)) continue;
    const place = `${pointer}/${escapeToken(name)}`;
    const isSecret = typeof member === 'string' && secretName.test(name.replaceAll(/[-_]/gu, ''));
    if (isSecret && !template.test(member)) {
      throw new ScimulateError(invalid, `"${name}" would hold a secret in the file.`, {
        place: document.place(place),
        mend: pointer.endsWith('/headers')
          ? 'write { env: NAME } and put the value into that environment variable.'
          : 'put it into an environment variable and name that one: tokenEnv: NAME.',
      });
    }
    refuseSecrets(document, member, place);
  }
}
