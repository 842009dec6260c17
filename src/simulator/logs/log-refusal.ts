import { LogQueryError, type LogQueryErrorCode } from '../../audit/index.ts';
import { jsonResponse } from '../http/responses.ts';
import type { WireResponse } from '../wire.ts';

/** Stable keywords of refusals at the log door. Those of paging are RFC 9865's (table 3). */
export type LogRefusalCode =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'notAcceptable'
  | 'invalidFilter'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'
  | 'unavailable';

/** A request to the log door that is not answered, with the body `{ status, code, detail }`. */
export class LogRefusal extends Error {
  override readonly name = 'LogRefusal';
  readonly status: number;
  readonly code: LogRefusalCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: LogRefusalCode, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  toResponse(): WireResponse {
    const { status, code, message: detail } = this;
    return jsonResponse(status, { status, code, detail }, this.headers);
  }
}

const CODES: Readonly<Record<LogQueryErrorCode, LogRefusalCode>> = {
  LOG_FILTER_UNKNOWN: 'invalidFilter',
  LOG_FILTER_VALUE: 'invalidFilter',
  LOG_FILTER_RANGE: 'invalidFilter',
  LOG_PARTITION: 'invalidFilter',
  LOG_ZONE: 'invalidFilter',
  LOG_SEARCH_UNKNOWN: 'invalidFilter',
  LOG_CURSOR: 'invalidCursor',
  LOG_LIMIT: 'invalidCount',
};

/** The refusal that an error amounts to. Of a fault of the store no viewer is told more than that there is one. */
export function refusalOf(error: unknown): LogRefusal {
  if (error instanceof LogRefusal) return error;
  if (error instanceof LogQueryError)
    return new LogRefusal(400, CODES[error.code], `${error.message} Mend: ${error.mend ?? 'correct it'}.`);
  return new LogRefusal(503, 'unavailable', 'The log cannot be read at present.');
}
