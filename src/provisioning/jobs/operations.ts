import type { Effect } from '../../directory/index.ts';
import type { Cause, ProvisioningEffect } from '../effect.ts';
import { integrationParty, type Integrations } from '../integrations.ts';
import type { Integration, Operation, TriggerMethod } from '../model.ts';
import type { ProvisioningStep } from '../provisioning-step.ts';
import type { Recorder, StepMaker } from '../step-maker.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { entryEffect } from '../tasks/sync-entry.ts';
import { type OperationContent, operationOf } from './operation-of-effect.ts';
import { retryDelay } from './retry-delay.ts';

/** How an operation ended. */
export type OperationOutcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Why an operation exists. */
interface Trigger extends Cause {
  readonly method: TriggerMethod;
  readonly task?: string;
}

/**
 * Operations in external applications: requested, then in progress, then done or failed, each of them once (ACT-LIFE-1).
 * Retries are attempts at one and the same operation (ACT-LIFE-4).
 */
export class Operations {
  readonly #maker: StepMaker;
  readonly #integrations: Integrations;
  readonly #tasks: Tasks;
  #lastOrder: number;

  constructor(maker: StepMaker, integrations: Integrations, tasks: Tasks) {
    this.#maker = maker;
    this.#integrations = integrations;
    this.#tasks = tasks;
    this.#lastOrder = maker.state.operations.values().reduce((highest, { order }) => Math.max(highest, order), 0);
  }

  /**
   * Requests one operation for each write that a SCIM client's request had accepted, in each integration that the client
   * writes to (ACT-LIFE-3). It only adds to the state, so that it can be part of the request's own transaction.
   * @param credential Name of the SCIM client.
   * @returns `undefined` where there is nothing to request.
   */
  accept(effects: readonly Effect[], credential: string, cause: Cause): ProvisioningStep | undefined {
    const contents = effects.map(operationOf).filter((content) => content !== undefined);
    const integrations = this.#maker.state.integrations.settledValues().filter((each) => listensTo(each, credential));
    if (contents.length === 0 || integrations.length === 0) return undefined;
    return this.#maker.step((record) => {
      for (const content of contents)
        for (const integration of integrations)
          this.request(content, integration, { ...cause, method: 'automatic' }, record);
    });
  }

  /** Puts an operation into the queue of its integration, as part of a step. */
  request(content: OperationContent, integration: Integration, trigger: Trigger, record: Recorder): void {
    const id = this.#maker.id();
    const operation: Operation = {
      id,
      order: ++this.#lastOrder,
      integration: integration.id,
      ...content,
      ...trigger,
      stage: 'requested',
      failures: 0,
      at: this.#maker.now(),
    };
    record({ ...stageEffect(operation, 'requested', operation.at), outcome: 'pending', actor: trigger.actor });
    this.#maker.state.operations.put(id, operation);
  }

  /** A job takes the operation up for the first time. */
  begin(id: string): ProvisioningStep<Operation> {
    return this.#maker.step((record) => {
      const operation = this.#require(id, 'requested');
      const begun: Operation = { ...operation, stage: 'in-progress', at: this.#after(operation) };
      const actor = integrationParty(this.#integrations.require(operation.integration));
      record({ ...stageEffect(begun, 'in-progress', begun.at), outcome: 'running', actor });
      this.#maker.state.operations.put(id, begun);
      return begun;
    });
  }

  /** Whether the policy of the integration allows for another attempt after one that has failed just now. */
  mayRetry(id: string): boolean {
    const { failures, integration } = this.#require(id, 'in-progress');
    return failures + 1 < this.#integrations.require(integration).policy.attempts;
  }

  /**
   * An attempt has failed and another one is to be made; nothing of it is on record, since the operation goes on.
   * @param atLeast Milliseconds that the application asks to wait.
   * @returns milliseconds until the next attempt.
   */
  postpone(id: string, atLeast = 0): ProvisioningStep<number> {
    return this.#maker.step(() => {
      const operation = this.#require(id, 'in-progress');
      const { policy } = this.#integrations.require(operation.integration);
      const failures = operation.failures + 1;
      const delay = Math.max(retryDelay(policy, failures), Math.min(atLeast, policy.backoff.longest));
      this.#maker.state.operations.put(id, { ...operation, failures, dueAt: this.#maker.now() + delay });
      return delay;
    });
  }

  /** The job's outcome in the application: the one terminal event, and the entry of the provisioning log. */
  finish(id: string, outcome: OperationOutcome): ProvisioningStep<void> {
    return this.#maker.step((record) => {
      const operation = this.#require(id, 'in-progress');
      const integration = this.#integrations.require(operation.integration);
      const actor = integrationParty(integration);
      const at = this.#after(operation);
      const failed = outcome.ok ? {} : { reason: outcome.reason };
      record({
        ...stageEffect(operation, outcome.ok ? 'succeeded' : 'failed', at),
        outcome: outcome.ok ? 'success' : 'failure',
        actor,
        ...failed,
      });
      record({
        ...entryEffect({ ...operation, id: `${id}.entry`, direction: 'outbound', module: integration, at, outcome }),
        actor,
        integration: integration.id,
        job: id,
      });
      this.#maker.state.operations.put(id, undefined);
      if (operation.task !== undefined) this.#tasks.count(operation.task, operation.object.type, outcome.ok, record);
    });
  }

  /** No stage is dated before the one that it follows, even where the clock has been put back (ACT-LIFE-2). */
  #after({ at }: Operation): number {
    return Math.max(at, this.#maker.now());
  }

  #require(id: string, stage: Operation['stage']): Operation {
    const operation = this.#maker.state.operations.get(id);
    if (operation?.stage === stage) return operation;
    throw new RangeError(`Operation ${id} is ${operation?.stage ?? 'not there'}, expected ${stage}.`);
  }
}

function listensTo({ gateway }: Integration, credential: string): boolean {
  if (gateway === undefined) return false;
  return gateway.credentials.length === 0 || gateway.credentials.includes(credential);
}

type Stage = Operation['stage'] | 'succeeded' | 'failed';

/** The id follows from the operation and its stage, and success and failure share one: an operation ends once. */
function stageEffect(
  operation: Operation,
  stage: Stage,
  at: number,
): Omit<ProvisioningEffect, 'outcome' | 'actor' | 'reason'> {
  const { id, kind, object, correlationId, integration, task } = operation;
  const isTerminal = stage === 'succeeded' || stage === 'failed';
  return {
    id: `${id}.${isTerminal ? 'finished' : stage}`,
    kind: 'job.transition',
    action: `${kind}.${stage}`,
    occurredAt: at,
    correlationId,
    target: object,
    integration,
    job: id,
    ...(task !== undefined && { task }),
    ...(operation.failures > 0 && isTerminal && { detail: { failedAttempts: operation.failures } }),
  };
}
