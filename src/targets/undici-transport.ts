import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { Agent, type Dispatcher, errors } from 'undici';
import type { Clock } from '../kernel/index.ts';
import type { TargetResponse } from './target.ts';
import type { Transport, TransportRequest } from './transport.ts';

interface UndiciTransportOptions {
  readonly clock: Clock;
  /** Milliseconds from the sending of a request to the end of its response. */
  readonly timeout: number;
  /** Bytes that a response body may have, compressed or not. */
  readonly maximumResponseBytes: number;
  /** In place of the transport's own agent; the one who gives it closes it. */
  readonly dispatcher?: Dispatcher;
}

/** A transport with connections to let go of. */
interface ClosableTransport {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

/**
 * HTTP/1.1 by undici, with pooled connections. One request makes one exchange on the wire: no retry, no redirect
 * followed, nothing normalized. Compressed bodies are unpacked. Failures have the code of the operating system or of
 * undici, or one of `TIMEOUT`, `RESPONSE_TOO_LARGE`, `RESPONSE_UNREADABLE`, `NOT_HTTP`.
 */
export function createUndiciTransport(options: UndiciTransportOptions): ClosableTransport {
  const agent = new Agent({
    allowH2: false,
    connect: { timeout: options.timeout },
    // The clock's own deadline covers these, to the millisecond.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: options.maximumResponseBytes,
  });
  const dispatcher = options.dispatcher ?? agent;
  return {
    transport: (request) => exchange(request, dispatcher, options),
    close: () => agent.destroy(),
  };
}

async function exchange(
  request: TransportRequest,
  dispatcher: Dispatcher,
  { clock, timeout, maximumResponseBytes }: UndiciTransportOptions,
): Promise<TargetResponse> {
  const abort = new AbortController();
  const deadline = clock.after(timeout, () => abort.abort());
  try {
    const [origin, path] = splitUrl(request.url);
    const { statusCode, headers, body } = await dispatcher.request({
      origin,
      path,
      method: request.method,
      headers: { ...request.headers },
      body: request.body === '' ? null : request.body,
      signal: abort.signal,
    });
    const bytes = Buffer.from(await body.bytes());
    const fields = flatten(headers);
    return { status: statusCode, headers: fields, body: unpack(bytes, fields, maximumResponseBytes).toString('utf8') };
  } catch (error) {
    const late = { code: 'TIMEOUT', message: `There was no whole response within ${timeout} ms.` };
    return { failure: abort.signal.aborted ? late : failureOf(error) };
  } finally {
    deadline.cancel();
  }
}

/** Cuts an absolute URL where its path begins, so that the path goes out letter by letter. */
function splitUrl(url: string): [origin: string, path: string] {
  const [origin] = /^https?:\/\/[^/?#]+/u.exec(url) ?? [];
  if (origin === undefined) throw Object.assign(new Error('The URL is not absolute.'), { code: 'ERR_INVALID_URL' });
  const path = url.slice(origin.length);
  return [origin, path.startsWith('/') ? path : `/${path}`];
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) fields[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return fields;
}

function unpack(bytes: Buffer, headers: Readonly<Record<string, string>>, maxOutputLength: number): Buffer {
  const encodings = (headers['content-encoding'] ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (bytes.length === 0) return bytes;
  let unpacked = bytes;
  for (const encoding of encodings.toReversed()) {
    if (encoding === 'gzip' || encoding === 'x-gzip') unpacked = gunzipSync(unpacked, { maxOutputLength });
    else if (encoding === 'br') unpacked = brotliDecompressSync(unpacked, { maxOutputLength });
    else if (encoding === 'deflate') unpacked = inflate(unpacked, maxOutputLength);
  }
  return unpacked;
}

/** `deflate` should have a zlib wrapper (RFC 9110 section 8.4.1.2); some servers leave it out. Its first byte tells. */
function inflate(bytes: Buffer, maxOutputLength: number): Buffer {
  return (bytes[0]! & 0x0f) === 8
    ? inflateSync(bytes, { maxOutputLength })
    : inflateRawSync(bytes, { maxOutputLength });
}

function failureOf(error: unknown): { code: string; message: string } {
  const cause = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  const message = (cause instanceof Error ? cause.message : String(cause)).replaceAll(/\s+/gu, ' ').trim();
  if (cause instanceof errors.HTTPParserError) return { code: 'NOT_HTTP', message };
  const code = codeOf(cause) ?? codeOf(error) ?? 'UNKNOWN';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' || code === 'ERR_BUFFER_TOO_LARGE') {
    return { code: 'RESPONSE_TOO_LARGE', message: 'The response body is larger than allowed.' };
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return { code: 'RESPONSE_UNREADABLE', message: `The response body cannot be unpacked: ${message}.` };
  }
  return { code, message };
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
