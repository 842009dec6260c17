import type { Clock, JsonObject } from '../../kernel/index.ts';
import { memberIds } from '../jobs/operation-of-effect.ts';
import type { SyncObject } from '../model.ts';
import { type AppAnswer, type AppInventory, type ExternalApp, inventoryKey } from './external-app.ts';
import type { AppContents, AppFault, HeldObject } from './app-contents.ts';

/**
 * An application in this process: a system of its own, with its own durable contents, that can be told to fail. It takes
 * its time, refuses a second account of the same name, and takes no member that it does not know.
 */
export class SimulatedApp implements ExternalApp {
  readonly #contents: AppContents;
  readonly #clock: Clock;
  readonly #latency: number;

  constructor(contents: AppContents, clock: Clock, latency: number) {
    this.#contents = contents;
    this.#clock = clock;
    this.#latency = latency;
  }

  async put(object: SyncObject, desired: JsonObject | null, signal: AbortSignal): Promise<AppAnswer> {
    await this.#clock.sleep(this.#latency);
    // A connection that was closed before the request was handled has had no effect.
    signal.throwIfAborted();
    const fault = await this.#contents.takeFault('put', object);
    const before = await answerTo(fault, signal);
    if (before !== undefined) return before;
    const answer = await this.#apply(object, desired);
    return fault?.effect === 'lost-answer' ? aborted(signal) : answer;
  }

  async check(signal: AbortSignal): Promise<AppAnswer> {
    await this.#clock.sleep(this.#latency);
    const fault = await this.#contents.takeFault('check');
    return (await answerTo(fault, signal)) ?? { ok: true };
  }

  async inventory(signal: AbortSignal): Promise<AppInventory> {
    await this.#clock.sleep(this.#latency);
    const answer = await answerTo(await this.#contents.takeFault('inventory'), signal);
    if (answer?.ok === false) throw new Error(answer.reason);
    const ours = this.#contents.objects().filter(({ owner }) => owner === 'ours');
    return new Map(ours.map(({ type, id, attributes }) => [inventoryKey(type, id), attributes]));
  }

  async #apply(object: SyncObject, desired: JsonObject | null): Promise<AppAnswer> {
    if (desired === null) {
      await this.#contents.remove(object.type, object.id);
      return { ok: true };
    }
    const others = this.#contents.objects().filter(({ type, id }) => type !== object.type || id !== object.id);
    const namesake = object.type === 'User' ? others.find((held) => isNamesake(held, desired)) : undefined;
    if (namesake !== undefined && namesake.owner !== 'nobody')
      return { ok: false, retry: false, reason: 'The user name belongs to another account.' };
    const known = new Set(others.map(({ id }) => id));
    const wanted = memberIds(desired);
    const members = wanted.filter((id) => known.has(id)).map((value) => ({ value }));
    const attributes = desired['members'] === undefined ? desired : { ...desired, members };
    await this.#contents.put({ type: object.type, id: object.id, attributes, owner: 'ours' }, namesake);
    const missing = wanted.length - members.length;
    if (missing === 0) return { ok: true };
    return { ok: false, retry: false, reason: `${missing} of ${wanted.length} members are not in the application.` };
  }
}

function isNamesake({ type, attributes }: HeldObject, wanted: JsonObject): boolean {
  const name = userName(wanted);
  return type === 'User' && name !== undefined && userName(attributes) === name;
}

function userName(attributes: JsonObject): string | undefined {
  const name = attributes['userName'];
  return typeof name === 'string' ? name.toLowerCase() : undefined;
}

/** What a fault makes of a call before it has had any effect; `undefined` where it goes on. */
async function answerTo(fault: AppFault | undefined, signal: AbortSignal): Promise<AppAnswer | undefined> {
  switch (fault?.effect) {
    case 'refuse':
      return { ok: false, retry: false, reason: fault.reason };
    case 'error':
      return { ok: false, retry: true, reason: fault.reason };
    case 'no-answer':
      return aborted(signal);
    case 'lost-answer':
    case undefined:
    default:
      return undefined;
  }
}

/** Waits until nobody waits any more. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Error('No answer came.'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
