import { type Clock, type Instant, isJsonObject, parseJson, ScimulateError } from '../kernel/index.ts';
import type { SecretBook } from './secret-book.ts';
import type { Transport } from './transport.ts';

/** A credential with its secret looked up. */
export type CredentialSetup =
  | { readonly kind: 'none' }
  /** `value` is the whole value of the header. */
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'oauth';
      /** Under which its access tokens are known as secrets. */
      readonly name: string;
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string | undefined;
      readonly clientAuthentication: 'basic' | 'form';
    };

/** Gives the headers that a credential adds to a request. */
export type Authorizer = () => Promise<Readonly<Record<string, string>>>;

/** What the making of an authorizer needs of its target. */
export interface AuthorizerMeans {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly secrets: SecretBook;
}

/** A token is fetched anew this many milliseconds before it ends, so that it does not end on its way. */
const renewal = 30_000;

/**
 * Makes the authorizer of a credential. One of kind `oauth` fetches its token when first used and keeps it until shortly
 * before its end; it throws ScimulateError `TARGET_UNREACHABLE` or `TARGET_TOKEN_REFUSED`.
 */
export function createAuthorizer(setup: CredentialSetup, means: AuthorizerMeans): Authorizer {
  if (setup.kind === 'none') return () => Promise.resolve({});
  if (setup.kind === 'header') return () => Promise.resolve({ [setup.name]: setup.value });
  let token: Promise<AccessToken> | undefined;
  let ends: Instant = Number.POSITIVE_INFINITY;
  return async () => {
    if (token === undefined || means.clock.now() >= ends - renewal) {
      ends = Number.POSITIVE_INFINITY;
      token = fetchToken(setup, means);
    }
    try {
      const fetched = await token;
      ends = fetched.ends;
      return { Authorization: `Bearer ${fetched.value}` };
    } catch (error) {
      token = undefined;
      throw error;
    }
  };
}

interface AccessToken {
  readonly value: string;
  readonly ends: Instant;
}

async function fetchToken(
  setup: Extract<CredentialSetup, { kind: 'oauth' }>,
  { transport, clock, secrets }: AuthorizerMeans,
): Promise<AccessToken> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (setup.scope !== undefined) form.set('scope', setup.scope);
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  if (setup.clientAuthentication === 'form') {
    form.set('client_id', setup.clientId);
    form.set('client_secret', setup.clientSecret);
  } else {
    // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
    const pair = `${encodeURIComponent(setup.clientId)}:${encodeURIComponent(setup.clientSecret)}`;
    headers['Authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  const sentAt = clock.now();
  const response = await transport({ method: 'POST', url: setup.tokenUrl, headers, body: form.toString() });
  if ('failure' in response) {
    const { code, message } = response.failure;
    throw new ScimulateError('TARGET_UNREACHABLE', `POST ${setup.tokenUrl}: ${code}: ${secrets.redact(message)}`);
  }
  const body = parseJson(response.body);
  const value = isJsonObject(body) ? body['access_token'] : undefined;
  if (response.status !== 200 || !isJsonObject(body) || typeof value !== 'string' || value === '') {
    const reason = isJsonObject(body) && typeof body['error'] === 'string' ? ` ${JSON.stringify(body['error'])}` : '';
    const message = `POST ${setup.tokenUrl} gave no access token: status ${response.status}${secrets.redact(reason)}.`;
    throw new ScimulateError('TARGET_TOKEN_REFUSED', message);
  }
  secrets.learn(`${setup.name}/access-token`, value);
  const lifetime = Number(body['expires_in']);
  return { value, ends: Number.isFinite(lifetime) ? sentAt + lifetime * 1000 : Number.POSITIVE_INFINITY };
}
