import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { isList, isText, member, textAt } from '../../probes/kit/index.ts';
import { quote } from '../../wording.ts';
import type { ProtocolView, ViewedExchange } from './protocol-view.ts';
import type { Finding, UniversalRule } from './universal-condition.ts';

/** Keywords of RFC 7644 table 9 and RFC 9865 table 3. */
const scimTypes: ReadonlySet<string> = new Set([
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
]);

/** Statuses of errors that HTTP defines (RFC 9110 section 15, RFC 6585, RFC 7725), to which SCIM adds none. */
const defined: ReadonlySet<number> = new Set([
  ...range(400, 417),
  421,
  422,
  426,
  428,
  429,
  431,
  451,
  ...range(500, 505),
  511,
]);

/** What a gateway answers for the server behind it, which knows nothing of SCIM. */
const intermediate: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Responses to errors (RFC 7644 section 3.12). */
export const errorRules: readonly UniversalRule[] = [
  {
    name: 'error-in-json',
    requirements: ['RFC7644-3.12-1'],
    clause: 'an error is described in the body, as JSON',
    *examine(view) {
      for (const exchange of errors(view)) {
        const type = exchange.line.response?.headers['content-type'] ?? '';
        const holds = isJsonObject(exchange.json) && /^application\/(?:scim\+)?json\s*(?:;|$)/iu.test(type);
        const got = isJsonObject(exchange.json) ? quote(type) : quote(exchange.text);
        yield { holds, message: `expected a JSON object with ${exchange.status}, got ${got}`, exchange };
      }
    },
  },
  {
    name: 'error-status',
    requirements: ['RFC7644-3.12-2'],
    clause: 'an error body gives the status as a string',
    *examine(view) {
      for (const { exchange, body } of bodies(view)) {
        const status = member(body, 'status');
        const message = `expected status ${quote(String(exchange.status))}, got ${quote(status)}`;
        yield { holds: status === String(exchange.status), message, exchange };
      }
    },
  },
  {
    name: 'error-schema',
    requirements: ['RFC7644-3.12-a'],
    clause: 'an error body has the schema, and in its members what they are for',
    *examine(view) {
      for (const { exchange, body } of bodies(view)) yield* errorBody(exchange, body);
    },
  },
  {
    name: 'error-status-code',
    requirements: ['RFC7644-3.12-3'],
    clause: 'status codes are used as the table of status codes describes them',
    *examine({ exchanges }) {
      for (const exchange of exchanges) {
        const { status, line } = exchange;
        if (status < 400) continue;
        const message = `expected a status code that HTTP defines, got ${status}`;
        if (!defined.has(status)) yield { holds: false, message, exchange };
        else if (status === 500 && line.request.body !== '' && exchange.sent === undefined)
          yield { holds: false, message: 'expected 400 for a body that cannot be parsed, got 500', exchange };
        else if (status < 500) yield { holds: true, message, exchange };
      }
    },
  },
  {
    name: 'redirect-location',
    requirements: ['RFC7644-3.12-b'],
    clause: 'a redirect says where to repeat the request',
    *examine({ exchanges }) {
      for (const exchange of exchanges) {
        if (exchange.status !== 307 && exchange.status !== 308) continue;
        const location = exchange.line.response?.headers['location'];
        yield { holds: isText(location), message: `expected a Location header, got ${quote(location)}`, exchange };
      }
    },
  },
  {
    name: 'too-many-results',
    requirements: ['RFC7644-3.12-l'],
    clause: 'tooMany is the answer to a query alone',
    *examine(view) {
      for (const { exchange, body } of bodies(view)) {
        if (textAt(body, 'scimType') !== 'tooMany') continue;
        const { method } = exchange.line.request;
        const asked = method === 'GET' || (method === 'POST' && exchange.path.endsWith('/.search'));
        const message = `expected tooMany with 400 to a query, got it with ${exchange.status} to ${method}`;
        yield { holds: asked && exchange.status === 400, message, exchange };
      }
    },
  },
  {
    name: 'patch-error',
    requirements: ['RFC7644-3.5.2-13'],
    clause: 'a failed PATCH has an error body',
    *examine(view) {
      for (const exchange of errors(view)) {
        if (exchange.line.request.method !== 'PATCH') continue;
        const holds = hasErrorSchema(exchange.json) && textAt(exchange.json, 'status') === String(exchange.status);
        yield {
          holds,
          message: `expected a SCIM error with ${exchange.status}, got ${quote(exchange.text)}`,
          exchange,
        };
      }
    },
  },
];

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Error responses of the server itself that have a body to look at. */
function errors({ exchanges }: ProtocolView): readonly ViewedExchange[] {
  return exchanges.filter(
    ({ status, line }) => status >= 400 && line.request.method !== 'HEAD' && !intermediate.has(status),
  );
}

function* bodies(view: ProtocolView): Generator<{ exchange: ViewedExchange; body: JsonObject }> {
  for (const exchange of errors(view)) if (isJsonObject(exchange.json)) yield { exchange, body: exchange.json };
}

function hasErrorSchema(body: ViewedExchange['json']): boolean {
  const schemas = member(body, 'schemas');
  return isList(schemas) && schemas.length === 1 && schemas[0] === messageUris.error;
}

function* errorBody(exchange: ViewedExchange, body: JsonObject): Generator<Finding> {
  const schemas = member(body, 'schemas');
  const message = `expected schemas [${quote(messageUris.error)}], got ${quote(schemas)}`;
  yield { holds: hasErrorSchema(body), message, exchange };
  const [detail, scimType] = [member(body, 'detail'), member(body, 'scimType')];
  if (detail !== undefined && detail !== null)
    yield { holds: isText(detail), message: `expected text in detail, got ${quote(detail)}`, exchange };
  if (scimType !== undefined && scimType !== null) {
    const holds = typeof scimType === 'string' && scimTypes.has(scimType);
    yield { holds, message: `expected a defined scimType, got ${quote(scimType)}`, exchange };
  }
}
