import { ScimulateError } from '../kernel/index.ts';

/**
 * `UNKNOWN`: what a command names is not there. `CONFLICT`: not in the present state. `UNSUPPORTED`: never, by what is
 * documented. `INVALID`: the command itself makes no sense.
 */
type Refusal = 'UNKNOWN' | 'CONFLICT' | 'UNSUPPORTED' | 'INVALID';

/** A command that is refused: it has had no effect. The code is `PROVISIONING_` and the kind of refusal. */
export function refusal(kind: Refusal, message: string, mend: string): ScimulateError {
  return new ScimulateError(`PROVISIONING_${kind}`, message, { mend });
}
