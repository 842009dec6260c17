import type { Party } from '../../audit/index.ts';
import type { DirectoryTransaction, Effect, StoredResource } from '../../directory/index.ts';
import { type BulkOperation, type BulkRequest, type ResourceModel, ScimError } from '../../scim/index.ts';
import { pathSegments } from '../http/request-target.ts';
import { type BulkStep, planBulk } from './bulk-plan.ts';
import { referencesIn, resolveReferences, resolveText } from './bulk-references.ts';
import { actionOn, refineUpdate } from './canonical-action.ts';
import { requireUnchanged } from './conditional.ts';
import { locationOf } from './representation.ts';
import { displayOf, nameIn } from './resource-names.ts';
import {
  createResource,
  deleteResource,
  patchResource,
  type Precondition,
  replaceResource,
} from './resource-operations.ts';
import type { HandledOperation, ScimExchange } from './scim-exchange.ts';

/** Where an operation goes: a resource type endpoint, or one resource of it. */
interface BulkTarget {
  readonly model: ResourceModel;
  readonly id?: string;
}

interface BulkResult {
  readonly status: number;
  readonly stored?: StoredResource;
}

const SUCCESS = { POST: 201, PUT: 200, PATCH: 204, DELETE: 204 } as const;

/** Carries out the operations of one Bulk request inside one transaction of the directory. */
export class BulkRun {
  readonly #exchange: ScimExchange;
  readonly #models: ReadonlyMap<string, ResourceModel>;
  readonly #operations: readonly BulkOperation[];
  readonly #failOnErrors: number;
  readonly #transaction: DirectoryTransaction;
  /** Ids of the resources that were created, by `bulkId`. */
  readonly #ids = new Map<string, string>();
  readonly #handled: HandledOperation[] = [];
  #errors = 0;

  constructor(
    exchange: ScimExchange,
    models: readonly ResourceModel[],
    request: BulkRequest,
    transaction: DirectoryTransaction,
  ) {
    this.#exchange = exchange;
    this.#models = new Map(models.map((model) => [model.type.endpoint.slice(1), model]));
    this.#operations = request.operations;
    this.#failOnErrors = request.failOnErrors ?? Number.POSITIVE_INFINITY;
    this.#transaction = transaction;
  }

  /** What became of the operations, in the order of the request; those that were not carried out are missing. */
  run(): readonly HandledOperation[] {
    for (const step of planBulk(this.#operations)) {
      if (this.#errors >= this.#failOnErrors) break;
      this.#carryOut(step);
    }
    return this.#handled.toSorted((left, right) => left.number - right.number);
  }

  #carryOut(step: BulkStep): void {
    let current = step.operations[0]!;
    try {
      this.#requireReferences(step);
      const { result, effects } = this.#transaction.transact((part) => {
        if (!step.circular) return [this.#perform(part, this.#operations[current]!)];
        return this.#createCircle(part, step, (index) => {
          current = index;
        });
      });
      for (const [position, index] of step.operations.entries()) this.#succeed(index, result[position]!, effects);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      for (const index of step.operations) {
        const { bulkId } = this.#operations[index]!;
        if (step.circular && bulkId !== undefined) this.#ids.delete(bulkId);
        const other = `The operation refers in a circle to one that failed: ${error.message}`;
        this.#fail(index, index === current ? error : new ScimError(409, other));
      }
    }
  }

  /** @throws ScimError 409 for a reference to what was not created, 400 for one to what is not in the request at all. */
  #requireReferences(step: BulkStep): void {
    const own = new Set(step.circular ? step.operations.map((index) => this.#operations[index]!.bulkId) : []);
    for (const bulkId of step.references) {
      if (this.#ids.has(bulkId) || own.has(bulkId)) continue;
      const named = this.#operations.some((operation) => operation.method === 'POST' && operation.bulkId === bulkId);
      if (!named) throw new ScimError(400, `No operation of the request creates "bulkId:${bulkId}".`, 'invalidValue');
      throw new ScimError(409, `"bulkId:${bulkId}" stands for nothing: the operation that creates it failed.`);
    }
  }

  /**
   * Creates resources that refer to each other: first each with the references that can be resolved by then, and
   * once all have ids, those that lack some are completed.
   */
  #createCircle(part: DirectoryTransaction, step: BulkStep, at: (index: number) => void): BulkResult[] {
    const { validation } = this.#exchange.settings;
    const incomplete = new Set<number>();
    const results = new Map<number, BulkResult>();
    for (const index of step.operations) {
      at(index);
      const operation = this.#operations[index]!;
      if ([...referencesIn(operation.data)].some((bulkId) => !this.#ids.has(bulkId))) incomplete.add(index);
      results.set(index, this.#perform(part, operation));
    }
    for (const index of incomplete) {
      at(index);
      const { model, id } = results.get(index)!.stored!;
      const data = resolveReferences(this.#operations[index]!.data!, this.#ids);
      const stored = replaceResource(part, model, id, data, validation, () => undefined);
      results.set(index, { status: SUCCESS.POST, stored });
    }
    return step.operations.map((index) => results.get(index)!);
  }

  #perform(part: DirectoryTransaction, operation: BulkOperation): BulkResult {
    const { validation } = this.#exchange.settings;
    const { method, bulkId } = operation;
    const { model, id } = this.#target(operation);
    const data = resolveReferences(operation.data ?? {}, this.#ids);
    const precondition: Precondition = (version) => {
      if (operation.version !== undefined) requireUnchanged({ 'if-match': operation.version }, version);
    };
    const status = SUCCESS[method];
    if (method === 'DELETE') {
      deleteResource(part, model, id!, precondition);
      return { status };
    }
    if (method === 'PUT') return { status, stored: replaceResource(part, model, id!, data, validation, precondition) };
    if (method === 'PATCH') return { status, stored: patchResource(part, model, id!, data, validation, precondition) };
    const stored = createResource(part, model, data, validation);
    this.#ids.set(bulkId!, stored.id);
    return { status, stored };
  }

  /** @throws ScimError With the status that the same request would get by itself: 404 or 405. */
  #target(operation: BulkOperation): BulkTarget {
    const path = resolveText(operation.path, this.#ids);
    const [type = '', id, ...more] = pathSegments(path.split('?', 1)[0]!) ?? [];
    const model = this.#models.get(type);
    if (model === undefined || more.length > 0) throw new ScimError(404, `There is no endpoint "${path}" for Bulk.`);
    if ((operation.method === 'POST') !== (id === undefined))
      throw new ScimError(405, `The method ${operation.method} is not supported on "${path}".`);
    return id === undefined ? { model } : { model, id };
  }

  #succeed(index: number, { status, stored }: BulkResult, effects: readonly Effect[]): void {
    const sent = this.#operations[index]!;
    const id = stored?.id ?? this.#target(sent).id;
    const effect = effects.find((each) => each.id === id && each.causedBy === undefined);
    const result = {
      method: sent.method,
      ...(sent.bulkId !== undefined && { bulkId: sent.bulkId }),
      location: stored === undefined ? this.#locationOf(sent) : locationOf(stored, this.#exchange.baseUri),
      ...(stored !== undefined && { version: stored.version }),
      status: String(status),
    };
    // What was deleted is known by its effect alone.
    const display = stored === undefined ? effect?.display : displayOf(stored);
    const described = this.#describe(index, { id: id ?? '', ...(display !== undefined && { display }) }, effect);
    this.#handled.push({ ...described, status, result, ...(effect !== undefined && { effect }) });
  }

  #fail(index: number, error: ScimError): void {
    const sent = this.#operations[index]!;
    const { method, bulkId } = sent;
    this.#errors += 1;
    const result = {
      method,
      ...(bulkId !== undefined && { bulkId }),
      ...(method !== 'POST' && { location: this.#locationOf(sent) }),
      response: error.toJSON(),
      status: String(error.status),
    };
    const described = this.#describe(index, this.#meant(sent));
    this.#handled.push({ ...described, status: error.status, result, reason: error.message });
  }

  /** What a failed operation was about: a resource that is there, or what its path and data call it. */
  #meant({ path, data }: BulkOperation): Omit<Party, 'type'> {
    const [segment = '', id = ''] = pathSegments(resolveText(path, this.#ids).split('?', 1)[0]!) ?? [];
    const model = this.#models.get(segment);
    const stored = model === undefined ? undefined : this.#transaction.get(model.type.endpoint, id);
    const display = stored === undefined ? nameIn(data ?? {}) : displayOf(stored);
    return { id, ...(display !== undefined && { display }) };
  }

  /** What the log is told of an operation besides what became of it. */
  #describe(
    index: number,
    target: Omit<Party, 'type'>,
    effect?: Effect,
  ): Pick<HandledOperation, 'number' | 'action' | 'sent' | 'target'> {
    const sent = this.#operations[index]!;
    const model = this.#models.get(pathSegments(sent.path)?.[0] ?? '');
    if (model === undefined) return { number: index + 1, action: 'other', sent };
    const type = model.type.name;
    const action = refineUpdate(actionOn(type, VERBS[sent.method]), effect, () => sent.data);
    return { number: index + 1, action, sent, target: { type, ...target } };
  }

  #locationOf(operation: BulkOperation): string {
    return this.#exchange.baseUri + resolveText(operation.path, this.#ids);
  }
}

const VERBS = { POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' } as const;
