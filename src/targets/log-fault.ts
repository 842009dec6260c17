import { ScimulateError } from '../kernel/index.ts';

/** Characters of an answer that an error message shows. */
const shown = 80;

/** Makes the errors of one log source: each names the request, without secrets, on one line. */
export interface LogFault {
  /** @param code what follows `LOG_SOURCE_` */
  (code: string, message: string, mend?: string): ScimulateError;
}

/**
 * @param redact takes secrets out of a text
 */
export function logFault(dialect: string, request: string, redact: (text: string) => string): LogFault {
  return (code, message, mend) =>
    new ScimulateError(
      `LOG_SOURCE_${code}`,
      redact(`Reading the log "${dialect}" by ${printable(request)}: ${message}`),
      mend === undefined ? {} : { mend },
    );
}

/** The beginning of a text in quotation marks, with everything escaped that a terminal or a reader could trip over. */
export function excerpt(text: string): string {
  const cut = text.length > shown ? `${text.slice(0, shown)}…` : text;
  return printable(JSON.stringify(cut.toWellFormed()));
}

/** Escapes control, format and private characters, which no honest URL or excerpt needs. */
function printable(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
