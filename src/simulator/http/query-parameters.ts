/** Decoded query parameters: every value of each name, in the order in which they were sent. */
export type QueryParameters = ReadonlyMap<string, readonly string[]>;

const NONE: QueryParameters = new Map();

/**
 * Decodes a query string. A plus sign is a space, as every form encoder writes it (a literal one arrives as `%2B`),
 * a name without `=` has the empty value, and empty parts (OneLogin ends its queries in `&`) do not count.
 * `undefined` where the percent-encoding is malformed.
 */
export function parseQuery(query: string): QueryParameters | undefined {
  if (query === '') return NONE;
  const parameters = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decodeFormText(equals === -1 ? part : part.slice(0, equals));
    const value = equals === -1 ? '' : decodeFormText(part.slice(equals + 1));
    if (name === undefined || value === undefined) return undefined;
    const values = parameters.get(name);
    if (values === undefined) parameters.set(name, [value]);
    else values.push(value);
  }
  return parameters;
}

/** Undoes `application/x-www-form-urlencoded`; `undefined` where the percent-encoding is malformed. */
export function decodeFormText(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}
