import { Ajv } from 'ajv';
import { checkDocument, type LocatedDocument, readDocument, ScimulateError } from '../../kernel/index.ts';
import { type Problem, problemsOf } from './dialect-problems.ts';
import type { DialectSpecification } from './specification.ts';
import { dialectSchema } from './specification-schema.ts';

const CODE = 'DIALECT_INVALID';

const validate = new Ajv({ strict: true, strictRequired: false }).compile<DialectSpecification>(dialectSchema);

/**
 * Reads a dialect from a file in YAML or JSON.
 * @param file What errors call it.
 * @throws ScimulateError `DIALECT_INVALID` with file, line and column of the first thing that is wrong.
 */
export function loadDialect(text: string, file: string): DialectSpecification {
  const document = readDocument(text, file, CODE);
  const specification = checkDocument(document, validate, CODE);
  const [problem] = problemsOf(specification);
  if (problem !== undefined) throw invalid(document, problem);
  return specification;
}

function invalid(document: LocatedDocument, { pointer, message }: Problem): ScimulateError {
  return new ScimulateError(CODE, message, { place: document.place(pointer) });
}
