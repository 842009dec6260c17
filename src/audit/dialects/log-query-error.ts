import { ScimulateError } from '../../kernel/index.ts';

export type LogQueryErrorCode =
  /** The dialect has no such filter. */
  | 'LOG_FILTER_UNKNOWN'
  /** The filter cannot have this value. */
  | 'LOG_FILTER_VALUE'
  /** There is no such time zone. */
  | 'LOG_ZONE'
  /** The log has parts, and the question names none of them. */
  | 'LOG_PARTITION'
  /** The end lies before the start. */
  | 'LOG_FILTER_RANGE'
  /** The dialect has no search. */
  | 'LOG_SEARCH_UNKNOWN'
  /** Not a cursor of this log under these filters. */
  | 'LOG_CURSOR'
  | 'LOG_LIMIT';

/** A question to a log that has no answer. It is refused whole: never is a part of it ignored (REQ-FILTER-BAD). */
export class LogQueryError extends ScimulateError {
  declare readonly code: LogQueryErrorCode;
  /** Name of the filter, or `search`, `cursor`, `limit`. */
  readonly parameter: string;

  constructor(code: LogQueryErrorCode, parameter: string, message: string, mend: string) {
    super(code, message, { mend });
    this.parameter = parameter;
  }
}
