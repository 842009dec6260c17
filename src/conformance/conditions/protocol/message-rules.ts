import { isJsonObject } from '../../../kernel/index.ts';
import { isText, member, valuesAt } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import { isDiscovery, type ViewedExchange } from './protocol-view.ts';
import type { UniversalRule } from './universal-condition.ts';

/** Messages and the form of responses (RFC 7644 sections 3.1 and 3.2). */
export const messageRules: readonly UniversalRule[] = [
  {
    name: 'message-schemas',
    requirements: ['RFC7644-3.1-1'],
    clause: 'the schema URI of a message begins with urn:ietf:params:scim:api:',
    *examine({ exchanges }) {
      for (const exchange of exchanges) {
        if (!isJsonObject(exchange.json) || !isMessageBody(exchange)) continue;
        const uris = valuesAt(exchange.json, 'schemas');
        const holds = uris.length > 0 && uris.every((uri) => isText(uri) && messageUri.test(uri));
        const message = `expected schemas that begin with urn:ietf:params:scim:api:, got ${quote(uris)}`;
        yield { holds, message, exchange };
      }
    },
  },
  {
    name: 'media-type',
    requirements: ['RFC7644-3.1-a'],
    clause: 'responses have the media type application/scim+json',
    *examine({ exchanges }) {
      for (const exchange of exchanges) {
        if (exchange.json === undefined || !acceptsScim(exchange)) continue;
        const type = exchange.line.response?.headers['content-type'] ?? '';
        const holds = /^application\/scim\+json\s*(?:;|$)/iu.test(type);
        yield { holds, message: `expected application/scim+json, got ${quote(type)}`, exchange };
      }
    },
  },
  {
    name: 'status-in-body',
    requirements: ['RFC7644-3.2-4'],
    clause: 'the body of an error repeats the status',
    *examine({ exchanges }) {
      for (const exchange of exchanges) {
        if (exchange.status < 400 || !isJsonObject(exchange.json)) continue;
        const status = member(exchange.json, 'status');
        // Whether it is a string is for RFC7644-3.12-2 to say.
        const holds = status === String(exchange.status) || status === exchange.status;
        yield { holds, message: `expected status ${exchange.status}, got ${quote(status)}`, exchange };
      }
    },
  },
];

const messageUri = /^urn:ietf:params:scim:api:/iu;

/** Errors, lists and responses of Bulk: what is no resource. */
function isMessageBody(exchange: ViewedExchange): boolean {
  const { status, json, path } = exchange;
  if (status >= 400) return true;
  const lists = member(json, 'Resources') !== undefined || member(json, 'totalResults') !== undefined;
  return (lists && (isDiscovery(exchange) || member(json, 'id') === undefined)) || /\/(?:\.search|bulk)$/iu.test(path);
}

/** Whether the request leaves the server no reason to answer in another media type. */
function acceptsScim({ line }: ViewedExchange): boolean {
  const accept = Object.entries(line.request.headers).find(([name]) => name.toLowerCase() === 'accept')?.[1];
  return accept === undefined || ['application/scim+json', '*/*'].includes(accept.trim().toLowerCase());
}
