import type { JsonObject } from '../kernel/index.ts';
import type { ComparisonKey, ResourceModel } from '../scim/index.ts';
import { EqualityIndex, type IndexedAttribute, indexedAttributes } from './equality-index.ts';
import type { Slot } from './stored-version.ts';

/** The resources of one type: by id, in the order of creation, and by the values of indexed attributes. */
export class ResourceTable {
  readonly model: ResourceModel;
  /** Attributes whose values no two resources may share. */
  readonly unique: readonly IndexedAttribute[];
  readonly #slots = new Map<string, Slot>();
  readonly #indexes: ReadonlyMap<string, { readonly attribute: IndexedAttribute; readonly index: EqualityIndex }>;
  /** All slots in the order of creation; made anew when it is asked for after a removal. */
  #ordered: Slot[] | undefined = [];

  constructor(model: ResourceModel) {
    this.model = model;
    const attributes = indexedAttributes(model);
    this.unique = attributes.filter(({ uniqueness }) => uniqueness !== 'none');
    this.#indexes = new Map(attributes.map((attribute) => [attribute.path, { attribute, index: new EqualityIndex() }]));
  }

  get(id: string): Slot | undefined {
    return this.#slots.get(id);
  }

  /** In the order of creation. Valid until the next change. */
  ordered(): readonly Slot[] {
    this.#ordered ??= [...this.#slots.values()].toSorted((left, right) => left.order - right.order);
    return this.#ordered;
  }

  /** Those with this key, or `undefined` where the path has no index. In no particular order. */
  lookUp(path: string, key: ComparisonKey): readonly Slot[] | undefined {
    if (path === 'id') {
      const slot = typeof key === 'string' ? this.#slots.get(key) : undefined;
      return slot === undefined ? [] : [slot];
    }
    return this.#indexes.get(path)?.index.get(key);
  }

  /** Takes note that the slot's version has changed from `before` to `after`. */
  update(slot: Slot, before: JsonObject | undefined, after: JsonObject | undefined): void {
    if (before === undefined && after !== undefined) this.#insert(slot);
    if (before !== undefined && after === undefined) {
      this.#slots.delete(slot.id);
      this.#ordered = undefined;
    }
    for (const { attribute, index } of this.#indexes.values()) {
      const [old, now] = [before, after].map((each) => (each === undefined ? [] : attribute.keys(each)));
      for (const key of old!) if (!now!.includes(key)) index.remove(key, slot);
      for (const key of now!) if (!old!.includes(key)) index.add(key, slot);
    }
  }

  #insert(slot: Slot): void {
    this.#slots.set(slot.id, slot);
    const last = this.#ordered?.at(-1);
    // What an undo brings back belongs further in front.
    if (last === undefined || last.order < slot.order) this.#ordered?.push(slot);
    else this.#ordered = undefined;
  }
}
