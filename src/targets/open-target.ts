import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { Clock } from '../kernel/index.ts';
import { HttpTarget } from './http-target.ts';
import type { LoadedTargetFile } from './load-target-file.ts';
import { rateLimited } from './rate-limit.ts';
import { resolveTargetFile } from './resolve-target-file.ts';
import type { Environment } from './secret-book.ts';
import type { Target } from './target.ts';
import type { Transport } from './transport.ts';
import { createUndiciTransport } from './undici-transport.ts';

const defaults = { timeout: 60_000, maximumResponseBytes: 16 * 1024 * 1024 } as const;

interface OpenTargetOptions {
  readonly clock: Clock;
  readonly env: Environment;
  /** Every dialect that a log of the file can be judged by. */
  readonly dialects: readonly DialectSpecification[];
  /** In place of HTTP by undici; whatever it holds is its giver's to let go of. */
  readonly request?: Transport;
}

/**
 * Opens the target that a file describes. Nothing is sent yet: `probe` finds out whether anybody is there.
 * @throws ScimulateError `TARGET_INVALID`, `TARGET_CREDENTIALS_MISSING` or `TARGET_CREDENTIALS_INVALID`, with the place
 */
export function openTarget(file: LoadedTargetFile, options: OpenTargetOptions): Target {
  const { clock, env, dialects, request } = options;
  const setup = resolveTargetFile(file, env, dialects);
  const { rateLimit, timeout = defaults.timeout, maximumResponseBytes = defaults.maximumResponseBytes } = file.config;
  const http = request === undefined ? createUndiciTransport({ clock, timeout, maximumResponseBytes }) : undefined;
  const transport = request ?? http!.transport;
  const limited = rateLimit === undefined ? transport : rateLimited(transport, clock, rateLimit);
  return new HttpTarget(setup, limited, clock, () => http?.close() ?? Promise.resolve());
}
