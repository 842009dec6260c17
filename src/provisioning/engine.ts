import type { Clock, JsonObject, Random } from '../kernel/index.ts';
import { type DirectoryGate, displayOf } from './directory-gate.ts';
import type { Cause } from './effect.ts';
import { IdentityProviders } from './identity-providers.ts';
import { Integrations } from './integrations.ts';
import { Operations } from './jobs/operations.ts';
import type { ObjectType, SyncObject, Task } from './model.ts';
import { refusal } from './provisioning-error.ts';
import type { ProvisioningStep } from './provisioning-step.ts';
import { loadState, type ProvisioningEntry, ProvisioningState } from './state/provisioning-state.ts';
import { StepMaker } from './step-maker.ts';
import { Imports, type ImportStep } from './tasks/imports.ts';
import { Pushes } from './tasks/pushes.ts';
import { type SynchronizationMode, synchronizationModes } from './tasks/synchronization-modes.ts';
import { isUnderWay, Tasks } from './tasks/tasks.ts';

export interface ProvisioningOptions {
  readonly clock: Clock;
  /** Where ids come from. */
  readonly random: Random;
  readonly gate: DirectoryGate;
  /** Durable state to begin with: what the writes of earlier steps add up to. */
  readonly entries?: readonly ProvisioningEntry[];
}

/** What a synchronization came to that is on record as management. */
export interface ManagementResult {
  /** Id of the entry about it. */
  readonly entry: string;
  /** In the directory. */
  readonly objects: readonly SyncObject[];
}

/**
 * Provisioning of one tenant as a state machine: synchronous, without I/O. A command gives a step, which is made durable
 * together with its effects or taken back. What happens by itself (jobs, retries, schedules) follows from the state and
 * is set off by `ProvisioningRunner`.
 *
 * Steps that change the same things must not overlap: one is settled or taken back before the next one is made. Only
 * `operations.accept` merely adds, so that it can be part of a SCIM request at any time.
 */
export class Provisioning {
  readonly state: ProvisioningState;
  readonly integrations: Integrations;
  readonly operations: Operations;
  readonly tasks: Tasks;
  readonly providers: IdentityProviders;
  readonly imports: Imports;
  readonly pushes: Pushes;
  readonly #maker: StepMaker;
  readonly #gate: DirectoryGate;

  /** @throws ScimulateError `PROVISIONING_STATE` when an entry cannot be understood. */
  constructor({ clock, random, gate, entries = [] }: ProvisioningOptions) {
    this.state = new ProvisioningState();
    loadState(this.state, entries);
    const maker = new StepMaker(this.state, clock, random);
    this.#maker = maker;
    this.#gate = gate;
    this.integrations = new Integrations(maker);
    this.tasks = new Tasks(maker);
    this.operations = new Operations(maker, this.integrations, this.tasks);
    this.providers = new IdentityProviders(maker, this.tasks);
    this.imports = new Imports(maker, this.tasks, gate);
    const { integrations, operations, tasks } = this;
    this.pushes = new Pushes({ maker, tasks, integrations, operations, gate });
  }

  /**
   * Runs the same synchronization again, as a task of its own (PRV-RETRIG-1).
   * @throws ScimulateError `PROVISIONING_CONFLICT` while the task, or another one of the same module, is under way.
   */
  retrigger(taskId: string, cause: Cause): ProvisioningStep<Task> {
    return this.#maker.step((record) => {
      const { mode, module, id } = this.tasks.require(taskId);
      if (this.tasks.underWay(mode, module.id) !== undefined)
        throw refusal('CONFLICT', 'A task of this module is under way.', 'wait until it has ended');
      return this.tasks.create({ mode, module, method: 'manual', runAgainOf: id, ...cause }, record);
    });
  }

  /**
   * Refuses what is not supported (PRV-SCOPE-1).
   * @throws ScimulateError `PROVISIONING_UNSUPPORTED`
   */
  requireSupported(mode: SynchronizationMode): void {
    const scope = synchronizationModes[mode];
    if (scope.log === 'refused')
      throw refusal('UNSUPPORTED', scope.reason, 'import from an identity provider, or push to an application');
  }

  /** A change over OpenAPI. It is on record as management, not as provisioning (PRV-SCOPE-1). */
  changeByOpenApi(
    { type, id, resource }: { readonly type: ObjectType; readonly id?: string; readonly resource: JsonObject | null },
    cause: Cause,
  ): ImportStep<ManagementResult> {
    if (id !== undefined && !this.#gate.has(type, id))
      throw refusal('UNKNOWN', 'There is no such account or organization.', 'name one of the directory');
    if (id === undefined && resource === null)
      throw refusal('INVALID', 'Nothing says what is to be deleted.', 'give the id of an account or organization');
    const answer = this.#gate.change(type, id, resource, displayOf(resource) ?? id ?? '');
    if (!answer.ok) throw refusal('INVALID', answer.reason, 'correct the account or organization');
    const step = this.#maker.step((record): ManagementResult => {
      const action = this.#management(`open-api.${answer.syncType}`, cause);
      const detail = { direction: 'inbound', object: type === 'User' ? 'account' : 'organization' };
      record({ ...action, target: answer.object, detail });
      return { entry: action.id, objects: [answer.object] };
    });
    return { step, cause, directory: answer.commit };
  }

  /** An application fetches what is in the directory. It is on record as management, not as provisioning (PRV-SCOPE-1). */
  pull(integrationId: string, cause: Cause): ProvisioningStep<ManagementResult> {
    return this.#maker.step((record): ManagementResult => {
      const { id, name } = this.integrations.require(integrationId);
      const objects = this.#gate.objects().map(({ object }) => object);
      const actor = { type: 'application', id, display: name };
      const action = this.#management('application.pull', { ...cause, actor });
      record({
        ...action,
        target: { type: 'directory', id: 'directory', display: 'Directory' },
        integration: id,
        detail: { direction: 'outbound', entries: objects.length },
      });
      return { entry: action.id, objects };
    });
  }

  /** Whether nothing is under way and nothing waits to be tried again. */
  isIdle(): boolean {
    const { operations, checks, tasks } = this.state;
    return operations.values().length === 0 && checks.values().length === 0 && !tasks.values().some(isUnderWay);
  }

  #management(action: string, { correlationId, actor }: Cause) {
    return {
      id: this.#maker.id(),
      kind: 'management.action',
      action,
      occurredAt: this.#maker.now(),
      correlationId,
      outcome: 'success',
      actor,
    } as const;
  }
}
