import type { JsonObject } from '../../kernel/index.ts';
import { isCredentialHeader, sameText } from './masking.ts';

/** Header fields that belong to one connection and not to the request (RFC 9110 section 7.6.1), or that follow from it. */
const perConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The first header field that was sent and that the log does not show with the same value. Names are compared without
 * regard to case. Fields that the log shows besides are those that a proxy or a client library adds; credentials may
 * be masked or left out.
 */
export function missingHeader(sent: Readonly<Record<string, string>>, shown: JsonObject): string | undefined {
  const shownFields = new Map(Object.entries(shown).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.entries(sent).find(([name, value]) => {
    const field = name.toLowerCase();
    if (perConnection.has(field) || isCredentialHeader(field) || value.trim() === '') return false;
    const found = shownFields.get(field);
    const text = Array.isArray(found) ? found.join(', ') : found;
    return typeof text !== 'string' || !sameText(evenSpaced(value), evenSpaced(text));
  })?.[0];
}

/** Optional white space around commas does not matter (RFC 9110 section 5.6.1). */
function evenSpaced(value: string): string {
  return value.trim().replaceAll(/[\t ]*,[\t ]*/gu, ', ');
}
