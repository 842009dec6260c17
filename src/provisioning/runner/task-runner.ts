import { messageOf } from '../../kernel/index.ts';
import type { AppInventory } from '../apps/external-app.ts';
import type { HealthAnswer } from '../integrations.ts';
import type { HealthCheck, Task } from '../model.ts';
import type { SourceObject } from '../sources/identity-source.ts';
import { isUnderWay } from '../tasks/tasks.ts';
import type { RunnerParts } from './runner-parts.ts';
import { withTimeLimit } from './time-limit.ts';

/** How long reading everything that an application has may take, in milliseconds. */
const INVENTORY_LIMIT = 60_000;

/** Carries out tasks and health checks. */
export class TaskRunner {
  readonly #parts: RunnerParts;
  readonly #taken = new Set<string>();

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /** Takes up what is unfinished, and from then on whatever is triggered. */
  start(): void {
    const { tasks, checks } = this.#parts.engine.state;
    for (const task of tasks.settledValues()) this.#take(task);
    for (const check of checks.settledValues()) this.#takeCheck(check);
    tasks.onSettled((_id, task) => {
      if (task !== undefined) this.#take(task);
    });
    checks.onSettled((_id, check) => {
      if (check !== undefined) this.#takeCheck(check);
    });
  }

  #take(task: Task): void {
    if (!isUnderWay(task) || this.#taken.has(task.id)) return;
    this.#taken.add(task.id);
    const { clock, launch } = this.#parts;
    clock.after(0, () => launch(() => (task.mode === 'application-push' ? this.#push(task) : this.#import(task))));
  }

  async #push({ id, status, module }: Task): Promise<void> {
    const { engine, clock, lane, appOf } = this.#parts;
    // The operations of a running one are taken up by themselves.
    if (status !== 'initial') return;
    const inventory = await this.#prepare(id, (): Promise<AppInventory> => {
      const app = appOf(engine.integrations.require(module.id));
      return withTimeLimit(clock, INVENTORY_LIMIT, (signal) => app.inventory(signal));
    });
    if (inventory !== undefined) await lane.insist(() => ({ step: engine.pushes.start(id, inventory) }));
  }

  async #import({ id, status, module }: Task): Promise<void> {
    const { engine, clock, lane, sourceOf } = this.#parts;
    if (status === 'initial') {
      const provider = engine.providers.require(module.id);
      const objects = await this.#prepare(id, async (): Promise<readonly SourceObject[]> => {
        const source = sourceOf(provider);
        return distinct(await withTimeLimit(clock, provider.timeLimit, (signal) => source.read(signal)));
      });
      if (objects === undefined) return;
      await lane.insist(() => ({ step: engine.imports.start(id, objects) }));
    }
    for (const request of engine.imports.remaining(id)) {
      const provider = engine.providers.require(module.id);
      await clock.sleep(provider.pace);
      await lane.insist(() => engine.imports.carryOut(request, provider));
    }
  }

  /** What the task needs before it can start; where that cannot be had, it does not start (PRV-STATUS-1). */
  async #prepare<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    const { engine, lane } = this.#parts;
    try {
      return await work();
    } catch (error) {
      await lane.insist(() => ({ step: engine.tasks.halt(id, messageOf(error)) }));
      return undefined;
    }
  }

  #takeCheck(check: HealthCheck): void {
    if (this.#taken.has(check.id)) return;
    this.#taken.add(check.id);
    const { clock, launch } = this.#parts;
    clock.after(0, () => launch(() => this.#check(check)));
  }

  async #check({ id, integration: integrationId }: HealthCheck): Promise<void> {
    const { engine, clock, lane, appOf } = this.#parts;
    const integration = engine.integrations.require(integrationId);
    const answer = await withTimeLimit(clock, integration.policy.timeLimit, (signal) =>
      appOf(integration).check(signal),
    ).catch((error: unknown) => ({ ok: false as const, reason: messageOf(error) }));
    const health: HealthAnswer = answer.ok ? { healthy: true } : { healthy: false, reason: answer.reason };
    await lane.insist(() => ({ step: engine.integrations.finishHealthCheck(id, health) }));
  }
}

/** @throws Error when two objects of one type have the same id: which of them is meant, nobody could tell. */
function distinct(objects: readonly SourceObject[]): readonly SourceObject[] {
  const keys = objects.map(({ type, id }) => `${type} ${id}`);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined) throw new Error(`The identity provider has ${twice} twice.`);
  return objects;
}
