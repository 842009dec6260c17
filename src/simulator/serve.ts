import { isUtf8 } from 'node:buffer';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { ScimulateError } from '../kernel/index.ts';
import { readBody } from './request-body.ts';
import type { Abandonment, Simulator } from './simulator.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export interface ServeOptions {
  readonly simulator: Simulator;
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
  /** Stops the server when it is aborted. */
  readonly signal?: AbortSignal;
  /** A request must be complete within this time, 60,000 by default. */
  readonly requestTimeoutMilliseconds?: number;
  /** How long stopping waits for requests that are being handled, 10,000 by default. */
  readonly graceMilliseconds?: number;
}

export interface Served {
  /** `http://127.0.0.1:8080`. */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** Takes no more connections, finishes the requests that are there, then closes the simulator and its store. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Puts a simulator on a port.
 *
 * @throws ScimulateError `SERVE_FAILED` when the address cannot be bound.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const listener = new Listener(options);
  const { host, port } = await listener.listen();
  const { signal } = options;
  const stop = (): Promise<void> => {
    signal?.removeEventListener('abort', onAbort);
    return listener.stop();
  };
  const onAbort = (): void => void stop();
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) await stop();
  return { origin: listener.origin, host, port, stop };
}

/** What may stand in a Host field: a name or an address, and a port. Anything else would end up in URIs of responses. */
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/u;

class Listener {
  origin = '';
  readonly #options: ServeOptions;
  readonly #simulator: Simulator;
  readonly #server: Server;
  /** Connections on which a request took too long to arrive. */
  readonly #timedOut = new WeakSet<Socket>();
  #stopping: Promise<void> | undefined;
  #lastHost = '';
  #lastOrigin = '';

  constructor(options: ServeOptions) {
    this.#options = options;
    this.#simulator = options.simulator;
    const requestTimeout = options.requestTimeoutMilliseconds ?? 60_000;
    const settings = {
      requestTimeout,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.max(50, Math.min(1000, requestTimeout / 2)),
      joinDuplicateHeaders: true,
      optimizeEmptyRequests: true,
      noDelay: true,
    };
    this.#server = createServer(settings, (request, response) => this.#receive(request, response));
    this.#server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      // A body that is announced to be too large need not be sent at all.
      if (Number(request.headers['content-length'] ?? 0) <= this.#simulator.bodyLimit) response.writeContinue();
      this.#receive(request, response);
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => this.#refuse(error, socket));
  }

  async listen(): Promise<AddressInfo & { host: string }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, this.#options.host, resolve);
    }).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ScimulateError('SERVE_FAILED', reason, { mend: 'choose another host or port', cause: error });
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string')
      throw new ScimulateError('SERVE_FAILED', 'The server has no network address.', {
        mend: 'choose a host and a port',
      });
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    this.origin = `http://${host}:${address.port}`;
    return { ...address, host: address.address };
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const grace = this.#simulator.clock.after(this.#options.graceMilliseconds ?? 10_000, () =>
      this.#server.closeAllConnections(),
    );
    await closed;
    grace.cancel();
    await this.#simulator.close();
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    // Without a body there is nothing to wait for, and the common request stays in one turn of the event loop.
    if (request.readableEnded) {
      this.#answer(this.#wire(request, ''), response);
      return;
    }
    readBody(request, this.#simulator.bodyLimit, (body) => {
      if (body.kind === 'broken-off') {
        const cause: Abandonment = this.#timedOut.has(request.socket) ? 'timeout' : 'disconnect';
        void this.#simulator.abandon(this.#wire(request, body.bytes.toString('utf8')), cause);
        return;
      }
      const text = body.bytes.toString('utf8');
      const wire = this.#wire(request, text);
      // A client that is still sending cannot use the connection for another request.
      if (!request.complete) response.shouldKeepAlive = false;
      if (body.kind === 'too-large') this.#answer({ ...wire, bodyFault: 'too-large' }, response);
      else this.#answer(isUtf8(body.bytes) ? wire : { ...wire, bodyFault: 'not-utf-8' }, response);
    });
  }

  #answer(wire: WireRequest, response: ServerResponse): void {
    this.#simulator
      .handle(wire)
      .then((answer) => this.#send(answer, response))
      // Nothing is known to lead here, but a client that waits for ever would be worse than one that is cut off.
      .catch(() => response.destroy());
  }

  #send(answer: WireResponse, response: ServerResponse): void {
    // The client may be gone by now; what was done for it is on record all the same.
    if (response.destroyed) return;
    const headers: Record<string, string | number> = { ...answer.headers };
    if (answer.chunks !== undefined) {
      response.writeHead(answer.status, headers);
      response.write(answer.body);
      // A failure on the way ends the connection before the body is complete, which the client notices.
      pipeline(Readable.from(answer.chunks), response, () => undefined);
      return;
    }
    if (answer.status !== 204 && answer.status !== 304) headers['content-length'] ??= Buffer.byteLength(answer.body);
    if (this.#stopping !== undefined) headers.connection = 'close';
    response.writeHead(answer.status, headers);
    response.end(answer.body);
  }

  #wire(request: IncomingMessage, body: string): WireRequest {
    const host = request.headers.host ?? '';
    if (host !== this.#lastHost) {
      this.#lastHost = host;
      this.#lastOrigin = HOST.test(host) ? `http://${host}` : this.origin;
    }
    const headers: Record<string, string> = {};
    for (const name in request.headers) {
      const value = request.headers[name];
      if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
    }
    return {
      method: request.method ?? '',
      url: request.url ?? '/',
      headers,
      body,
      origin: this.#lastOrigin,
    };
  }

  /** Bytes that are no HTTP request, or one that did not arrive in time: there is nobody to hand a response object to. */
  #refuse(error: NodeJS.ErrnoException, socket: Socket): void {
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') this.#timedOut.add(socket);
    const status =
      error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : error.code === 'HPE_HEADER_OVERFLOW'
          ? '431 Request Header Fields Too Large'
          : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    socket.destroySoon();
  }
}
