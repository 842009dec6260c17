import type { AppInventory } from '../apps/external-app.ts';
import type { DirectoryGate } from '../directory-gate.ts';
import type { Cause } from '../effect.ts';
import type { Integrations } from '../integrations.ts';
import type { Operations } from '../jobs/operations.ts';
import type { Task } from '../model.ts';
import { refusal } from '../provisioning-error.ts';
import type { ProvisioningStep } from '../provisioning-step.ts';
import type { StepMaker } from '../step-maker.ts';
import { planPush } from './push-plan.ts';
import type { Tasks } from './tasks.ts';

/** What a push works with. */
interface PushParts {
  readonly maker: StepMaker;
  readonly tasks: Tasks;
  readonly integrations: Integrations;
  readonly operations: Operations;
  readonly gate: DirectoryGate;
}

/** One-time pushes of everything in the directory to an application: one operation for each object, all in one task. */
export class Pushes {
  readonly #parts: PushParts;

  constructor(parts: PushParts) {
    this.#parts = parts;
  }

  /** @throws ScimulateError `PROVISIONING_CONFLICT` while one to this application is under way. */
  push(integrationId: string, cause: Cause): ProvisioningStep<Task> {
    const { maker, tasks, integrations } = this.#parts;
    return maker.step((record) => {
      const module = integrations.require(integrationId);
      if (tasks.underWay('application-push', integrationId) !== undefined)
        throw refusal('CONFLICT', 'A push to this application is under way.', 'wait until it has ended');
      return tasks.create({ mode: 'application-push', module, method: 'manual', ...cause }, record);
    });
  }

  /** Starts the task, once it is known what the application has, with an operation for each object that differs. */
  start(taskId: string, inventory: AppInventory): ProvisioningStep<number> {
    const { maker, tasks, integrations, operations, gate } = this.#parts;
    return maker.step((record) => {
      const { module, method, actor, correlationId } = tasks.require(taskId);
      const integration = integrations.require(module.id);
      const contents = planPush(gate.objects(), inventory);
      tasks.start(taskId, contents.length, record);
      for (const content of contents)
        operations.request(content, integration, { actor, correlationId, method, task: taskId }, record);
      return contents.length;
    });
  }
}
