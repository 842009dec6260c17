import { ScimulateError } from '../../../src/kernel/index.ts';
import { environment } from './fake-log.ts';

/** The error that an action ends in, which has to be a ScimulateError of one line that shows no secret. */
export async function thrownBy(action: () => unknown): Promise<ScimulateError> {
  let error: unknown;
  try {
    await action();
  } catch (caught) {
    error = caught;
  }
  if (!(error instanceof ScimulateError)) throw new Error('no ScimulateError was thrown', { cause: error });
  const line = error.toLine();
  if (/\p{Cc}/u.test(line)) throw new Error(`the error is not one plain line: ${JSON.stringify(line)}`);
  for (const secret of Object.values(environment)) {
    if (secret !== environment.CLIENT_ID && holds(line, secret)) throw new Error('the error shows a secret');
  }
  return error;
}

function holds(line: string, secret: string): boolean {
  const forms = [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    JSON.stringify(secret).slice(1, -1),
  ];
  return forms.some((form) => line.includes(form));
}
