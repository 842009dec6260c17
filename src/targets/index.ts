export type {
  Driver,
  DriverOutcome,
  DriverRequest,
  LogChoices,
  LogPage,
  LogQuery,
  LogSettling,
  LogSource,
  Target,
  TargetRequest,
  TargetResponse,
} from './target.ts';
export type { Transport, TransportRequest } from './transport.ts';
export { loadTargetFile } from './load-target-file.ts';
export { openTarget } from './open-target.ts';
export { referenceTarget, type ReferenceTokens } from './reference-target.ts';
export { longestWait, retryAfter } from './retry-after.ts';
export { targetFileSchema } from './target-file-schema.ts';
export { createUndiciTransport } from './undici-transport.ts';
