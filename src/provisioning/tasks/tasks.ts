import type { Instant } from '../../kernel/index.ts';
import type { Cause, ProvisioningEffect } from '../effect.ts';
import type { ObjectType, Task, TaskMode, TriggerMethod } from '../model.ts';
import { refusal } from '../provisioning-error.ts';
import type { ProvisioningStep } from '../provisioning-step.ts';
import type { Recorder, StepMaker } from '../step-maker.ts';
import { triggerDetail } from './sync-entry.ts';

interface NewTask extends Cause {
  readonly mode: TaskMode;
  readonly module: { readonly id: string; readonly name: string };
  readonly method: TriggerMethod;
  readonly runAgainOf?: string;
}

/** What a person can do with a task from its row. */
const ACTIONS = 'Details, Re-trigger';

/**
 * Tasks, each grouping the entries of one operation that synchronizes several (PRV-TASK-1), and their status machine:
 * from the initial state to running to one terminal state, or no further where an exception keeps a task from starting
 * (PRV-STATUS-1, PRV-STATUS-3).
 */
export class Tasks {
  readonly #maker: StepMaker;
  #lastOrder: number;

  constructor(maker: StepMaker) {
    this.#maker = maker;
    this.#lastOrder = maker.state.tasks.values().reduce((highest, { order }) => Math.max(highest, order), 0);
  }

  /** @throws ScimulateError `PROVISIONING_UNKNOWN` */
  require(id: string): Task {
    const task = this.#maker.state.tasks.get(id);
    if (task !== undefined) return task;
    throw refusal('UNKNOWN', 'There is no such task.', 'name one of the task execution list');
  }

  /** Puts a task on record in its initial state, as part of a step. */
  create({ mode, module, method, runAgainOf, ...cause }: NewTask, record: Recorder): Task {
    const id = this.#maker.id();
    const task: Task = {
      id,
      order: ++this.#lastOrder,
      mode,
      module: { id: module.id, name: module.name },
      method,
      ...cause,
      status: 'initial',
      description: '',
      startedAt: this.#maker.now(),
      halted: false,
      requests: 0,
      succeeded: 0,
      failedAccounts: 0,
      failedOrganizations: 0,
      ...(runAgainOf !== undefined && { runAgainOf }),
    };
    record({ ...taskEffect(task, 'create', task.startedAt), outcome: 'pending' });
    return this.#put(task);
  }

  /** The present run of a task of this module, if there is one. */
  underWay(mode: TaskMode, moduleId: string): Task | undefined {
    return this.#maker.state.tasks
      .values()
      .find((task) => task.mode === mode && task.module.id === moduleId && isUnderWay(task));
  }

  /** An exception keeps the task from starting: it stays in its initial state. */
  halt(id: string, reason: string): ProvisioningStep<Task> {
    return this.#maker.step((record) => {
      const task: Task = { ...this.#waiting(id), halted: true, description: `Not started: ${reason}` };
      record({ ...taskEffect(task, 'halt', this.#after(task)), outcome: 'failure', reason });
      return this.#put(task);
    });
  }

  /** The task runs, as part of a step. Without any request there is nothing left to do. */
  start(id: string, requests: number, record: Recorder): Task {
    const task: Task = { ...this.#waiting(id), status: 'running', requests };
    record({ ...taskEffect(task, 'start', this.#after(task)), outcome: 'running' });
    return this.#advance(task, record);
  }

  /** One of its requests has ended, as part of the same step. */
  count(id: string, type: ObjectType, ok: boolean, record: Recorder): void {
    const task = this.require(id);
    if (task.status !== 'running') throw new RangeError(`Task ${id} is not running.`);
    const failed = ok ? 0 : 1;
    this.#advance(
      {
        ...task,
        succeeded: task.succeeded + (ok ? 1 : 0),
        failedAccounts: task.failedAccounts + (type === 'User' ? failed : 0),
        failedOrganizations: task.failedOrganizations + (type === 'Group' ? failed : 0),
      },
      record,
    );
  }

  #advance(task: Task, record: Recorder): Task {
    const failed = task.failedAccounts + task.failedOrganizations;
    if (task.succeeded + failed < task.requests) return this.#put(task);
    const ended = ending(task, failed);
    const finished: Task = { ...task, ...ended, endedAt: this.#after(task) };
    const outcome = OUTCOMES[ended.status];
    const failure = outcome === 'success' ? {} : { reason: ended.description };
    record({ ...taskEffect(finished, 'finish', finished.endedAt!), outcome, ...failure });
    return this.#put(finished);
  }

  #waiting(id: string): Task {
    const task = this.require(id);
    if (task.status === 'initial' && !task.halted) return task;
    throw new RangeError(`Task ${id} has started already.`);
  }

  /** It ends no earlier than it starts, even where the clock has been put back (PRV-STATUS-3). */
  #after({ startedAt }: Task): Instant {
    return Math.max(startedAt, this.#maker.now());
  }

  #put(task: Task): Task {
    this.#maker.state.tasks.put(task.id, task);
    return task;
  }
}

/** Whether something is still to come of it without anybody's doing. */
export function isUnderWay({ status, halted }: Task): boolean {
  return status === 'running' || (status === 'initial' && !halted);
}

const OUTCOMES = { successful: 'success', failed: 'failure', 'partially-succeeded': 'partial' } as const;

function ending(
  { requests, failedAccounts, failedOrganizations }: Task,
  failed: number,
): { readonly status: keyof typeof OUTCOMES; readonly description: string } {
  if (failed === 0) return { status: 'successful', description: '' };
  const counts = `${amount(failedOrganizations, 'organization')} and ${amount(failedAccounts, 'account')} failed.`;
  if (failed === requests) return { status: 'failed', description: `All requests failed: ${counts}` };
  return { status: 'partially-succeeded', description: counts };
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function taskEffect(
  task: Task,
  verb: 'create' | 'start' | 'halt' | 'finish',
  at: Instant,
): Omit<ProvisioningEffect, 'outcome'> {
  const { id, mode, module, correlationId, actor } = task;
  const direction = mode === 'identity-provider-import' ? 'inbound' : 'outbound';
  const type = direction === 'inbound' ? 'identity-provider' : 'application';
  return {
    id: `${id}.${verb}`,
    kind: 'task.transition',
    action: `task.${verb}`,
    occurredAt: at,
    correlationId,
    actor,
    target: { type, id: module.id, display: module.name },
    ...(direction === 'outbound' && { integration: module.id }),
    task: id,
    detail: { ...triggerDetail({ direction, module, method: task.method }), ...rowOf(task) },
  };
}

/** What the row of a task shows (PRV-COL-TASK), as it is after this transition. */
function rowOf(task: Task): NonNullable<ProvisioningEffect['detail']> {
  const { startedAt, endedAt, status, description, requests, failedAccounts, failedOrganizations, runAgainOf } = task;
  return {
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    status,
    description,
    requests,
    failedAccounts,
    failedOrganizations,
    actions: ACTIONS,
    ...(runAgainOf !== undefined && { runAgainOf }),
  };
}
