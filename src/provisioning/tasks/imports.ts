import type { JsonObject } from '../../kernel/index.ts';
import type { DirectoryCommit } from '../../directory/index.ts';
import { type DirectoryGate, displayOf } from '../directory-gate.ts';
import type { Cause, Party } from '../effect.ts';
import type { IdentityProvider, ImportRequest, ObjectType, Origin, SyncObject, TriggerMethod } from '../model.ts';
import type { ProvisioningStep } from '../provisioning-step.ts';
import type { SourceObject } from '../sources/identity-source.ts';
import type { Recorder, StepMaker } from '../step-maker.ts';
import { inDirectory, locate, planImport, type Whereabouts } from './import-plan.ts';
import { entryEffect, type SyncEntry } from './sync-entry.ts';
import type { Tasks } from './tasks.ts';

/** A step together with the change of the directory that it is about: both become durable, or neither. */
export interface ImportStep<T = unknown> {
  readonly step: ProvisioningStep<T>;
  /** Absent where nothing was changed because it was refused. */
  readonly directory?: DirectoryCommit<unknown>;
  readonly cause: Cause;
}

/** One change of one object of an identity provider. */
export interface SourceChange {
  readonly type: ObjectType;
  readonly id: string;
  /** `null`: the object is gone. */
  readonly resource: JsonObject | null;
}

/** What one change from a provider came to. */
export interface ImportOutcome {
  readonly ok: boolean;
  /** Id of the entry about it. */
  readonly entry: string;
  /** By its id in the identity provider. */
  readonly object: SyncObject;
  /** Its id in the directory, where it is there. */
  readonly resource?: string;
  readonly reason?: string;
}

/** What is taken into the directory from identity providers. */
export class Imports {
  readonly #maker: StepMaker;
  readonly #tasks: Tasks;
  readonly #gate: DirectoryGate;

  constructor(maker: StepMaker, tasks: Tasks, gate: DirectoryGate) {
    this.#maker = maker;
    this.#tasks = tasks;
    this.#gate = gate;
  }

  /** Starts the task of an import, once the provider's data is there, with a request for each object that differs. */
  start(taskId: string, objects: readonly SourceObject[]): ProvisioningStep<number> {
    const { module } = this.#tasks.require(taskId);
    const planned = planImport(objects, this.#whereabouts(module.id), this.#gate);
    return this.#maker.step((record) => {
      for (const [index, change] of planned.entries()) {
        const request: ImportRequest = { task: taskId, number: index + 1, ...change };
        this.#maker.state.requests.put(requestKey(request), request);
      }
      this.#tasks.start(taskId, planned.length, record);
      return planned.length;
    });
  }

  /** Requests of a task that are still to be carried out, in their order. */
  remaining(taskId: string): readonly ImportRequest[] {
    return this.#maker.state.requests
      .settledValues()
      .filter(({ task }) => task === taskId)
      .toSorted((left, right) => left.number - right.number);
  }

  /** Carries out one request of a task. */
  carryOut(request: ImportRequest, provider: IdentityProvider): ImportStep<ImportOutcome> {
    const { correlationId, method } = this.#tasks.require(request.task);
    const { type, id } = request.object;
    const trigger = { id: `${request.task}.entry.${request.number}`, correlationId, method, task: request.task };
    return this.#import({ type, id, resource: request.resource }, provider, trigger, (record, ok) => {
      this.#maker.state.requests.put(requestKey(request), undefined);
      this.#tasks.count(request.task, type, ok, record);
    });
  }

  /** Takes over one change that a provider reports: an entry, and no task (PRV-TASK-2). */
  change(change: SourceChange, provider: IdentityProvider, { correlationId }: Cause): ImportStep<ImportOutcome> {
    return this.#import(change, provider, { id: this.#maker.id(), correlationId, method: 'automatic' });
  }

  #import(
    { type, id, resource }: SourceChange,
    provider: IdentityProvider,
    trigger: {
      readonly id: string;
      readonly correlationId: string;
      readonly method: TriggerMethod;
      readonly task?: string;
    },
    also?: (record: Recorder, ok: boolean) => void,
  ): ImportStep<ImportOutcome> {
    const actor: Party = { type: 'identity-provider', id: provider.id, display: provider.name };
    const cause: Cause = { correlationId: trigger.correlationId, actor };
    const whereabouts = this.#whereabouts(provider.id);
    const located = locate(type, id, resource, whereabouts, this.#gate);
    const given = { type, id, display: displayOf(resource) ?? id };
    const answer = this.#apply(given, located, resource, whereabouts);
    const object = { ...given, display: answer.ok ? answer.object.display : given.display };
    const known = answer.ok ? answer.object.id : located;
    const syncType = resource === null ? 'delete' : located === undefined ? 'create' : 'update';
    const entry: SyncEntry = {
      ...trigger,
      direction: 'inbound',
      module: provider,
      object,
      ...(known !== undefined && { resource: known }),
      syncType,
      at: this.#maker.now(),
      outcome: answer.ok ? { ok: true } : { ok: false, reason: answer.reason },
    };
    try {
      const step = this.#maker.step((record): ImportOutcome => {
        record({ ...entryEffect(entry), actor });
        if (answer.ok) this.#remember(provider.id, type, id, resource === null ? undefined : answer.object.id);
        also?.(record, answer.ok);
        return {
          ok: answer.ok,
          entry: entry.id,
          object,
          ...(known !== undefined && { resource: known }),
          ...(!answer.ok && { reason: answer.reason }),
        };
      });
      return { step, cause, ...(answer.ok && { directory: answer.commit }) };
    } catch (error) {
      if (answer.ok) answer.commit.undo();
      throw error;
    }
  }

  #apply(
    object: SyncObject,
    located: string | undefined,
    resource: JsonObject | null,
    whereabouts: Whereabouts,
  ): ReturnType<DirectoryGate['change']> {
    const { type, id, display } = object;
    if (resource === null) return this.#gate.change(type, located, null, display);
    const mapped = inDirectory(id, resource, whereabouts, this.#gate);
    if (mapped.missing.length === 0) return this.#gate.change(type, located, mapped.resource, display);
    const few = mapped.missing.slice(0, 5).join(', ');
    return { ok: false, reason: `${mapped.missing.length} of its members are not in the directory: ${few}` };
  }

  #whereabouts(provider: string): Whereabouts {
    const { origins } = this.#maker.state;
    return {
      origins: () => origins.values().filter((origin) => origin.provider === provider),
      find: (type, id) => origins.get(originKey(provider, type, id))?.resource,
    };
  }

  #remember(provider: string, type: ObjectType, id: string, resource: string | undefined): void {
    const key = originKey(provider, type, id);
    const origin: Origin | undefined = resource === undefined ? undefined : { provider, type, id, resource };
    if (this.#maker.state.origins.get(key)?.resource !== resource) this.#maker.state.origins.put(key, origin);
  }
}

function requestKey({ task, number }: ImportRequest): string {
  return `${task}/${String(number).padStart(8, '0')}`;
}

function originKey(provider: string, type: ObjectType, id: string): string {
  return `${provider}/${type}/${id}`;
}
