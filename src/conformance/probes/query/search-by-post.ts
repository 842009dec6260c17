import type { JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import type { ProbeRequest } from '../../probe.ts';
import { came, isNotOffered, type Judgement, post } from '../kit/index.ts';

/** A query by POST (RFC 7644 section 3.4.3). */
export function searchRequest(label: string, endpoint: string, parameters: JsonObject): ProbeRequest {
  return post(label, `${endpoint}/.search`, { schemas: [messageUris.searchRequest], ...parameters });
}

/** Whether the target has queries by POST; skips the requirements where it has not. */
export function hasSearch(judgement: Judgement, label: string, requirements: readonly string[]): boolean {
  const exchange = judgement.one(label);
  if (!isNotOffered(exchange)) return true;
  for (const each of requirements) judgement.skip(each, `the target has no queries by POST: ${came(exchange)}`);
  return false;
}
