import type { Cause, Party, ProvisioningEffect } from './effect.ts';
import {
  type ApplicationSettings,
  DEFAULT_POLICY,
  type HealthCheck,
  type Integration,
  type JobPolicy,
} from './model.ts';
import { refusal } from './provisioning-error.ts';
import type { ProvisioningStep } from './provisioning-step.ts';
import type { StepMaker } from './step-maker.ts';

export interface NewIntegration {
  /** What people call it; unique. */
  readonly name: string;
  readonly application?: ApplicationSettings;
  readonly policy?: Partial<JobPolicy>;
}

/** How a health check ended. */
export type HealthAnswer = { readonly healthy: true } | { readonly healthy: false; readonly reason: string };

/** Integrations with their service accounts, gateways and health checks (ACT-SVC-1, ACT-GW-1). */
export class Integrations {
  readonly #maker: StepMaker;

  constructor(maker: StepMaker) {
    this.#maker = maker;
  }

  list(): readonly Integration[] {
    return this.#maker.state.integrations.values();
  }

  /** @throws ScimulateError `PROVISIONING_UNKNOWN` */
  require(id: string): Integration {
    const integration = this.#maker.state.integrations.get(id);
    if (integration !== undefined) return integration;
    throw refusal('UNKNOWN', 'There is no such integration.', 'name one that has been created');
  }

  /** @throws ScimulateError `PROVISIONING_CONFLICT` for a name that another one has. */
  create({ name, application, policy }: NewIntegration): ProvisioningStep<Integration> {
    return this.#maker.step(() => {
      if (this.list().some((other) => other.name === name))
        throw refusal('CONFLICT', 'Another integration has this name.', 'give it another one');
      const id = this.#maker.id();
      const integration: Integration = {
        id,
        name,
        policy: { ...DEFAULT_POLICY, ...policy },
        application: application ?? { kind: 'simulated', latency: 200 },
      };
      this.#maker.state.integrations.put(id, integration);
      return integration;
    });
  }

  /** Another application, or another way to reach it. What is under way is still carried out in the old one. */
  configure(id: string, application: ApplicationSettings): ProvisioningStep<Integration> {
    return this.#maker.step(() => this.#put({ ...this.require(id), application }));
  }

  /** Associates a service account, or changes the one that is there. The same one again is no change. */
  setServiceAccount(id: string, name: string, cause: Cause): ProvisioningStep<Integration> {
    return this.#maker.step((record) => {
      const integration = this.require(id);
      const present = integration.serviceAccount;
      if (present?.name === name) return integration;
      const serviceAccount = { id: present?.id ?? this.#maker.id(), name };
      const verb = present === undefined ? 'create' : 'update';
      const target = { type: 'service-account', id: serviceAccount.id, display: name };
      record({
        ...this.#event(integration, `service-account.${verb}`, cause),
        target,
        ...(present !== undefined && { detail: { before: present.name, after: name } }),
      });
      return this.#put({ ...integration, serviceAccount });
    });
  }

  /** @throws ScimulateError `PROVISIONING_CONFLICT` when it has none. */
  removeServiceAccount(id: string, cause: Cause): ProvisioningStep<Integration> {
    return this.#maker.step((record) => {
      const { serviceAccount, ...rest } = this.require(id);
      if (serviceAccount === undefined)
        throw refusal('CONFLICT', 'The integration has no service account.', 'associate one first');
      const target = { type: 'service-account', id: serviceAccount.id, display: serviceAccount.name };
      record({ ...this.#event(rest, 'service-account.remove', cause), target });
      return this.#put(rest);
    });
  }

  /**
   * Creates the SCIM gateway of an integration: from here on writes of these SCIM clients are carried into its application.
   * @param credentials Names of SCIM clients; none: every client.
   * @throws ScimulateError `PROVISIONING_CONFLICT` when it has one.
   */
  connectGateway(id: string, credentials: readonly string[], cause: Cause): ProvisioningStep<Integration> {
    return this.#maker.step((record) => {
      const integration = this.require(id);
      if (integration.gateway !== undefined)
        throw refusal('CONFLICT', 'The integration has a gateway already.', 'use the one that is there');
      const event = this.#event(integration, 'gateway.connect', cause);
      const gateway = { id: this.#maker.id(), connectedAt: event.occurredAt, credentials };
      const target = { type: 'gateway', id: gateway.id, display: gatewayName(integration) };
      record({ ...event, target });
      return this.#put({ ...integration, gateway });
    });
  }

  /** Starts a check of the gateway. @throws ScimulateError `PROVISIONING_CONFLICT` without a gateway. */
  triggerHealthCheck(id: string, cause: Cause): ProvisioningStep<HealthCheck> {
    return this.#maker.step((record) => {
      const integration = this.require(id);
      if (integration.gateway === undefined)
        throw refusal('CONFLICT', 'The integration has no gateway.', 'connect one first');
      const check: HealthCheck = { id: this.#maker.id(), integration: id, ...cause, at: this.#maker.now() };
      record({ ...this.#checkEvent(check, integration, 'trigger'), outcome: 'running', actor: cause.actor });
      this.#maker.state.checks.put(check.id, check);
      return check;
    });
  }

  /** Ends a check: only a successful one is ever validated. */
  finishHealthCheck(checkId: string, answer: HealthAnswer): ProvisioningStep<void> {
    return this.#maker.step((record) => {
      const check = this.#maker.state.checks.get(checkId);
      if (check === undefined) throw new RangeError(`Health check ${checkId} is not under way.`);
      const event = this.#checkEvent(check, this.require(check.integration), answer.healthy ? 'validate' : 'fail');
      record(answer.healthy ? event : { ...event, outcome: 'failure', reason: answer.reason });
      this.#maker.state.checks.put(checkId, undefined);
    });
  }

  #put(integration: Integration): Integration {
    this.#maker.state.integrations.put(integration.id, integration);
    return integration;
  }

  #event(integration: Integration, verb: string, { correlationId, actor }: Cause): ProvisioningEffect {
    return {
      id: this.#maker.id(),
      kind: 'integration.event',
      action: `integration.${verb}`,
      occurredAt: this.#maker.now(),
      correlationId,
      outcome: 'success',
      actor,
      integration: integration.id,
    };
  }

  /** The check itself is the job, and what it finds is triggered by the integration. */
  #checkEvent(check: HealthCheck, integration: Integration, verb: 'trigger' | 'validate' | 'fail'): ProvisioningEffect {
    const { id, at, correlationId } = check;
    const gateway = integration.gateway!;
    return {
      ...this.#event(integration, `health-check.${verb}`, { correlationId, actor: integrationParty(integration) }),
      id: `${id}.${verb === 'trigger' ? 'triggered' : 'finished'}`,
      occurredAt: Math.max(at, this.#maker.now()),
      target: { type: 'gateway', id: gateway.id, display: gatewayName(integration) },
      job: id,
    };
  }
}

/** An integration as the one who acts. */
export function integrationParty({ id, name }: Pick<Integration, 'id' | 'name'>): Party {
  return { type: 'integration', id, display: name };
}

function gatewayName({ name }: Integration): string {
  return `SCIM gateway of ${name}`;
}
