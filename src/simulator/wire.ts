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
}

export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
