/**
 * A name in standard attribute notation (RFC 7644 section 3.10): `userName`, `name.familyName`,
 * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value`. Case as written; it carries no meaning.
 */
export interface AttributePath {
  /** The schema URI before the last colon. */
  readonly uri?: string;
  readonly name: string;
  readonly subAttribute?: string;
}

/** ATTRNAME of RFC 7643 section 2.1, and with a leading `$` for the `$ref` that the same RFC defines in section 2.4. */
const attributeName = /^[A-Za-z$][A-Za-z0-9$_-]*$/u;

/**
 * Splits a name in attribute notation. The last colon ends the URI, since a URN has dots and colons of its own and
 * an attribute name has neither.
 *
 * @returns `undefined` when the text is not in that notation.
 */
export function parseAttributePath(text: string): AttributePath | undefined {
  const colon = text.lastIndexOf(':');
  if (colon === 0) return undefined;
  const local = text.slice(colon + 1);
  const dot = local.indexOf('.');
  const name = dot === -1 ? local : local.slice(0, dot);
  if (!attributeName.test(name)) return undefined;
  const subAttribute = dot === -1 ? undefined : local.slice(dot + 1);
  if (subAttribute !== undefined && !attributeName.test(subAttribute)) return undefined;
  return {
    ...(colon === -1 ? {} : { uri: text.slice(0, colon) }),
    name,
    ...(subAttribute === undefined ? {} : { subAttribute }),
  };
}

/** Writes a path so that `parseAttributePath` reads the same one. */
export function printAttributePath(path: AttributePath): string {
  const uri = path.uri === undefined ? '' : `${path.uri}:`;
  const subAttribute = path.subAttribute === undefined ? '' : `.${path.subAttribute}`;
  return `${uri}${path.name}${subAttribute}`;
}
