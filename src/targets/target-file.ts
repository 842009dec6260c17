import type { JsonValue } from '../kernel/index.ts';

/** A target file: how to reach somebody's system and read its logs. YAML or JSON; `target-file-schema.ts` is its schema. */
export interface TargetFile {
  readonly name: string;
  readonly scim: ScimDoor;
  readonly logs?: readonly LogDoor[];
  /** How it is made to do what SCIM cannot ask of it. */
  readonly driver?: DriverDoor;
  /** Milliseconds within which a whole response has to come. Default 60,000. */
  readonly timeout?: number;
  /** Requests a second at most, logs included. Default: no limit. */
  readonly rateLimit?: number;
  /** Bytes that a response body may have. Default 16 MiB. */
  readonly maximumResponseBytes?: number;
}

export interface ScimDoor {
  /** Absolute, without a trailing slash: `https://scim.example.com/scim/v2`. */
  readonly baseUrl: string;
  /** What the tenant behind this base URL is called in a history. Default `default`. */
  readonly tenant?: string;
  /** The credential `valid`. */
  readonly auth: CredentialDoor;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  /** Further credentials by name: `expired`, `other-tenant`. */
  readonly credentials?: Readonly<Record<string, CredentialDoor>>;
}

/** Literal text, or the name of the environment variable that holds it. */
export type HeaderValue = string | { readonly env: string };

export type CredentialDoor = TokenDoor | OAuthDoor;

/** A token from the environment: `Authorization: Bearer <token>` unless said otherwise. */
interface TokenDoor {
  readonly type?: 'bearer';
  readonly tokenEnv: string;
  /** Name of the header. Default `Authorization`. */
  readonly header?: string;
  /** What stands before the token. Default `Bearer`; empty for nothing. */
  readonly scheme?: string;
}

/** OAuth 2.0 client credentials (RFC 6749 section 4.4). */
interface OAuthDoor {
  readonly type: 'oauth-client-credentials';
  readonly tokenUrl: string;
  readonly clientIdEnv: string;
  readonly clientSecretEnv: string;
  readonly scope?: string;
  /** Where the client's id and secret go: an HTTP Basic header (default) or the form. */
  readonly clientAuthentication?: 'basic' | 'form';
}

export interface LogDoor {
  /** Name of the dialect that this log is to be judged by. */
  readonly dialect: string;
  /** Who reads it: `administrator` has to be there. */
  readonly viewers: Readonly<Record<string, CredentialDoor>>;
  /** Column to the response header in which this system gives the client the same value, in place of the dialect's. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** Milliseconds by which this system's clock may differ from ours: added to the tolerance of every instant. */
  readonly clockTolerance?: number;
  readonly source: HttpJsonSource;
}

/** A log that is read as JSON over HTTP. */
export interface HttpJsonSource {
  readonly type: 'http-json';
  /** Absolute, or from the root of the SCIM base URL's origin: `/api/logs`. */
  readonly url: string;
  /** With `POST` all parameters are members of a JSON object in the body. Default `GET`. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  /** Sent with every read. */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** JSON pointer to the list of entries. */
  readonly entries: string;
  readonly paging: PagingStyle;
  readonly limit?: { readonly parameter: string; readonly maximum?: number };
  /** Column of the dialect to where its value stands in an entry. Absent: entries have the dialect's own columns as they are. */
  readonly fields?: Readonly<Record<string, FieldDoor>>;
  /** Filter of the dialect to how it is asked for. */
  readonly filters?: Readonly<Record<string, FilterDoor>>;
  readonly search?: { readonly parameter: string };
  /** The parameter that names the part of a log that has parts. */
  readonly partition?: { readonly parameter: string };
  /** JSON pointer to the number of seconds after which the log wants to be read again. */
  readonly refresh?: string;
  /** The parameter that takes the reader's time zone, by its IANA name. */
  readonly zone?: { readonly parameter: string };
  /** Filter of the dialect to where its choices are offered; filters that are set go along as in a read. */
  readonly choices?: Readonly<Record<string, ChoicesDoor>>;
  /** Milliseconds; how late entries may appear. */
  readonly settle?: { readonly wait?: number; readonly poll?: number; readonly timeout?: number };
}

export interface ChoicesDoor {
  /** Absolute, or from the root of the SCIM base URL's origin. */
  readonly url: string;
  /** JSON pointer to the list of choices. */
  readonly choices: string;
  /** JSON pointer from an item of the list to the text of the choice, where items are objects. */
  readonly text?: string;
}

/** A target that is driven by HTTP calls, one an action. */
export interface DriverDoor {
  /** What the paths of actions are below: absolute, or from the root of the SCIM base URL's origin. */
  readonly url: string;
  /** Sent with every action. */
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  /** Who can act, by the names that scenarios use; the first acts where a step names nobody. */
  readonly actors: Readonly<Record<string, ActorDoor>>;
  /** Canonical verb to the call that does it. */
  readonly actions: Readonly<Record<string, ActionDoor>>;
}

export interface ActorDoor {
  readonly auth: CredentialDoor;
  /** How the logs show them. */
  readonly id?: string;
  readonly display?: string;
}

export interface ActionDoor {
  readonly method: string;
  /** Below the driver's URL; `{name}` stands for a parameter, percent-encoded. */
  readonly path: string;
  /**
   * JSON whose texts may hold `{name}`. By default every parameter that is not in the path, as an object; nothing with
   * `GET` and `DELETE`.
   */
  readonly body?: JsonValue;
  /** What it acts upon: a JSON pointer into the answer, or `{name}`. Default `/id`. */
  readonly target?: { readonly type?: string; readonly id?: string };
  /** JSON pointers into the answer to who acted, where that is not who asked: somebody who has just signed in. */
  readonly actor?: { readonly id?: string; readonly display?: string };
  /** JSON pointers into the answer to what the step's `gives` names. */
  readonly gives?:
    | { readonly session: string }
    | { readonly token: string }
    /** `tokenUrl` is absolute or relative to the driver's URL. */
    | { readonly clientId: string; readonly clientSecret: string; readonly tokenUrl: string };
  /** JSON pointers to secrets in the answer, which are kept out of the history. */
  readonly secrets?: readonly string[];
}

export type PagingStyle =
  /** All entries in one answer. */
  | { readonly style: 'none' }
  /** `next` points to the cursor of the following page; absent, `null` or empty on the last one. */
  | { readonly style: 'cursor'; readonly parameter: string; readonly next: string; readonly emptyPageEnds?: boolean }
  /** The following page's URL, in a `Link` header with `rel="next"` or in the body at `next`. */
  | { readonly style: 'link'; readonly next?: string; readonly emptyPageEnds?: boolean }
  /** Pages count 1, 2, 3 …, from `first`. */
  | ({ readonly style: 'page'; readonly parameter: string; readonly first?: number } & PagingEnd)
  /** Entries to skip, or with `first: 1` the number of the first entry wanted. */
  | ({ readonly style: 'offset'; readonly parameter: string; readonly first?: number } & PagingEnd);

/** How the last page is known. With neither, an empty page comes after it. */
interface PagingEnd {
  /** JSON pointer to whether more follows. */
  readonly more?: string;
  /** JSON pointer to the number of all entries. */
  readonly total?: string;
}

/** A JSON pointer into an entry, or more than that. */
export type FieldDoor =
  | string
  | ValueDoor
  /** A value that is put together: for a column of type `request`, `{ method: …, headers: …, body: … }`. */
  | { readonly members: Readonly<Record<string, string | ValueDoor>> };

export interface ValueDoor {
  readonly pointer: string;
  /** How an instant is written. `iso-utc` reads one without an offset as UTC. Default `iso`. */
  readonly format?: 'iso' | 'iso-utc' | 'epoch-ms' | 'epoch-s';
  /** The dialect's value to the value, or the list of values, that this log has for it. */
  readonly values?: ValueMap;
  /** The value is JSON inside a string. */
  readonly parse?: 'json';
  /** Text that this log puts before the value, such as the path of the SCIM base URL before an endpoint. */
  readonly stripPrefix?: string;
}

export type Scalar = string | number | boolean | null;
type ValueMap = Readonly<Record<string, Scalar | readonly Scalar[]>>;

export interface FilterDoor {
  readonly parameter: string;
  /**
   * How a date is written. All but `text` turn a day into its first instant, or its last one for a filter that keeps
   * what is on or before it. Default `text`: as the dialect writes it.
   */
  readonly format?: 'text' | 'date' | 'iso' | 'epoch-ms' | 'epoch-s';
  /** The dialect's value to the one that this log takes; other values go out as they are. */
  readonly values?: Readonly<Record<string, string>>;
  /** Text around the value, `{value}` standing for it: `method eq '{value}'`. */
  readonly template?: string;
  /** What joins several filters that share a parameter. Default ` and `. */
  readonly join?: string;
}
