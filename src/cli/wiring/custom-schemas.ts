import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, ScimulateError } from '../../kernel/index.ts';
import { modelsWith, parseResourceType, parseSchemaDefinition, type ResourceModel } from '../../scim/index.ts';

const schemaFile = /\.schema\.(?:ya?ml|json)$/u;
const typeFile = /\.type\.(?:ya?ml|json)$/u;

/**
 * The core resource types together with those that a folder describes: `*.schema.yaml` in the form of a `/Schemas`
 * resource, `*.type.yaml` in the form of a `/ResourceTypes` resource; JSON too.
 * @throws ScimulateError `SCHEMA_UNREADABLE`, or `SCHEMA_INVALID` with file, line and column.
 */
export function loadModels(folder: string): readonly ResourceModel[] {
  try {
    const names = readdirSync(folder).toSorted();
    const texts = (pattern: RegExp): (readonly [text: string, file: string])[] =>
      names
        .filter((name) => pattern.test(name))
        .map((name) => [readFileSync(join(folder, name), 'utf8'), join(folder, name)]);
    const types = texts(typeFile).map(([text, file]) => parseResourceType(text, file));
    const schemas = texts(schemaFile).map(([text, file]) => parseSchemaDefinition(text, file));
    return modelsWith(types, schemas);
  } catch (error) {
    if (error instanceof ScimulateError) throw error;
    throw new ScimulateError('SCHEMA_UNREADABLE', `the schemas cannot be read: ${messageOf(error)}`, {
      place: { file: folder },
      mend: 'name a folder with files that end in .schema.yaml and .type.yaml',
      cause: error,
    });
  }
}
