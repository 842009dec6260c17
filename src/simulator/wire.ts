/**
 * HTTP messages as plain data. The simulator handles these; `fetch` and `node:http` are thin coats around them,
 * because building Fetch API objects for every request costs more than answering it.
 */
export interface WireRequest {
  /** As sent. */
  readonly method: string;
  /** Path and query as sent: `/scim/v2/Users?count=10`. */
  readonly url: string;
  /** Names in lower case; repeated fields joined with a comma (RFC 9110 section 5.3). */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8; empty where there is none. */
  readonly body: string;
  /** `http://127.0.0.1:8080`: what absolute URIs in responses begin with. */
  readonly origin: string;
  /**
   * Why `body` is not the whole of what was sent. `too-large`: reading stopped at the limit, and `body` is the beginning.
   * `not-utf-8`: bytes that are no UTF-8 stand as U+FFFD.
   */
  readonly bodyFault?: 'too-large' | 'not-utf-8';
}

export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The rest of a body that is too long to be held at once, in pieces. Only exports of logs have one. */
  readonly chunks?: AsyncIterable<string>;
}
