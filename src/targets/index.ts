export type { LogPage, LogQuery, LogSettling, LogSource, Target, TargetRequest, TargetResponse } from './target.ts';
export type { Transport, TransportRequest } from './transport.ts';
export { type LoadedTargetFile, loadTargetFile } from './load-target-file.ts';
export { openTarget, type OpenTargetOptions } from './open-target.ts';
export { referenceTarget, type ReferenceTargetOptions, type ReferenceTokens } from './reference-target.ts';
export type { TargetFile } from './target-file.ts';
export { targetFileSchema } from './target-file-schema.ts';
export { type ClosableTransport, createUndiciTransport, type UndiciTransportOptions } from './undici-transport.ts';
