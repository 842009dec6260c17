import { Scrubber } from '../history/index.ts';
import { type Place, ScimulateError } from '../kernel/index.ts';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every secret of a target that is known so far, and a way to keep them out of what people read. */
export class SecretBook {
  readonly #values = new Map<string, string>();
  readonly #scrubber = new Scrubber();

  /** A live view: it grows when a token is fetched. */
  get values(): ReadonlyMap<string, string> {
    return this.#values;
  }

  learn(name: string, value: string): void {
    this.#values.set(name, value);
    this.#scrubber.learn(name, value);
  }

  /** The text without any known secret or an encoding of one. */
  redact(text: string): string {
    return this.#scrubber.text(text);
  }
}

/** Reads secrets from the environment and remembers which ones are not there, so that one error can name them all. */
export class SecretReader {
  readonly #environment: Environment;
  readonly #place: (pointer: string) => Place;
  readonly #missing: { readonly variable: string; readonly pointer: string }[] = [];

  constructor(environment: Environment, place: (pointer: string) => Place) {
    this.#environment = environment;
    this.#place = place;
  }

  /**
   * The value of a variable, or an empty text when it is missing, which `finish` then reports.
   * @param pointer where in the target file the variable is named
   * @throws ScimulateError `TARGET_CREDENTIALS_INVALID` for a value that cannot be a credential; it is not repeated.
   */
  read(variable: string, pointer: string): string {
    const value = this.#environment[variable];
    if (value === undefined || value === '') {
      this.#missing.push({ variable, pointer });
      return '';
    }
    const fault = faultOf(value);
    if (fault === undefined) return value;
    throw new ScimulateError(
      'TARGET_CREDENTIALS_INVALID',
      `The value of the environment variable ${variable} ${fault}.`,
      {
        place: this.#place(pointer),
      },
    );
  }

  /** @throws ScimulateError `TARGET_CREDENTIALS_MISSING`, naming every variable, at the place of the first one. */
  finish(): void {
    const [first] = this.#missing;
    if (first === undefined) return;
    const names = [...new Set(this.#missing.map(({ variable }) => variable))];
    const subject = names.length === 1 ? 'environment variable' : 'environment variables';
    const verb = names.length === 1 ? 'is' : 'are';
    throw new ScimulateError('TARGET_CREDENTIALS_MISSING', `The ${subject} ${names.join(', ')} ${verb} not set.`, {
      place: this.#place(first.pointer),
      mend: 'put the credential there before you run this.',
    });
  }
}

/** A shorter value cannot be told from ordinary text, so nothing could keep it out of a report. */
const shortestSecret = 4;

function faultOf(value: string): string | undefined {
  if (value.length < shortestSecret) return `has fewer than ${shortestSecret} characters`;
  if (value.trim() !== value) return 'begins or ends with white space';
  if (!/^[\x21-\x7e]+$/u.test(value)) return 'has characters that do not fit into an HTTP header';
  return undefined;
}
