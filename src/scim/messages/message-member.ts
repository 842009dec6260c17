import type { JsonObject, JsonValue } from '../../kernel/index.ts';
import { ScimError } from '../errors.ts';
import type { ScimType } from '../schema.ts';

export function refuseMessage(detail: string, scimType: ScimType = 'invalidSyntax'): never {
  throw new ScimError(400, detail, scimType);
}

/**
 * The value under a name in any case (RFC 7643 section 2.1), `undefined` for none and for null.
 *
 * @throws ScimError 400 `invalidSyntax` when two names differ in case only.
 */
export function memberOf(message: JsonObject, name: string): JsonValue | undefined {
  const wanted = name.toLowerCase();
  const names = Object.keys(message).filter((each) => each.toLowerCase() === wanted);
  if (names.length > 1) refuseMessage(`'${name}' is given twice.`);
  return names[0] === undefined ? undefined : (message[names[0]] ?? undefined);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** @throws ScimError 400 `invalidSyntax` unless `schemas` has the URI that identifies the message. */
export function requireMessageUri(message: JsonObject, uri: string): void {
  const schemas = memberOf(message, 'schemas');
  const named =
    isArray(schemas) && schemas.some((each) => typeof each === 'string' && each.toLowerCase() === uri.toLowerCase());
  if (!named) refuseMessage(`'schemas' must have '${uri}'.`);
}
