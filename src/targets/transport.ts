import type { TargetResponse } from './target.ts';

/** A request to any absolute URL; the credential, if any, is among the headers. */
export interface TransportRequest {
  readonly method: string;
  /** Absolute, `http` or `https`. Sent as it stands: it is neither normalized nor encoded again. */
  readonly url: string;
  /** Names as the client spells them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: no body is sent. */
  readonly body: string;
}

/**
 * The one way out to a system under test. Over HTTP it is undici; for the bundled simulator it is a function call.
 * It sends once, follows no redirect and does not throw for what the network or the other side does.
 * A transport that only ever gives responses fits as well.
 */
export type Transport = (request: TransportRequest) => Promise<TargetResponse>;
