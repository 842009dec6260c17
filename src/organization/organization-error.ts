/**
 * Why an organization does not do what it is asked.
 * `invalid`: the request makes no sense. `unauthenticated`: nobody is signed in, or not with this. `forbidden`: they may
 * not. `not-found`: it is not there. `conflict`: it is, and its state does not allow it. `gone`: it was, and its time is over.
 */
export type RefusalCode = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'gone';

/** A command that is refused has no effect at all. */
export class OrganizationRefusal extends Error {
  override readonly name = 'OrganizationRefusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function refuse(code: RefusalCode, message: string): never {
  throw new OrganizationRefusal(code, message);
}
