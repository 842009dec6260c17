import { type Place, ScimulateError } from '../kernel/index.ts';

/** Characters of an answer that an error message shows. */
const shown = 80;

/** Makes the errors of one read of a log: each names the request on one line, without secrets. */
export class LogFault {
  readonly #dialect: string;
  readonly #request: string;
  readonly #redact: (text: string) => string;
  readonly #place: Place | undefined;

  /**
   * @param redact takes secrets out of a text
   * @param place where the target file describes the log
   */
  constructor(dialect: string, request: string, redact: (text: string) => string, place?: Place) {
    this.#dialect = dialect;
    this.#request = request;
    this.#redact = redact;
    this.#place = place;
  }

  /** @param code what follows `LOG_SOURCE_` */
  error(code: string, message: string, mend?: string): ScimulateError {
    const line = this.#redact(`Reading the log "${this.#dialect}" by ${printable(this.#request)}: ${message}`);
    const place = this.#place;
    return new ScimulateError(`LOG_SOURCE_${code}`, line, {
      ...(place === undefined ? {} : { place }),
      ...(mend === undefined ? {} : { mend }),
    });
  }

  /**
   * The beginning of a text in quotation marks, with everything escaped that a terminal or a reader could trip over.
   * Secrets are taken out before it is cut, because half of one would not be recognized.
   */
  excerpt(text: string): string {
    const clean = this.#redact(text);
    const cut = clean.length > shown ? `${clean.slice(0, shown)}…` : clean;
    return printable(JSON.stringify(cut.toWellFormed()));
  }
}

/** Escapes control, format and private characters, which no honest URL or excerpt needs. */
function printable(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}
