import type { RefusalCode } from '../../organization/index.ts';
import { jsonResponse } from '../http/responses.ts';
import type { WireResponse } from '../wire.ts';

const STATUSES: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
};

/** Every 401 says how to authenticate (RFC 9110 section 15.5.2). */
export const CHALLENGE: Readonly<Record<string, string>> = { 'www-authenticate': 'Bearer realm="admin"' };

/** A refusal as the admin API answers it: `{ status, code, detail }`. */
export function refusalResponse(code: RefusalCode, detail: string): WireResponse {
  const status = STATUSES[code];
  return jsonResponse(status, { status, code, detail }, code === 'unauthenticated' ? CHALLENGE : {});
}

export function faultResponse(status: number, detail: string, headers: Record<string, string> = {}): WireResponse {
  return jsonResponse(status, { status, code: 'fault', detail }, headers);
}
