import type { IncomingMessage } from 'node:http';

/** What came of reading a body. `too-large` and `broken-off` carry the beginning of it, at most `EXCERPT_BYTES`. */
export interface ReadBody {
  readonly kind: 'complete' | 'too-large' | 'broken-off';
  readonly bytes: Buffer;
}

/** How much of a body that was not accepted is kept for the log. */
const EXCERPT_BYTES = 4096;

/** How many times the limit a client may send before the connection is closed on it. */
const DISCARDED_LIMITS = 4;

/**
 * Reads a body up to `limit` bytes. What comes beyond is thrown away rather than refused at once, because a client
 * that is still sending when its connection closes does not get to see the response.
 * @param done Called once.
 */
export function readBody(request: IncomingMessage, limit: number, done: (body: ReadBody) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let finished = false;
  const finish = (kind: ReadBody['kind']): void => {
    if (finished) return;
    finished = true;
    const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    done({ kind, bytes: kind === 'complete' ? bytes : bytes.subarray(0, EXCERPT_BYTES) });
  };
  if (Number(request.headers['content-length'] ?? 0) > limit && request.headers.expect !== undefined)
    return finish('too-large');
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else if (size > limit * DISCARDED_LIMITS) finish('too-large');
    else chunks.splice(1);
  });
  request.on('end', () => finish(size > limit ? 'too-large' : 'complete'));
  request.on('error', () => finish('broken-off'));
  request.on('close', () => finish('broken-off'));
}
