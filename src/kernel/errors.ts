/** Where in an input a fault lies: a file, and inside it a line and column or a JSON pointer. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** JSON pointer (RFC 6901) into the document. */
  readonly pointer?: string;
}

/**
 * The one error class for bad input and operational failures that a person can mend.
 * It prints as a single line: code, place, what is wrong, how to mend it.
 */
export class ScimulateError extends Error {
  override readonly name = 'ScimulateError';
  /** Stable upper-case identifier, for example `SCENARIO_INVALID`; scripts may match on it. */
  readonly code: string;
  readonly place: Place | undefined;
  /** One imperative clause that tells the reader what to do about it. */
  readonly mend: string | undefined;

  constructor(code: string, message: string, details: { place?: Place; mend?: string; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.place = details.place;
    this.mend = details.mend;
  }

  /** Renders the error as one line without a trailing newline. */
  toLine(): string {
    const place = formatPlace(this.place);
    const head = place === '' ? this.code : `${this.code} ${place}`;
    const mend = this.mend === undefined ? '' : ` Mend: ${sentence(this.mend)}`;
    return `${head}: ${sentence(this.message)}${mend}`.replaceAll(/\s*\n\s*/gu, ' ');
  }
}

/** Ends in one period, whoever wrote the text. */
function sentence(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** What a caught value says: an error's message, anything else as a string. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function formatPlace(place: Place | undefined): string {
  if (place === undefined) return '';
  const position =
    place.line === undefined ? '' : `:${place.line}${place.column === undefined ? '' : `:${place.column}`}`;
  const pointer = place.pointer === undefined || place.pointer === '' ? '' : `#${place.pointer}`;
  return `${place.file ?? ''}${position}${pointer}`;
}
