import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { checkDocument, messageOf, readDocument, ScimulateError } from '../../kernel/index.ts';
import { type Deviation, requirementById } from '../../conformance/index.ts';

const text = { type: 'string', minLength: 1 } as const;

/** JSON Schema of a file of known deviations. */
export const deviationsSchema = {
  $id: 'urn:scimulate:schema:deviations',
  title: 'Known deviations of a target',
  type: 'object',
  properties: {
    target: { ...text, description: 'What was checked, with its version.' },
    deviations: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          requirement: { ...text, description: 'The id of a requirement.' },
          clause: { ...text, description: 'Where the source says what is due.' },
          reason: { ...text, description: 'Why it fails, and why that is accepted.' },
          request: { ...text, description: 'The request that shows it.' },
          response: { ...text, description: 'What came.' },
        },
        required: ['requirement', 'reason'],
        additionalProperties: false,
      },
    },
  },
  required: ['target', 'deviations'],
  additionalProperties: false,
} as const;

const validate = new Ajv({ strict: true }).compile<{ readonly deviations: readonly Deviation[] }>(deviationsSchema);

/**
 * Reads a file of known deviations.
 * @throws ScimulateError `DEVIATIONS_UNREADABLE`, `DEVIATIONS_INVALID` or `REQUIREMENT_UNKNOWN` with file, line and column.
 */
export function readDeviations(path: string): readonly Deviation[] {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ScimulateError('DEVIATIONS_UNREADABLE', `the known deviations cannot be read: ${messageOf(error)}`, {
      place: { file: path },
      mend: 'name a YAML file with known deviations',
      cause: error,
    });
  }
  const document = readDocument(source, path, 'DEVIATIONS_INVALID');
  const { deviations } = checkDocument(document, validate, 'DEVIATIONS_INVALID');
  for (const [index, { requirement }] of deviations.entries()) {
    requirementById(requirement, document.place(`/deviations/${index}/requirement`));
  }
  return deviations;
}
