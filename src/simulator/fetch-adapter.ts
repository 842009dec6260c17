import { isUtf8 } from 'node:buffer';
import type { WireRequest, WireResponse } from './wire.ts';

/** Status codes whose responses have no body at all, which `Response` insists on. */
const BODILESS = new Set([204, 304]);

/** Reads a Fetch API request whole. */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const url = new URL(request.url);
  const bytes = Buffer.from(await request.arrayBuffer());
  const body = bytes.toString('utf8');
  return {
    method: request.method,
    url: url.pathname + url.search,
    headers: Object.fromEntries(request.headers),
    body,
    origin: url.origin,
    ...(isUtf8(bytes) ? {} : { bodyFault: 'not-utf-8' }),
  };
}

export function toFetchResponse({ status, headers, body, chunks }: WireResponse): Response {
  const init = { status, headers };
  if (BODILESS.has(status)) return new Response(null, init);
  if (chunks === undefined) return new Response(body, init);
  return new Response(ReadableStream.from(encoded(body, chunks)), init);
}

async function* encoded(first: string, rest: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  if (first !== '') yield encoder.encode(first);
  for await (const chunk of rest) yield encoder.encode(chunk);
}
