import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { ScimError } from '../errors.ts';
import { excerpt } from '../filter/filter-lexer.ts';
import { isList } from '../path/value-reader.ts';
import type { ScimType, Strictness } from '../schema.ts';
import { messageUris } from '../schemas/schema-uris.ts';

export type PatchVerb = 'add' | 'remove' | 'replace';

/** One operation of a PatchOp message (RFC 7644 section 3.5.2), its parts unresolved. */
export interface PatchOperation {
  readonly op: PatchVerb;
  readonly path?: string;
  /** `null` where the client said so; absent where it said nothing. */
  readonly value?: JsonValue;
}

/** Levels of nesting in a message: more than any schema allows, and few enough for the call stack. */
const maximumDepth = 32;

const verbs: readonly PatchVerb[] = ['add', 'remove', 'replace'];

/**
 * Reads a PatchOp message. Names of its members are read without regard to case (RFC 7643 section 2.1) and members that
 * it does not define are passed over.
 *
 * @throws ScimError 400 `invalidSyntax` when it is no such message, `noTarget` for a `remove` without path,
 * `invalidPath` for a path that is no string, `invalidValue` for a missing value or one that a `remove` has.
 */
export function parsePatchRequest(request: unknown, tolerances: Partial<Strictness> = {}): readonly PatchOperation[] {
  if (!isJsonObject(request)) throw refused('The body of a PATCH must be a JSON object', 'invalidSyntax');
  requireShallow(request, 0);
  const schemas = member(request, 'schemas');
  const uri = messageUris.patchOp.toLowerCase();
  if (!isList(schemas) || !schemas.some((each) => typeof each === 'string' && each.toLowerCase() === uri)) {
    throw refused(`'schemas' must have '${messageUris.patchOp}'`, 'invalidSyntax');
  }
  const operations = member(request, 'Operations');
  if (!isList(operations)) throw refused(`'Operations' must be an array`, 'invalidSyntax');
  if (operations.length === 0 && tolerances.emptyOperations !== true) {
    throw refused(`'Operations' must have at least one operation`, 'invalidSyntax');
  }
  return operations.map((operation, index) => readOperation(operation, `Operation ${index + 1}`, tolerances));
}

function readOperation(input: JsonValue, name: string, tolerances: Partial<Strictness>): PatchOperation {
  if (!isJsonObject(input)) throw refused(`${name} must be a JSON object`, 'invalidSyntax');
  const op = readVerb(member(input, 'op'), name, tolerances);
  const path = member(input, 'path') ?? undefined;
  const value = member(input, 'value');
  if (path !== undefined && typeof path !== 'string') throw refused(`${name}: 'path' must be a string`, 'invalidPath');
  if (op === 'remove') {
    if (path === undefined) throw refused(`${name}: a remove must have a 'path'`, 'noTarget');
    // To pass over the value would empty the whole attribute, which no client that sends one can mean.
    if (value !== undefined && value !== null && tolerances.removeWithValue !== true)
      throw refused(`${name}: a remove has no 'value'; select what to remove in its 'path'`, 'invalidValue');
  } else if (value === undefined) {
    throw refused(`${name}: ${op === 'add' ? 'an' : 'a'} ${op} must have a 'value'`, 'invalidValue');
  }
  return { op, ...(path === undefined ? {} : { path }), ...(value === undefined ? {} : { value }) };
}

function readVerb(op: JsonValue | undefined, name: string, tolerances: Partial<Strictness>): PatchVerb {
  const written = typeof op === 'string' ? op : '';
  const wanted = tolerances.anyCaseOperations === true ? written.toLowerCase() : written;
  const verb = verbs.find((each) => each === wanted);
  if (verb !== undefined) return verb;
  const found = typeof op === 'string' ? `, not ${excerpt(op)}` : '';
  throw refused(`${name}: 'op' must be one of add, remove, replace${found}`, 'invalidSyntax');
}

/** The value under a name in any case. @throws ScimError 400 `invalidSyntax` when there are two. */
function member(object: JsonObject, name: string): JsonValue | undefined {
  const wanted = name.toLowerCase();
  const keys = Object.keys(object).filter((key) => key.toLowerCase() === wanted);
  if (keys.length > 1) throw refused(`'${name}' is given twice`, 'invalidSyntax');
  return keys[0] === undefined ? undefined : object[keys[0]];
}

function requireShallow(value: JsonValue | undefined, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > maximumDepth) throw refused(`The body is nested more than ${maximumDepth} deep`, 'invalidSyntax');
  for (const each of Object.values(value)) requireShallow(each, depth + 1);
}

function refused(detail: string, scimType: ScimType): ScimError {
  return new ScimError(400, `${detail}.`, scimType);
}
