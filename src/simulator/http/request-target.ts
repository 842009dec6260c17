/** Path and query of a request target, as sent. */
export interface RequestTarget {
  readonly path: string;
  /** Without `?`; empty where there is none. */
  readonly query: string;
}

/** Splits a request target in origin form or absolute form (RFC 9112 section 3.2). A fragment is no part of one and is cut off. */
export function splitTarget(url: string): RequestTarget {
  let target = url;
  if (!target.startsWith('/')) target = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/iu, '');
  const fragment = target.indexOf('#');
  if (fragment !== -1) target = target.slice(0, fragment);
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : target.slice(mark + 1) };
}

/**
 * The decoded segments of a path; one slash at the end does not count, because several providers send it.
 * `undefined` where the percent-encoding is malformed.
 */
export function pathSegments(path: string): readonly string[] | undefined {
  const segments = path.split('/');
  if (segments[0] === '') segments.shift();
  if (segments.at(-1) === '') segments.pop();
  if (!path.includes('%')) return segments;
  try {
    return segments.map((segment) => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
