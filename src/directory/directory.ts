import type { JsonObject, JsonValue } from '../kernel/index.ts';
import type { ComparisonTolerances, Filter, ResourceModel } from '../scim/index.ts';

/**
 * One version of one resource. It never changes: an update makes another one, so that a reader,
 * a cursor or an `Effect` can keep it.
 */
export interface StoredResource {
  readonly model: ResourceModel;
  readonly id: string;
  /** Position in the order of creation over the whole directory: 1, 2, 3 … Never used twice. */
  readonly order: number;
  /** Entity tag, always equal to `resource.meta.version`. Weak, since a projection has the same one (RFC 7643 section 3.1). */
  readonly version: string;
  /**
   * The whole representation: common attributes, derived ones (`groups`, `$ref`), and the hashes of write-only ones.
   * `meta.location` and every `$ref` are relative to the base URI: `/Users/2819c223`.
   */
  readonly resource: JsonObject;
  /** Text that `make` writes of this version, kept for the next call with the same key; one key at a time. */
  memo(key: string, make: (resource: JsonObject) => string): string;
}

export interface DirectoryQuery {
  /** Resource types to search: one for `/Users`, all of them for a search on the root. */
  readonly models: readonly ResourceModel[];
  readonly filter?: Filter;
  /** How literals of the filter are read. */
  readonly tolerances?: ComparisonTolerances;
  /** Order of the result; creation order breaks ties and holds without it. */
  readonly compare?: (left: StoredResource, right: StoredResource) => number;
  /** Only resources created after the one of this order: the keyset of a cursor. For results in creation order. */
  readonly after?: number;
  /** Resources of the result to pass over, 0 by default. */
  readonly offset?: number;
  /** Most resources to return, all by default. */
  readonly limit?: number;
}

export interface DirectoryPage {
  /** Everything that matches (with `after`: everything that matches behind it), whatever `offset` and `limit` say. */
  readonly totalResults: number;
  readonly resources: readonly StoredResource[];
}

/** A member of a group, or a group that has one. */
export interface MemberReference {
  /** Name of the resource type: `User`. */
  readonly type: string;
  readonly id: string;
  readonly display: string;
}

/** One attribute that differs between two versions; the same shape as an audit record's. */
export interface ResourceChange {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** What became of one resource. An update that changed nothing has none (FLD-NOOP-1). */
export interface Effect {
  readonly operation: 'create' | 'update' | 'delete';
  /** Name of the resource type: `User`. */
  readonly resourceType: string;
  readonly id: string;
  /** `displayName`, else `userName`, else the id; of the version after, or of the last one for a deletion. */
  readonly display: string;
  readonly before?: StoredResource;
  readonly after?: StoredResource;
  /** What an update changed, except `members` and `meta`, secrets masked. Empty for the others: see `before`, `after`. */
  readonly changes: readonly ResourceChange[];
  /** Set when `active` of an existing resource went from true (or absent) to false, or back. */
  readonly activation?: 'activated' | 'deactivated';
  readonly members: { readonly added: readonly MemberReference[]; readonly removed: readonly MemberReference[] };
  /** The resource whose deletion brought this about: a deleted user leaves its groups. */
  readonly causedBy?: MemberReference;
}

/** A piece of state to be committed with the records that explain it: a `StateWrite` without its tenant. */
export interface DirectoryWrite {
  readonly collection: string;
  readonly key: string;
  /** Absent: delete the key. */
  readonly value?: JsonValue;
}

/** Reads and changes inside `Directory.transact`; it must not be used after the call that gave it. */
export interface DirectoryTransaction {
  /** The present version, with every change that this transaction has made. */
  get(endpoint: string, id: string): StoredResource | undefined;
  /**
   * Gives the resource its `id` and `meta`, resolves its members and stores it.
   *
   * @throws ScimError 409 `uniqueness`, or 400 `invalidValue` for a member that is not there.
   */
  create(model: ResourceModel, resource: JsonObject): StoredResource;
  /**
   * Stores what `validateReplace` or `validatePatched` made; returns the present version when nothing differs.
   *
   * @throws ScimError 404, 409 `uniqueness`, or 400 `invalidValue` for a member that is not there.
   */
  replace(endpoint: string, id: string, resource: JsonObject): StoredResource;
  /** Deletes the resource and takes it out of every group. @throws ScimError 404 */
  delete(endpoint: string, id: string): void;
  /** A part that is all or nothing by itself: one operation of a Bulk request. A throw undoes just this part. */
  transact<T>(work: (part: DirectoryTransaction) => T): { readonly result: T; readonly effects: readonly Effect[] };
}

/** A transaction that took place in memory and is to be made durable. */
export interface DirectoryCommit<T> {
  readonly result: T;
  readonly effects: readonly Effect[];
  /** What changed in the durable state, the last value of each key. */
  readonly writes: readonly DirectoryWrite[];
  /**
   * Takes this transaction back, because its records could not be made durable. Each resource gets the version from
   * before. Where a later transaction has changed it again, that one's version stays, as its own writes have it, and only
   * memberships of this one go: so memory equals the durable state whichever transactions fail, in whichever order they
   * are undone.
   */
  undo(): void;
  /** It is durable: forgets what `undo` would need. */
  settle(): void;
}

/** The resources of one tenant. Synchronous: what it holds, it holds in memory. */
export interface Directory {
  readonly models: readonly ResourceModel[];
  get(endpoint: string, id: string): StoredResource | undefined;
  query(query: DirectoryQuery): DirectoryPage;
  /** All of `work` or, when it throws, nothing. */
  transact<T>(work: (transaction: DirectoryTransaction) => T): DirectoryCommit<T>;
  /** The whole durable state: what `writes` of all transactions add up to. */
  snapshot(): readonly DirectoryWrite[];
}
