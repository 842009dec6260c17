import type { SaveState } from '../apps/app-contents.ts';
import type { SourceObject } from './identity-source.ts';

/** How a simulated identity provider fails when it is read. */
export type SourceFault = {
  /** `error`: it says so. `no-answer`: it never answers. */
  readonly effect: 'error' | 'no-answer';
  readonly reason: string;
  /** How often it happens; always where it is left out. */
  readonly times?: number;
};

/** Collections of what simulated identity providers hold. */
export const sourceCollections = {
  /** By provider: `{ objects }`. */
  objects: 'provisioning.source-objects',
  /** By provider: `{ faults }`. */
  faults: 'provisioning.source-faults',
} as const;

/** What one simulated identity provider holds. It is durable by itself, as another system's data are. */
export class SourceContents {
  readonly #provider: string;
  readonly #save: SaveState;
  #objects: readonly SourceObject[] = [];
  #faults: readonly SourceFault[] = [];

  constructor(provider: string, save: SaveState) {
    this.#provider = provider;
    this.#save = save;
  }

  restore(objects: readonly SourceObject[]): void {
    this.#objects = objects;
  }

  restoreFaults(faults: readonly SourceFault[]): void {
    this.#faults = faults;
  }

  get objects(): readonly SourceObject[] {
    return this.#objects;
  }

  /** Other contents, as a whole. */
  async replace(objects: readonly SourceObject[]): Promise<void> {
    this.#objects = objects;
    await this.#save([{ collection: sourceCollections.objects, key: this.#provider, value: { objects } }]);
  }

  async setFaults(faults: readonly SourceFault[]): Promise<void> {
    this.#faults = faults;
    await this.#save([{ collection: sourceCollections.faults, key: this.#provider, value: { faults } }]);
  }

  /** The fault that strikes this reading, counted down. */
  async takeFault(): Promise<SourceFault | undefined> {
    const [fault, ...rest] = this.#faults;
    if (fault?.times === undefined) return fault;
    await this.setFaults(fault.times > 1 ? [{ ...fault, times: fault.times - 1 }, ...rest] : rest);
    return fault;
  }
}
