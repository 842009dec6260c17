import { messageOf } from '../../kernel/index.ts';
import type { AppAnswer } from '../apps/external-app.ts';
import { OperationQueue } from '../jobs/operation-queue.ts';
import type { Operation } from '../model.ts';
import type { RunnerParts } from './runner-parts.ts';
import { Slots } from './slots.ts';
import { withTimeLimit } from './time-limit.ts';

/** From the request of an operation to the moment at which a job looks for it, in milliseconds. */
const PICK_UP = 10;

/** One integration's queue and its room for jobs. */
interface Lane {
  readonly queue: OperationQueue;
  readonly slots: Slots;
}

/** Carries out operations: one job each, retried with backoff, in the order of the queue. */
export class JobRunner {
  readonly #parts: RunnerParts;
  readonly #lanes = new Map<string, Lane>();
  /** Operations that are known, as they stand in their queue. */
  readonly #known = new Map<string, Operation>();
  readonly #taken = new Set<string>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Takes up what is unfinished, and from then on whatever is requested. */
  start(): void {
    const { operations } = this.#parts.engine.state;
    for (const operation of operations.settledValues().toSorted((left, right) => left.order - right.order))
      this.#add(operation);
    operations.onSettled((id, operation) => {
      if (operation === undefined) this.#remove(id);
      else if (!this.#known.has(id)) this.#add(operation);
    });
  }

  #add(operation: Operation): void {
    this.#known.set(operation.id, operation);
    this.#lane(operation.integration).queue.add(operation);
    this.#consider(operation);
  }

  #remove(id: string): void {
    const operation = this.#known.get(id);
    if (operation === undefined) return;
    this.#known.delete(id);
    this.#taken.delete(id);
    for (const next of this.#lane(operation.integration).queue.remove(operation)) this.#consider(next);
  }

  #consider(operation: Operation): void {
    const { id, integration } = operation;
    if (this.#taken.has(id) || !this.#lane(integration).queue.isNext(operation)) return;
    this.#taken.add(id);
    this.#parts.clock.after(PICK_UP, () => this.#parts.launch(() => this.#carryOut(operation)));
  }

  async #carryOut({ id, integration, dueAt }: Operation): Promise<void> {
    const { clock } = this.#parts;
    const { slots } = this.#lane(integration);
    if (dueAt !== undefined) await clock.sleep(this.#remaining(integration, dueAt));
    for (;;) {
      await slots.acquire();
      const delay = await this.#attempt(id);
      slots.release();
      if (delay === undefined) return;
      await clock.sleep(delay);
    }
  }

  /** @returns milliseconds until the next attempt, or `undefined` when the operation has come to its end. */
  async #attempt(id: string): Promise<number | undefined> {
    const { engine, lane } = this.#parts;
    const { operations } = engine;
    const known = engine.state.operations.settled(id);
    if (known === undefined) return undefined;
    const operation = known.stage === 'requested' ? await lane.insist(() => ({ step: operations.begin(id) })) : known;
    const answer = await this.#ask(operation);
    if (!answer.ok && answer.retry && operations.mayRetry(id))
      return lane.insist(() => ({ step: operations.postpone(id, answer.after) }));
    const outcome = answer.ok ? answer : { ok: false as const, reason: reasonOf(answer, operation) };
    await lane.insist(() => ({ step: operations.finish(id, outcome) }));
    return undefined;
  }

  async #ask({ integration: integrationId, object, desired }: Operation): Promise<AppAnswer> {
    const { engine, clock, appOf } = this.#parts;
    const integration = engine.integrations.require(integrationId);
    try {
      return await withTimeLimit(clock, integration.policy.timeLimit, (signal) =>
        appOf(integration).put(object, desired, signal),
      );
    } catch (error) {
      return { ok: false, retry: true, reason: messageOf(error) };
    }
  }

  /** No wait is longer than the longest one of the policy, whatever the clock did in between. */
  #remaining(integration: string, dueAt: number): number {
    const { engine, clock } = this.#parts;
    const { policy } = engine.integrations.require(integration);
    return Math.min(Math.max(0, dueAt - clock.now()), policy.backoff.longest);
  }

  #lane(integration: string): Lane {
    const known = this.#lanes.get(integration);
    if (known !== undefined) return known;
    const { policy } = this.#parts.engine.integrations.require(integration);
    const lane = { queue: new OperationQueue(), slots: new Slots(policy.concurrency) };
    this.#lanes.set(integration, lane);
    return lane;
  }
}

function reasonOf(answer: AppAnswer & { readonly ok: false }, { failures }: Operation): string {
  return failures === 0 ? answer.reason : `${answer.reason} (${failures + 1} attempts)`;
}
