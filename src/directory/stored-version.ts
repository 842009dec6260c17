import type { JsonObject, JsonValue } from '../kernel/index.ts';
import type { ResourceModel } from '../scim/index.ts';
import type { StoredResource } from './directory.ts';

/** A value of `members`; its id as `value`. */
export interface Member extends JsonObject {
  readonly value: string;
}

/** What a resource holds itself, without `meta`. No two members have one id. */
export interface OwnContent extends JsonObject {
  readonly id: string;
  readonly members?: readonly Member[];
}

export interface OwnResource extends OwnContent {
  readonly meta: JsonObject;
}

/** One version of a resource, without what follows from other resources. */
export interface Version {
  readonly own: OwnResource;
  /** 1, 2, 3 … for each resource. */
  readonly revision: number;
}

/** What of a resource follows from others: it is never stored. */
export interface Derived {
  /** Derived attributes by name; an extension's whole container, where something in it is derived. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** Distinguishes derived parts from each other; a part of the entity tag. */
  readonly fingerprint: string;
}

/** The place of one resource, through all of its versions. */
export interface Slot {
  readonly model: ResourceModel;
  readonly id: string;
  readonly order: number;
  /** Absent once it is deleted. */
  version: Version | undefined;
  /** The version as it was last read. */
  view: StoredVersion | undefined;
  /** State of the whole directory at which `view` was known to be right. */
  viewEpoch: number;
}

/** A version as readers get it. */
export class StoredVersion implements StoredResource {
  readonly model: ResourceModel;
  readonly id: string;
  readonly order: number;
  readonly version: string;
  readonly resource: JsonObject;
  readonly base: Version;
  readonly fingerprint: string | undefined;
  #memoKey: string | undefined;
  #memo = '';

  constructor(slot: Slot, base: Version, derived: Derived | undefined) {
    this.model = slot.model;
    this.id = slot.id;
    this.order = slot.order;
    this.base = base;
    this.fingerprint = derived?.fingerprint;
    this.version = entityTag(base.revision, derived?.fingerprint);
    this.resource = derived === undefined ? base.own : compose(base.own, derived, this.version);
  }

  memo(key: string, make: (resource: JsonObject) => string): string {
    if (this.#memoKey !== key) {
      this.#memo = make(this.resource);
      this.#memoKey = key;
    }
    return this.#memo;
  }
}

/**
 * Weak, because a projection of the resource has the same one (RFC 7643 section 3.1). What is derived has its part in it:
 * else a user whose groups have changed would be answered with 304.
 */
export function entityTag(revision: number, fingerprint?: string): string {
  return fingerprint === undefined ? `W/"${revision}"` : `W/"${revision}-${fingerprint}"`;
}

function compose(own: OwnResource, derived: Derived, version: string): JsonObject {
  const { meta, ...attributes } = own;
  return { ...attributes, ...derived.attributes, meta: { ...meta, version } };
}
