import { isJsonObject, type JsonValue, parseJson } from '../kernel/index.ts';

/**
 * Passwords in a request body, wherever it has them: as an attribute, in the data of a bulk operation, as the value of a
 * PATCH operation with the path `password`. They are secrets, however they came into the body.
 */
export function passwordsIn(body: string): string[] {
  if (!/password/iu.test(body)) return [];
  const value = parseJson(body);
  return value === undefined ? [] : [...passwords(value)];
}

/** Passwords that a filter in a query string compares with: `password eq "…"`, percent-encoded as it is sent. */
export function passwordsInQuery(path: string): string[] {
  if (!/password/iu.test(path)) return [];
  const text = decoded(path.replaceAll('+', ' '));
  const literals = [...text.matchAll(/password\s+\w\w\s+("(?:[^"\\]|\\.)*")/giu)];
  return literals.map((match) => parseJson(match[1]!)).filter((value) => typeof value === 'string');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function* passwords(value: JsonValue): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) yield* passwords(item);
  } else if (isJsonObject(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (isPassword(name) && typeof member === 'string') yield member;
      else if (member !== undefined) yield* passwords(member);
    }
    const { path, value: replacement } = value;
    if (typeof path === 'string' && isPassword(path) && typeof replacement === 'string') yield replacement;
  }
}

/** `password`, also with the URI of its schema in front of it (RFC 7644 section 3.10). */
function isPassword(name: string): boolean {
  return /(?:^|:)password$/iu.test(name);
}
