import { Ajv, type ValidateFunction } from 'ajv';
import { describeSchemaError, parseJson } from '../../kernel/index.ts';
import { ProvisioningRefusal } from './provisioning-refusal.ts';
import { nestsDeeperThan } from '../http/json-nesting.ts';
import { parseContentType } from '../http/media-types.ts';
import type { WireRequest } from '../wire.ts';

const DEEPEST_NESTING = 64;

const ajv = new Ajv({ strict: true, strictRequired: false, discriminator: true, allowUnionTypes: true, verbose: true });

/** Compiles the schema of a request body. */
export function bodySchema<T>(schema: object): ValidateFunction<T> {
  return ajv.compile<T>(schema);
}

/** The JSON body of a request. @throws ProvisioningRefusal 400, 413 or 415 naming what is wrong. */
export function bodyOf<T>(request: WireRequest, validate: ValidateFunction<T>): T {
  if (request.bodyFault === 'too-large')
    throw new ProvisioningRefusal(413, 'tooLarge', 'The request body is too large.');
  const { mediaType } = parseContentType(request.headers['content-type'] ?? 'application/json');
  if (mediaType !== 'application/json')
    throw new ProvisioningRefusal(415, 'unsupportedMediaType', 'The request body has to be application/json.');
  const text = request.body === '' ? '{}' : request.body;
  const value =
    request.bodyFault === undefined && !nestsDeeperThan(text, DEEPEST_NESTING) ? parseJson(text) : undefined;
  if (value === undefined) throw new ProvisioningRefusal(400, 'invalidBody', 'The request body is not valid JSON.');
  if (validate(value)) return value;
  const { pointer, message } = describeSchemaError(validate.errors![0]!);
  const detail = pointer === '' ? message : `${message} (at ${pointer})`;
  throw new ProvisioningRefusal(400, 'invalidBody', detail);
}

/** Schema of an object with these properties and no others; `optional` ones may be missing. */
export function closed(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}
