import { Ajv, type DefinedError, type ErrorObject, type ValidateFunction } from 'ajv';
import {
  describeSchemaError,
  escapeToken,
  isJsonObject,
  type LocatedDocument,
  type Place,
  readDocument,
  ScimulateError,
} from '../kernel/index.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { scenarioSchema, stepNames } from './scenario-schema.ts';
import { suggestion } from './suggestion.ts';

const invalid = 'SCENARIO_INVALID';

// Union types and a property that is required elsewhere are meant; everything else that ajv finds odd is a mistake.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, verbose: true });
ajv.addFormat('regex', isRegularExpression);
const validate: ValidateFunction<ScenarioFile> = ajv.compile<ScenarioFile>(scenarioSchema);

/** A scenario file that fits the schema, of which every part can be found again in the text. */
export interface ScenarioDocument {
  readonly content: ScenarioFile;
  /** File, line and column at a JSON pointer. */
  place(pointer: string): Place;
}

/**
 * Reads the text of a scenario file and checks it against the schema.
 * @throws ScimulateError `SCENARIO_INVALID` at the first fault, with what was probably meant.
 */
export function readScenarioDocument(text: string, file: string): ScenarioDocument {
  try {
    const document = readDocument(text, file, invalid);
    const content: unknown = document.value;
    if (validate(content)) return { content, place: (pointer) => document.place(pointer) };
    throw schemaFault(document, validate.errors ?? []);
  } catch (error) {
    throw withQuotingHint(error, text);
  }
}

/** Plain braces begin a mapping in YAML, which is the most frequent reason for a fault in a line with a placeholder. */
function withQuotingHint(error: unknown, text: string): unknown {
  if (!(error instanceof ScimulateError) || error.mend !== undefined) return error;
  const line = text.split('\n')[(error.place?.line ?? 0) - 1] ?? '';
  if (!line.includes('{{')) return error;
  const { code, message, place } = error;
  return new ScimulateError(code, message, {
    ...(place === undefined ? {} : { place }),
    mend: 'put text with {{…}} into quotes.',
  });
}

/** A fault in a scenario at a place that the schema knows nothing of. */
export function scenarioFault(
  document: ScenarioDocument,
  pointer: string,
  message: string,
  mend?: string,
): ScimulateError {
  return new ScimulateError(invalid, message, {
    place: document.place(pointer),
    ...(mend === undefined ? {} : { mend }),
  });
}

/** A JSON pointer with further tokens. */
export function below(pointer: string, ...tokens: readonly (string | number)[]): string {
  return [pointer, ...tokens.map((token) => escapeToken(String(token)))].join('/');
}

function schemaFault(document: LocatedDocument, errors: readonly ErrorObject[]): ScimulateError {
  // The first error is the innermost one; those of the surrounding `if` and `items` only repeat it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ajv types the errors of its own keywords like this.
  const error = errors[0]! as DefinedError;
  const { pointer, message } = describeSchemaError(error);
  const place = document.place(pointer);
  if (/^(?:\/.*)?\/steps\/\d+$/u.test(error.instancePath)) {
    const fault = stepFault(error);
    if (fault !== undefined) return new ScimulateError(invalid, fault.message, { place, mend: fault.mend });
  }
  const mend = mendOf(error);
  return new ScimulateError(invalid, message, { place, ...(mend === undefined ? {} : { mend }) });
}

function mendOf(error: DefinedError): string | undefined {
  if (error.keyword === 'additionalProperties') {
    return suggestion(error.params.additionalProperty, propertiesOf(error.parentSchema));
  }
  if (error.keyword === 'enum' && typeof error.data === 'string') {
    return suggestion(error.data, error.params.allowedValues.map(String));
  }
  return undefined;
}

/** What is wrong with the outer form of a step, where mistakes are most frequent. */
function stepFault(error: DefinedError): { readonly message: string; readonly mend: string } | undefined {
  if (error.keyword === 'additionalProperties') {
    const step = error.params.additionalProperty;
    return { message: `there is no step "${step}".`, mend: suggestion(step, stepNames) };
  }
  if (error.keyword === 'enum' && typeof error.data === 'string') {
    const known = stepNames.includes(error.data);
    return known
      ? { message: `the step "${error.data}" lacks what it is about.`, mend: `write "${error.data}: …".` }
      : { message: `there is no step "${error.data}".`, mend: suggestion(error.data, stepNames) };
  }
  if (error.keyword === 'maxProperties' && isJsonObject(error.data)) {
    const [first = '', second = ''] = Object.keys(error.data);
    return {
      message: 'a step has one key.',
      mend: `indent "${second}" so that it lies under "${first}", or begin another step with "- ".`,
    };
  }
  return undefined;
}

function propertiesOf(schema: unknown): string[] {
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  return isJsonObject(properties) ? Object.keys(properties) : [];
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}
