import { Ajv, type DefinedError, type ValidateFunction } from 'ajv';
import { isJsonObject } from '../kernel/index.ts';
import type { HistoryLine } from './line.ts';
import type { EndLine } from './line-text.ts';
import { lineSchemas, ownKeyword } from './line-schema.ts';

/** A value that is a line of a history, or what is wrong with it and where in it. */
export type CheckedLine =
  | { readonly line: HistoryLine | EndLine }
  | { readonly fault: string; readonly pointer: string };

const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
ajv.addVocabulary([ownKeyword]);
const validators = new Map<unknown, ValidateFunction<HistoryLine | EndLine>>(
  Object.entries(lineSchemas).map(([type, schema]) => [type, ajv.compile(schema)]),
);

/** Checks one parsed line against the format. */
export function checkLine(value: unknown): CheckedLine {
  if (!isJsonObject(value)) return { fault: 'the line is not a JSON object.', pointer: '' };
  const type = value['type'];
  if (type === undefined) return { fault: 'the line has no type.', pointer: '' };
  const validate = validators.get(type);
  if (validate === undefined) {
    const known = [...validators.keys()].join(', ');
    return { fault: `the type ${JSON.stringify(type)} is none of: ${known}.`, pointer: '/type' };
  }
  if (!validate(value)) return describe(validate.errors);
  if (value.type === 'exchange' && (value.response === undefined) === (value.failure === undefined)) {
    return { fault: 'an exchange has either a response or a failure.', pointer: '' };
  }
  return { line: value };
}

function describe(errors: ValidateFunction['errors']): CheckedLine {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ajv types the errors of its own keywords like this.
  const error = errors?.[0] as DefinedError | undefined;
  if (error === undefined) return { fault: 'the line does not fit the format.', pointer: '' };
  const pointer = error.instancePath;
  if (error.keyword === 'additionalProperties') {
    return { fault: `the format has no property ${JSON.stringify(error.params.additionalProperty)} here.`, pointer };
  }
  if (error.keyword === 'enum') {
    return { fault: `the value must be one of: ${error.params.allowedValues.join(', ')}.`, pointer };
  }
  return { fault: `the value ${error.message ?? 'does not fit the format'}.`, pointer };
}
