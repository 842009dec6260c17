import { isJsonObject, type JsonValue } from './json.ts';

/**
 * Splits a JSON pointer (RFC 6901) into its reference tokens, unescaped. The empty pointer has none: the whole document.
 * @throws SyntaxError when it is neither empty nor begins with `/`.
 */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/'))
    throw new SyntaxError(`The JSON pointer ${JSON.stringify(pointer)} does not begin with "/".`);
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON pointer, or `undefined` when there is none. Inherited properties are none. */
export function resolvePointer(document: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document;
  for (const token of parsePointer(pointer)) {
    if (Array.isArray(value))
      value = /^(?:0|[1-9]\d*)$/u.test(token) ? (value as readonly JsonValue[])[Number(token)] : undefined;
    else if (isJsonObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined;
    else return undefined;
  }
  return value;
}

/** A name as a reference token of a JSON pointer. */
export function escapeToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
