import { hash } from 'node:crypto';
import type { JsonObject, JsonValue, Random } from '../kernel/index.ts';
import type { ResourceModel } from '../scim/index.ts';
import type { MemberReference } from './directory.ts';
import { compareMembers, Memberships, membersOf } from './membership.ts';
import { mapReferences, type ReferenceAttribute, referencesOf, referredId } from './reference-attributes.ts';
import { ResourceTable } from './resource-table.ts';
import { type Derived, type Slot, StoredVersion, type Version } from './stored-version.ts';

/** Everything that a directory holds in memory, and the one way to change it: `put`. */
export class DirectoryState {
  readonly models: readonly ResourceModel[];
  readonly memberships = new Memberships();
  readonly #tables: ReadonlyMap<string, ResourceTable>;
  readonly #ids: Random;
  /** The highest order that was ever given. */
  lastOrder: number;
  /** Changes with everything that a derived attribute can follow from. */
  #epoch = 0;

  constructor(models: readonly ResourceModel[], random: Random, lastOrder: number) {
    this.models = models;
    this.#tables = new Map(models.map((model) => [model.type.endpoint, new ResourceTable(model)]));
    this.lastOrder = lastOrder;
    // After a restart the ids go on in a stream of their own, so that none of a deleted resource comes again.
    this.#ids = random.fork(`directory/${lastOrder}`);
  }

  /** @throws RangeError for an endpoint that the directory has no model of. */
  table(endpoint: string): ResourceTable {
    const table = this.#tables.get(endpoint);
    if (table === undefined) throw new RangeError(`The directory has no resource type at ${endpoint}.`);
    return table;
  }

  tables(): Iterable<ResourceTable> {
    return this.#tables.values();
  }

  /** A resource by its id, whatever its type: ids are unique over all of them (RFC 7643 section 3.1). */
  find(id: string): Slot | undefined {
    for (const table of this.#tables.values()) {
      const slot = table.get(id);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }

  /** A place for a resource that is yet to be put into it. */
  open(model: ResourceModel): Slot {
    let id = this.#ids.uuid();
    while (this.find(id) !== undefined) id = this.#ids.uuid();
    return newSlot(model, id, ++this.lastOrder);
  }

  /** Makes `next` the slot's version, or deletes it, and keeps all indexes in step. */
  put(slot: Slot, next: Version | undefined): void {
    const previous = slot.version;
    slot.version = next;
    this.table(slot.model.type.endpoint).update(slot, previous?.own, next?.own);
    const difference = compareMembers(membersOf(previous?.own), membersOf(next?.own));
    this.memberships.update(slot, difference);
    const moved = difference.added.length > 0 || difference.removed.length > 0;
    // Others show of a resource that it is there, and its `displayName`. One that is new is not referred to yet.
    const isNew = previous === undefined && slot.view === undefined;
    const appears = (previous === undefined) !== (next === undefined) && !isNew;
    const renamed = previous?.own['displayName'] !== next?.own['displayName'] && !isNew;
    if (moved || appears || renamed) this.#epoch++;
  }

  /** The slot's version with what follows from other resources; the same object as long as neither changes. */
  view(slot: Slot): StoredVersion {
    const { version, view } = slot;
    if (version === undefined) throw new RangeError(`Resource ${slot.id} is deleted.`);
    if (view?.base === version && slot.viewEpoch === this.#epoch) return view;
    slot.viewEpoch = this.#epoch;
    const derived = this.#derive(slot, version);
    if (view?.base === version && view.fingerprint === derived?.fingerprint) return view;
    slot.view = new StoredVersion(slot, version, derived);
    return slot.view;
  }

  /** A resource as a party to a change. */
  reference(slot: Slot): MemberReference {
    const own = slot.version?.own ?? slot.view?.base.own;
    return { type: slot.model.type.name, id: slot.id, display: nameOf(own) ?? slot.id };
  }

  #derive(slot: Slot, version: Version): Derived | undefined {
    const references = referencesOf(slot.model);
    const attributes: Record<string, JsonValue> = {};
    const groups = references.groups ? this.memberships.all(slot.id) : [];
    if (groups.length > 0) attributes['groups'] = groups.map(({ group, direct }) => groupValue(group, direct));
    const resolved = references.others.reduce(
      (resource, attribute) => mapReferences(resource, attribute, (value) => this.#resolve(value, attribute)),
      version.own,
    );
    for (const { extension, name } of references.others) {
      const container = extension ?? name;
      const value = resolved[container];
      if (value !== undefined && value !== version.own[container]) attributes[container] = value;
    }
    if (Object.keys(attributes).length === 0) return undefined;
    return { attributes, fingerprint: hash('sha256', JSON.stringify(attributes), 'base64url').slice(0, 12) };
  }

  /** A reference with the URI and the name of what it refers to. */
  #resolve(value: JsonObject, { types, names }: ReferenceAttribute): JsonObject | undefined {
    const target = this.find(referredId(value) ?? '');
    if (target === undefined || !types.has(target.model.type.name)) return undefined;
    const displayName = target.version?.own['displayName'];
    const shown = displayName === undefined ? [] : names.map((name) => [name, displayName]);
    return { ...value, value: target.id, $ref: locationOf(target), ...Object.fromEntries(shown) };
  }
}

export function newSlot(model: ResourceModel, id: string, order: number): Slot {
  return { model, id, order, version: undefined, view: undefined, viewEpoch: -1 };
}

/** Relative to the base URI. */
export function locationOf({ model, id }: Slot): string {
  return `${model.type.endpoint}/${id}`;
}

/** What a person calls a resource. */
export function nameOf(own: JsonObject | undefined): string | undefined {
  const name = own?.['displayName'] ?? own?.['userName'];
  return typeof name === 'string' ? name : undefined;
}

function groupValue(group: Slot, direct: boolean): JsonObject {
  const display = nameOf(group.version?.own);
  return {
    value: group.id,
    $ref: locationOf(group),
    ...(display === undefined ? {} : { display }),
    type: direct ? 'direct' : 'indirect',
  };
}
