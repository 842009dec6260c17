import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, isJsonObject, type JsonObject, parseJson } from '../kernel/index.ts';
import type { OidcProvider } from './entities.ts';

/**
 * Whom an ID token of a provider speaks of (OpenID Connect Core 1.0 section 3.1.3.7): signed with the client's secret
 * (HS256), by this issuer, for this client, not expired, with an e-mail address.
 */
export function identityOf(
  idToken: string,
  { issuer, clientId, clientSecret }: OidcProvider,
  now: Instant,
): { readonly email: string } | { readonly reason: string; readonly claimed?: string } {
  const [header = '', payload = '', signature = '', ...rest] = idToken.split('.');
  const claims = decoded(payload);
  if (rest.length > 0 || decoded(header)?.['alg'] !== 'HS256' || claims === undefined)
    return { reason: 'This is no ID token with an HS256 signature.' };
  const wanted = createHmac('sha256', clientSecret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return { reason: 'The signature of the ID token is not right.' };
  const { iss, aud, exp, email } = claims;
  const claimed = typeof email === 'string' ? { claimed: email } : {};
  if (iss !== issuer || aud !== clientId)
    return { reason: 'The ID token is by another issuer or for another client.', ...claimed };
  if (typeof exp !== 'number' || now >= exp * 1000) return { reason: 'The ID token has expired.', ...claimed };
  return typeof email === 'string' ? { email } : { reason: 'The ID token has no e-mail address.' };
}

function decoded(part: string): JsonObject | undefined {
  const value = parseJson(Buffer.from(part, 'base64url').toString('utf8'));
  return isJsonObject(value) ? value : undefined;
}
