import type { Instant } from '../../kernel/index.ts';
import { parseContentType } from '../http/media-types.ts';
import { decodeFormText, parseQuery } from '../http/query-parameters.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import type { CredentialRegistry } from './credentials.ts';

/** What the token endpoint of one tenant works with. */
export interface TokenEndpointContext {
  readonly credentials: CredentialRegistry;
  readonly now: Instant;
  readonly lifetimeSeconds: number;
  /** Makes the issued token differ from every other. */
  readonly serial: string;
}

/** Error codes of RFC 6749 section 5.2 that can occur here. */
type TokenError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type';

/** Tokens must not be kept by caches (RFC 6749 section 5.1). */
const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' };

/** Answers `POST /oauth/token`: the client credentials grant (RFC 6749 section 4.4). */
export function issueToken(request: WireRequest, context: TokenEndpointContext): WireResponse {
  if (request.method !== 'POST') return { ...refuse('invalid_request', 405), headers: { ...HEADERS, allow: 'POST' } };
  const { mediaType } = parseContentType(request.headers['content-type'] ?? '');
  const form = mediaType === 'application/x-www-form-urlencoded' ? parseQuery(request.body) : undefined;
  if (form === undefined || request.bodyFault !== undefined) return refuse('invalid_request');
  // Section 3.2: parameters sent without a value count as omitted, and none may be there twice.
  const parameters = new Map<string, string>();
  for (const [name, values] of form) {
    if (values.length > 1) return refuse('invalid_request');
    if (values[0] !== '') parameters.set(name, values[0]!);
  }
  const client = clientOf(request.headers.authorization, parameters);
  if (client === undefined) return refuse('invalid_request');
  const grant = parameters.get('grant_type');
  if (grant === undefined) return refuse('invalid_request');
  const credential = context.credentials.authenticateClient(client.id, client.secret, context.now);
  if (credential === undefined) {
    const refusal = refuse('invalid_client', 401);
    return { ...refusal, headers: { ...refusal.headers, 'www-authenticate': 'Basic realm="oauth", charset="UTF-8"' } };
  }
  if (grant !== 'client_credentials') return refuse('unsupported_grant_type');
  const expiresAt = context.now + context.lifetimeSeconds * 1000;
  const token = context.credentials.issue(credential, expiresAt, context.serial);
  const body = { access_token: token, token_type: 'Bearer', expires_in: context.lifetimeSeconds };
  return { status: 200, headers: HEADERS, body: JSON.stringify(body) };
}

/** Client id and secret by HTTP Basic or in the body (RFC 6749 section 2.3.1); both at once are an error. */
function clientOf(
  authorization: string | undefined,
  parameters: ReadonlyMap<string, string>,
): { id: string; secret: string } | undefined {
  const id = parameters.get('client_id');
  const secret = parameters.get('client_secret');
  if (authorization === undefined) return { id: id ?? '', secret: secret ?? '' };
  if (secret !== undefined) return undefined;
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/iu.exec(authorization)?.[1];
  const [basicId = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  // Both parts are form-encoded before they are joined, which is how they can hold a colon.
  return { id: decodeFormText(basicId) ?? '', secret: decodeFormText(rest.join(':')) ?? '' };
}

function refuse(error: TokenError, status = 400): WireResponse {
  return { status, headers: HEADERS, body: JSON.stringify({ error }) };
}
