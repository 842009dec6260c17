import type { Clock, Random } from '../../kernel/index.ts';
import type { AuditStore, RecordDraft, Redactor } from '../../audit/index.ts';
import type { Directory } from '../../directory/index.ts';
import {
  type ApplicationSettings,
  type CommitStep,
  DirectoryGate,
  type HttpSender,
  Provisioning,
  provisioningCollections,
  type ProvisioningEffect,
  type ProvisioningEntry,
  ProvisioningRunner,
  remoteCollections,
  RemoteSystems,
  type SourceSettings,
} from '../../provisioning/index.ts';
import type { ValidationOptions } from '../../scim/index.ts';
import { changeDrafts } from '../record-drafts.ts';

/** Provisioning of one tenant, with everything that runs by itself. */
export interface TenantProvisioning {
  readonly engine: Provisioning;
  readonly runner: ProvisioningRunner;
  /** Applications and identity providers. */
  readonly remote: RemoteSystems;
}

export interface TenantProvisioningOptions {
  readonly tenant: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: AuditStore;
  readonly redactor: Redactor;
  readonly directory: Directory;
  readonly validation: ValidationOptions;
  /** The way to applications and identity providers that are not simulated. */
  readonly send: HttpSender;
}

/**
 * Opens a tenant's provisioning with what the store holds of it, and takes up what is unfinished.
 * @throws ScimulateError `PROVISIONING_STATE` for a state that is not understood.
 */
export async function openProvisioning(options: TenantProvisioningOptions): Promise<TenantProvisioning> {
  const { tenant, clock, random, store, redactor, directory, validation, send } = options;
  const entries: ProvisioningEntry[] = [];
  for (const collection of Object.values({ ...provisioningCollections, ...remoteCollections }))
    for (const { key, value } of await store.readState(tenant, collection)) entries.push({ collection, key, value });
  const gate = new DirectoryGate(directory, validation);
  const engine = new Provisioning({ clock, random, gate, entries });
  const remote = new RemoteSystems({
    clock,
    send,
    entries,
    save: async (writes) => {
      await store.append({ records: [], state: writes.map((write) => ({ tenant, ...write })) });
    },
  });
  const commit: CommitStep = async ({ step, directory: change, cause }) => {
    const own = step.effects.map((effect) => draftOf(tenant, effect));
    // What was changed in the directory stands before the entry that tells of it, under ids that follow from it.
    const [first] = own;
    const changes =
      change === undefined || cause === undefined || first === undefined
        ? []
        : changeDrafts(
            change.effects,
            { ...cause, tenant, id: first.id, occurredAt: first.occurredAt },
            first.kind === 'management.action' ? 'open-api' : 'identity-provider',
          );
    const writes = [...(change?.writes ?? []), ...step.writes];
    await store.append({
      records: redactor.drafts([...changes, ...own]),
      state: writes.map((write) => ({ tenant, ...write })),
    });
  };
  // Tokens of other systems must not come into the log by way of what those answer.
  const learn = (settings: ApplicationSettings | SourceSettings | undefined): void => {
    if (settings?.kind === 'scim') redactor.learn(settings.token);
  };
  for (const { application } of engine.integrations.list()) learn(application);
  for (const { source } of engine.providers.list()) learn(source);
  engine.state.integrations.onSettled((_id, integration) => learn(integration?.application));
  engine.state.providers.onSettled((_id, provider) => learn(provider?.source));
  const runner = new ProvisioningRunner({
    engine,
    clock,
    commit,
    appOf: (integration) => remote.appOf(integration),
    sourceOf: (provider) => remote.sourceOf(provider),
  });
  runner.start();
  return { engine, runner, remote };
}

/** An effect of provisioning as a record of its tenant. */
export function draftOf(tenant: string, effect: ProvisioningEffect): RecordDraft {
  return { tenant, ...effect };
}
