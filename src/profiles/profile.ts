import type { JsonObject } from '../kernel/index.ts';

/** How far a profile's claim can be trusted. */
export type Grade = 'recorded' | 'vendor documentation' | 'client source' | 'third-party report' | 'unverified';

/** A person in the provider's own directory, before any target knows of them. */
export interface SourceUser {
  /** The provider's own identifier. */
  readonly id: string;
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly active: boolean;
  readonly department?: string;
  readonly employeeNumber?: string;
  readonly title?: string;
}

export interface SourceGroup {
  readonly id: string;
  readonly displayName: string;
}

/** A request as the profile puts it on the wire; the runner adds the credential. */
export interface ProfileRequest {
  readonly step: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/** A pause on the provider's clock before its next request. */
export interface ProfilePause {
  readonly pause: number;
}

/** What came back: the body parsed where it is JSON. `status` 0 stands for no response at all. */
export interface ProfileResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
}

/** A dialogue with a target: yields requests and pauses, receives responses, returns what the provider keeps of it. */
export type Dialogue<Result> = Generator<ProfileRequest | ProfilePause, Result, ProfileResponse>;

/** The id that the target gave, or `undefined` when the provider did not get one. */
export type RemoteId = string | undefined;

/**
 * How one identity provider behaves on the wire: pure, without I/O or time of its own.
 * Given a change in the provider's directory it decides what to send, in which shape and order.
 */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly grade: Grade;
  /** Where the behaviour is documented or was recorded. */
  readonly source: string;
  testConnection(): Dialogue<boolean>;
  /** Looks the user up and creates it, or adopts the one that is there. */
  createUser(user: SourceUser): Dialogue<RemoteId>;
  updateUser(id: string, user: SourceUser, changed: readonly (keyof SourceUser)[]): Dialogue<void>;
  deactivateUser(id: string, user: SourceUser): Dialogue<void>;
  reactivateUser(id: string, user: SourceUser): Dialogue<void>;
  createGroup(group: SourceGroup): Dialogue<RemoteId>;
  addMembers(groupId: string, group: SourceGroup, members: readonly Member[]): Dialogue<void>;
  removeMembers(groupId: string, group: SourceGroup, members: readonly Member[]): Dialogue<void>;
  deleteGroup(groupId: string): Dialogue<void>;
}

/** A member of a group by the id that the target gave, with the name that some providers send along. */
export interface Member {
  readonly id: string;
  readonly display: string;
}
