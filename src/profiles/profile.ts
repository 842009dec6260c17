import type { JsonObject, Random } from '../kernel/index.ts';
import type { Strictness } from '../scim/schema.ts';

/** How far a profile's claim can be trusted. */
type Grade = 'recorded' | 'vendor documentation' | 'client source' | 'third-party report' | 'unverified';

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
  /** The provider's own identifier. */
  readonly id: string;
  readonly displayName: string;
  /**
   * Everybody who is in it after the change, for providers that always send the whole membership. Where it is absent
   * they add the change to what the target says.
   */
  readonly members?: readonly Member[];
}

/** A request as the profile puts it on the wire; the runner adds the credential. */
export interface ProfileRequest {
  /** Kebab-case name of what the provider does with it: `match-user`, `create-user`. */
  readonly step: string;
  readonly method: string;
  /** Below the SCIM base URI, query percent-encoded: `/Users?startIndex=1&count=2`. */
  readonly path: string;
  /** Spelled as the provider spells them. `Authorization` is not among them: it follows from the credential. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its members stand in the order in which the provider writes them; serialize with `JSON.stringify` and nothing else. */
  readonly body?: JsonObject;
}

/** A pause, in milliseconds, on the provider's clock before its next request. */
interface ProfilePause {
  readonly pause: number;
}

/**
 * What came back: the body parsed where it is a JSON object, otherwise `undefined`. Header names in lower case.
 * `status` 0 stands for no response at all.
 */
export interface ProfileResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject | undefined;
}

/**
 * A dialogue with a target: yields requests and pauses, returns what the provider keeps of it. Resume it after a
 * request with the response; after a pause with nothing.
 */
export type Dialogue<Result> = Generator<ProfileRequest | ProfilePause, Result, ProfileResponse>;

/** The id that the target gave, or `undefined` when the provider did not get one. */
export type RemoteId = string | undefined;

/**
 * How one identity provider behaves on the wire: pure, without I/O or time of its own.
 * Given a change in the provider's directory it decides what to send, in which shape and order.
 * An action ends early when an answer gives the provider nothing to go on with; the provider keeps the failure to itself.
 */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly grade: Grade;
  /** Where the behaviour is documented or was recorded. */
  readonly source: string;
  /** Tolerances that a server needs for this provider's requests to work; every other switch can stay off. */
  readonly needs: readonly (keyof Strictness)[];
  /** `true` when the provider is content with the answer. */
  testConnection(): Dialogue<boolean>;
  /** Looks the user up and creates it, or adopts the one that is there. */
  createUser(user: SourceUser): Dialogue<RemoteId>;
  /** `user` is the person after the change, `changed` names what differs from before. */
  updateUser(id: string, user: SourceUser, changed: readonly (keyof SourceUser)[]): Dialogue<void>;
  deactivateUser(id: string, user: SourceUser): Dialogue<void>;
  /** Gives the id under which the user is active again: a provider that looks it up anew may find or make another. */
  reactivateUser(id: string, user: SourceUser): Dialogue<RemoteId>;
  /** The final removal of a user. Absent: this provider never deletes one. */
  deleteUser?(id: string): Dialogue<void>;
  /** Looks the group up and creates it, or adopts the one that is there. */
  createGroup(group: SourceGroup): Dialogue<RemoteId>;
  /** `group` has the new name already. */
  renameGroup(groupId: string, group: SourceGroup): Dialogue<void>;
  addMembers(groupId: string, group: SourceGroup, members: readonly Member[]): Dialogue<void>;
  removeMembers(groupId: string, group: SourceGroup, members: readonly Member[]): Dialogue<void>;
  deleteGroup(groupId: string): Dialogue<void>;
}

/** A member of a group. */
export interface Member {
  /** The id that the target gave. */
  readonly id: string;
  /** What some providers send along: in Okta's documentation the user name. */
  readonly display: string;
}

/** Makes a profile. `random` is drawn from for whatever the provider itself leaves to chance, such as the GUID of a connection test. */
export type ProfileFactory = (random: Random) => Profile;
