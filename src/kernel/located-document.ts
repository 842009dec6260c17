import type { ErrorObject, ValidateFunction } from 'ajv';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { type Place, ScimulateError } from './errors.ts';
import type { JsonValue } from './json.ts';
import { escapeToken, parsePointer } from './json-pointer.ts';

/** Enough for any document that a person wrote; aliases that multiply beyond it are refused. */
const mostAliases = 100;

/** A document of a file that a person wrote, of which every part can be found again in the text. */
export interface LocatedDocument {
  readonly value: JsonValue;
  /** File, line and column, both from 1, of the value at a JSON pointer, or of the nearest one around it. */
  place(pointer: string): Place;
}

/**
 * Reads one YAML 1.2 document, or JSON, which is a subset of it.
 * @throws ScimulateError with `code` at the first syntax error, a key that occurs twice, or a second document.
 */
export function readDocument(text: string, file: string, code: string): LocatedDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, version: '1.2' });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault !== undefined) throw new ScimulateError(code, sentence(fault.message), { place: at(fault.pos[0]) });
  return {
    value: toValue(document, file, code),
    place: (pointer) => at(offsetOf(document.contents, parsePointer(pointer))),
  };
}

/**
 * Checks a document against a compiled schema and gives its value back as what the schema says it is.
 * @throws ScimulateError with `code`, at the place of the first value that does not fit.
 */
export function checkDocument<T>(document: LocatedDocument, validate: ValidateFunction<T>, code: string): T {
  const { value } = document;
  if (validate(value)) return value;
  const { pointer, message } = describeSchemaError(validate.errors![0]!);
  throw new ScimulateError(code, message, { place: document.place(pointer) });
}

/**
 * Puts what ajv found into a sentence, and says where: a property that may not be there is itself the place. With ajv's
 * option `verbose`, the description of a schema with a pattern says what has to stand there.
 */
export function describeSchemaError(error: ErrorObject): { readonly pointer: string; readonly message: string } {
  const pointer = error.instancePath;
  const name = pointer === '' ? 'The document' : `"${parsePointer(pointer).at(-1)}"`;
  const parameter = (key: string): string => String(error.params[key] ?? '');
  if (error.propertyName !== undefined) {
    return {
      pointer: `${pointer}/${escapeToken(error.propertyName)}`,
      message: `"${error.propertyName}" cannot be a name here.`,
    };
  }
  if (error.keyword === 'additionalProperties') {
    const property = parameter('additionalProperty');
    return { pointer: `${pointer}/${escapeToken(property)}`, message: `"${property}" is not known here.` };
  }
  if (error.keyword === 'pattern') {
    const wanted: unknown = error.parentSchema?.['description'];
    if (typeof wanted === 'string') return { pointer, message: `${name} must be ${wanted}.` };
  }
  if (error.keyword === 'required') return { pointer, message: `${name} lacks "${parameter('missingProperty')}".` };
  if (error.keyword === 'enum') {
    return { pointer, message: `${name} must be one of: ${parameter('allowedValues').replaceAll(',', ', ')}.` };
  }
  if (error.keyword === 'discriminator') {
    const tag = parameter('tag');
    return { pointer: `${pointer}/${tag}`, message: `${name} has no or an unknown "${tag}".` };
  }
  return { pointer, message: `${name} ${error.message ?? 'does not fit'}.` };
}

function toValue(document: ReturnType<typeof parseDocument>, file: string, code: string): JsonValue {
  try {
    const value: JsonValue = document.toJS({ maxAliasCount: mostAliases });
    return value;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ScimulateError(code, sentence(message), { place: { file }, cause: error });
  }
}

/** Where the value that `steps` lead to begins; a property begins at its name. */
function offsetOf(contents: unknown, steps: readonly string[]): number {
  let node = contents;
  let offset = startOf(node) ?? 0;
  for (const step of steps) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      if (pair === undefined) break;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.get(step, true);
      offset = startOf(node) ?? offset;
    } else {
      break;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function sentence(message: string): string {
  const line = message.split('\n')[0]!.trim();
  return line.endsWith('.') ? line : `${line}.`;
}
