import type { Instant, JsonObject } from '../../kernel/index.ts';
import type { RecordDraft, StateWrite } from '../../audit/index.ts';
import type { Organization, Principal } from '../../organization/index.ts';
import type { Tenant } from '../tenant.ts';
import type { Family } from './family.ts';
import type { Mail } from './outbox.ts';

/** One operation of the admin API. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/admin`; a segment that begins with a colon is a parameter: `/roles/:role`. */
  readonly path: string;
  /** @throws OrganizationRefusal when it is not to be done; nothing may have been changed then. */
  run(visit: AdminVisit): AdminAnswer | Promise<AdminAnswer>;
}

/** One request at the admin door. Requests are handled one after the other. */
export interface AdminVisit {
  readonly tenant: Tenant;
  readonly organization: Organization;
  /** Who asks; nobody in particular where there is no token. */
  readonly principal: Principal;
  /** Decoded parameters of the path by name. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Decoded query parameters, the first value of each. */
  readonly query: ReadonlyMap<string, string>;
  readonly now: Instant;
  /** The body. @throws OrganizationRefusal `invalid` for anything but a JSON object. */
  body(): JsonObject;
  readonly family: Family;
  /** Sends mail once what is done is durable. */
  send(mail: Mail): void;
}

/** What is answered, and what is to become durable before it is. */
export interface AdminAnswer {
  readonly status: number;
  /** Absent: no body. */
  readonly body?: object;
  /** Recorded and stored together, in one append. */
  readonly commits?: readonly AdminCommit[];
  /** Called once all of it is durable. */
  readonly settled?: () => void;
}

/** What was done in one tenant. The door adds to each draft what all records of a request have in common. */
export interface AdminCommit {
  readonly tenant: string;
  readonly drafts: readonly AdminDraft[];
  readonly writes: readonly Omit<StateWrite, 'tenant'>[];
  undo(): void;
  settle(): void;
}

export type AdminDraft = Omit<RecordDraft, 'tenant' | 'id' | 'occurredAt' | 'correlationId'>;
