import type { Instant } from '../../kernel/index.ts';
import type { Principal } from '../../organization/index.ts';

/** An e-mail that the simulator would send. */
export interface Mail {
  readonly kind: 'invitation' | 'magic-link';
  readonly to: string;
  /** What is redeemed at the admin API. */
  readonly code: string;
}

/** Who reads what would have been sent, and so could sign in as anybody: the operator of the simulator. */
export const POSTMASTER: Principal = {
  party: { type: 'system', id: 'postmaster' },
  administrator: false,
  permissions: new Set(),
  roles: [],
};

/** As many are kept, the latest. */
const MOST_KEPT = 1000;

/** What one tenant would have sent by e-mail. In memory only: codes are stored nowhere. */
export class Outbox {
  #mails: (Mail & { readonly sentAt: Instant })[] = [];

  send(mail: Mail, sentAt: Instant): void {
    this.#mails = [...this.#mails, { ...mail, sentAt }].slice(-MOST_KEPT);
  }

  /** Latest first, those to one address where one is given. */
  list(to: string | undefined): readonly (Mail & { readonly sentAt: Instant })[] {
    return this.#mails.filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase()).toReversed();
  }
}
