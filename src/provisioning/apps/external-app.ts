import type { JsonObject } from '../../kernel/index.ts';
import type { ObjectType, SyncObject } from '../model.ts';

/** What an application answers. */
export type AppAnswer =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Another attempt may succeed: the fault lies in the network or the moment, not in what was asked. */
      readonly retry: boolean;
      /** Milliseconds that it asks to wait before. */
      readonly after?: number;
    };

/** What an application holds of the objects of this directory: attributes by `<type>/<id>` of the directory. */
export type AppInventory = ReadonlyMap<string, JsonObject>;

export function inventoryKey(type: ObjectType, id: string): string {
  return `${type}/${id}`;
}

/**
 * An application that users and groups are provisioned to. Whatever is asked may be asked again, because its answer was
 * lost: asking twice is as good as once, and makes no second object. A call that throws is an attempt that may be
 * repeated. `signal` is aborted when nobody waits for the answer any more.
 */
export interface ExternalApp {
  /**
   * Makes the application hold exactly these attributes of an object, or nothing (`null`), whatever it held before.
   * Objects and members are known by their ids in the directory.
   */
  put(object: SyncObject, desired: JsonObject | null, signal: AbortSignal): Promise<AppAnswer>;
  /** Whether it can be worked with at all. */
  check(signal: AbortSignal): Promise<AppAnswer>;
  /** @throws Error when it cannot be read. */
  inventory(signal: AbortSignal): Promise<AppInventory>;
}
