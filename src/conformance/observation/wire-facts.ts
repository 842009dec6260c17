import type { ExchangeLine } from '../../history/index.ts';
import type { JsonValue } from '../../kernel/index.ts';

/** Path and query of a request as sent: the query without its `?`, empty where there is none. */
export function targetOf(exchange: ExchangeLine): { readonly endpoint: string; readonly query: string } {
  const mark = exchange.request.path.indexOf('?');
  if (mark < 0) return { endpoint: exchange.request.path, query: '' };
  return { endpoint: exchange.request.path.slice(0, mark), query: exchange.request.path.slice(mark + 1) };
}

/** First segment of an endpoint path: what it is a request on. Empty for the base URI itself. */
export function resourceTypeOf(endpoint: string): string {
  return endpoint.split('/', 2)[1] ?? '';
}

/** The canonical outcome of a request with this status code: 4xx and 5xx failed (REQ-COL-3). */
export function outcomeOf(status: number): 'success' | 'failure' {
  return status >= 400 ? 'failure' : 'success';
}

/** What the client saw of each canonical fact; `undefined` where it saw nothing of it. */
const facts: Readonly<Record<string, (exchange: ExchangeLine) => JsonValue | undefined>> = {
  occurredAt: (exchange) => exchange.sentAt,
  outcome: ({ response }) => (response === undefined ? undefined : outcomeOf(response.status)),
  'http.method': ({ request }) => request.method,
  'http.endpoint': (exchange) => targetOf(exchange).endpoint,
  'http.query': (exchange) => targetOf(exchange).query,
  'http.resourceType': (exchange) => resourceTypeOf(targetOf(exchange).endpoint),
  'http.statusCode': ({ response }) => response?.status,
  'http.requestHeaders': ({ request }) => request.headers,
  'http.requestBody': ({ request }) => request.body,
  'http.responseHeaders': ({ response }) => response?.headers,
  'http.responseBody': ({ response }) => response?.body,
  'http.request': ({ request }) => ({ method: request.method, headers: request.headers, body: request.body }),
};

/** Whether the client sees anything of a canonical fact. */
export function isOnTheWire(fact: string): boolean {
  return Object.hasOwn(facts, fact);
}

/** A canonical fact of an exchange as the client saw it, or `undefined` where it did not see it. */
export function wireFact(fact: string, exchange: ExchangeLine): JsonValue | undefined {
  return isOnTheWire(fact) ? facts[fact]!(exchange) : undefined;
}

/** Failures in which nothing can have reached the target: there was no connection. */
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_\w+|CERT_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/u;

/** Failures in which the request was sent whole: the answer did not come in time, or came and could not be taken in. */
const answerMissing = /TIMEOUT|TIMED_?OUT|^RESPONSE_/u;

/**
 * Whether a request reached the target: it did where a response came or the wait for one was given up, it did not where
 * there was no connection; a connection that broke leaves it open.
 */
export function reachedTarget(exchange: ExchangeLine): 'yes' | 'no' | 'unclear' {
  if (exchange.response !== undefined) return 'yes';
  const code = exchange.failure?.code ?? '';
  if (neverConnected.test(code)) return 'no';
  return answerMissing.test(code) ? 'yes' : 'unclear';
}
