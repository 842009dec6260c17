import type { JsonValue } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';

/**
 * The path below the SCIM base URI that a reference leads to: `/Users/1` of `https://example.com/scim/v2/Users/1`, of
 * `Users/1` (RFC 7643 section 2.3.7) and of `../Users/1`. Where the base URI itself ends is told by the endpoints.
 *
 * @returns `undefined` for what leads to none of the endpoints.
 */
export function pathBelowBase(reference: JsonValue | undefined, models: Iterable<ResourceModel>): string | undefined {
  if (typeof reference !== 'string') return undefined;
  const path = `/${reference.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/iu, '').replace(/^\/+/u, '')}`;
  const endpoints = [...models].map(({ type }) => type.endpoint);
  const places = endpoints.map((endpoint) => path.lastIndexOf(`${endpoint}/`)).filter((place) => place >= 0);
  return places.length === 0 ? undefined : path.slice(Math.max(...places));
}
