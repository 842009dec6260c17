import type { JsonObject } from '../../../src/kernel/index.ts';
import {
  ScimError,
  type Strictness,
  schemaUris,
  validateCreate,
  type ValidationOptions,
} from '../../../src/scim/index.ts';
import { deviceModel, userModel } from './sample-models.ts';

export const userUri = schemaUris.user;

/** The RFCs to the letter. */
export const strictness: Strictness = {
  anyCaseOperations: false,
  booleanStrings: false,
  removeWithValue: false,
  unquotedFilterValues: false,
  valuePathComparisons: false,
  pathKeys: false,
  emptyOperations: false,
  unknownAttributes: false,
  singleForMultiValued: false,
  arrayForSingular: false,
  lenientMembers: false,
  managerAsString: false,
  plainJson: false,
};

/** Secrets are kept so that a test sees what became of each. */
export const strict: ValidationOptions = {
  strictness,
  secrets: { keep: (secret) => `kept:${secret}`, matches: (secret, kept) => kept === `kept:${secret}` },
};

export function tolerant(...switches: readonly (keyof Strictness)[]): ValidationOptions {
  return { ...strict, strictness: { ...strictness, ...Object.fromEntries(switches.map((name) => [name, true])) } };
}

/** Validates a create of a user, with `schemas` and a `userName` unless it has them. */
export function createUser(body: JsonObject, options: ValidationOptions = strict): JsonObject {
  return validateCreate(userModel, { schemas: [userUri], userName: 'bjensen', ...body }, options);
}

export function createDevice(body: JsonObject, options: ValidationOptions = strict): JsonObject {
  return validateCreate(deviceModel, body, options);
}

/** The error of this class that `work` throws. Fails when it throws none, or another one. */
export function thrown<E extends Error>(kind: new (...parameters: never[]) => E, work: () => unknown): E {
  try {
    work();
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What a client is told. */
export function refusal(work: () => unknown): ScimError {
  return thrown(ScimError, work);
}
