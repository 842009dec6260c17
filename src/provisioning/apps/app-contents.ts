import type { JsonObject } from '../../kernel/index.ts';
import type { ObjectType, SyncObject } from '../model.ts';
import type { ProvisioningWrite } from '../state/state-box.ts';

/** An object in a simulated application. */
export type HeldObject = {
  readonly type: ObjectType;
  /** Of ours: that of the directory. */
  readonly id: string;
  readonly attributes: JsonObject;
  /** `ours`: provisioned from the directory. `other`: somebody else's. `nobody`: made by hand, free to be taken over. */
  readonly owner: 'ours' | 'other' | 'nobody';
};

/** How a simulated application fails, and at what. */
export type AppFault = {
  readonly on: 'put' | 'check' | 'inventory';
  /** Only objects of which this is part of the name, or that have it as their id. */
  readonly matching?: string;
  /**
   * `refuse`: it says no for good. `error`: it fails and may succeed another time. `no-answer`: it does nothing and never
   * answers. `lost-answer`: it does what is asked, and the answer never comes.
   */
  readonly effect: 'refuse' | 'error' | 'no-answer' | 'lost-answer';
  readonly reason: string;
  /** How often it happens; always where it is left out. */
  readonly times?: number;
};

/** Makes state of a simulated system durable. Rejects where that fails. */
export type SaveState = (writes: readonly ProvisioningWrite[]) => Promise<void>;

/** Collections of what simulated applications hold. */
export const appCollections = {
  /** `<integration>/<type>/<id>`. */
  objects: 'provisioning.application-objects',
  /** By integration: `{ faults }`. */
  faults: 'provisioning.application-faults',
} as const;

/**
 * What one simulated application holds. It is durable by itself, as another system's data are: not in the transactions of
 * the jobs that bring it about.
 */
export class AppContents {
  readonly #integration: string;
  readonly #save: SaveState;
  readonly #objects = new Map<string, HeldObject>();
  #faults: readonly AppFault[] = [];

  constructor(integration: string, save: SaveState) {
    this.#integration = integration;
    this.#save = save;
  }

  restore(object: HeldObject): void {
    this.#objects.set(`${object.type}/${object.id}`, object);
  }

  restoreFaults(faults: readonly AppFault[]): void {
    this.#faults = faults;
  }

  objects(): readonly HeldObject[] {
    return [...this.#objects.values()];
  }

  get faults(): readonly AppFault[] {
    return this.#faults;
  }

  async put(object: HeldObject, instead?: HeldObject): Promise<void> {
    if (instead !== undefined) this.#objects.delete(`${instead.type}/${instead.id}`);
    this.#objects.set(`${object.type}/${object.id}`, object);
    await this.#save([
      ...(instead === undefined ? [] : [this.#write(instead, undefined)]),
      this.#write(object, object),
    ]);
  }

  async remove(type: ObjectType, id: string): Promise<void> {
    const object = this.#objects.get(`${type}/${id}`);
    if (object === undefined) return;
    this.#objects.delete(`${type}/${id}`);
    await this.#save([this.#write(object, undefined)]);
  }

  async setFaults(faults: readonly AppFault[]): Promise<void> {
    this.#faults = faults;
    await this.#save([{ collection: appCollections.faults, key: this.#integration, value: { faults } }]);
  }

  /** The first fault that strikes this call, counted down. */
  async takeFault(on: AppFault['on'], object?: SyncObject): Promise<AppFault | undefined> {
    const fault = this.#faults.find((candidate) => candidate.on === on && strikes(candidate, object));
    if (fault?.times === undefined) return fault;
    const left = { ...fault, times: fault.times - 1 };
    await this.setFaults(this.#faults.flatMap((each) => (each !== fault ? [each] : left.times > 0 ? [left] : [])));
    return fault;
  }

  #write({ type, id }: HeldObject, value: HeldObject | undefined): ProvisioningWrite {
    const key = `${this.#integration}/${type}/${id}`;
    return { collection: appCollections.objects, key, ...(value !== undefined && { value }) };
  }
}

function strikes({ matching, times }: AppFault, object: SyncObject | undefined): boolean {
  if (times === 0) return false;
  if (matching === undefined) return true;
  return object !== undefined && (object.display.includes(matching) || object.id === matching);
}
