import type { ExchangeLine } from '../history/index.ts';

/** Headers that curl sets by itself, or that depend on the connection. */
const leftOut = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/**
 * A command line that sends a recorded request again. Base URI and token stay variables of the shell: `$SCIM` and
 * `$TOKEN`. Everything from the wire is quoted for a POSIX shell, so that pasting it runs nothing else.
 */
export function curlCommand({ request, credential }: Pick<ExchangeLine, 'request' | 'credential'>): string {
  const words = ['curl', '-i'];
  if (request.method !== 'GET') words.push('-X', quoted(request.method));
  if (credential !== 'none') words.push('-H', '"Authorization: Bearer $TOKEN"');
  for (const [name, value] of Object.entries(request.headers)) {
    const lower = name.toLowerCase();
    if (leftOut.has(lower) || (lower === 'authorization' && credential !== 'none')) continue;
    words.push('-H', quoted(`${name}: ${value}`));
  }
  if (request.body !== '') words.push('--data-binary', quoted(request.body));
  return [...words, `"$SCIM"${quoted(request.path)}`].join(' ');
}

/** In single quotes; bare where nothing in it means anything to a shell. */
function quoted(text: string): string {
  return /^[\w/.:=-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
