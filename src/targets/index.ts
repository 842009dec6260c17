export type { LogPage, LogQuery, LogSettling, LogSource, Target, TargetRequest, TargetResponse } from './target.ts';
export type { Transport, TransportRequest } from './transport.ts';
