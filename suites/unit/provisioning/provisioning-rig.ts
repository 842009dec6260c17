import {
  type JsonObject,
  type JsonValue,
  ScimulateError,
  seededRandom,
  VirtualClock,
} from '../../../src/kernel/index.ts';
import { createMemoryDirectory, type Directory, type DirectoryWrite } from '../../../src/directory/index.ts';
import {
  type Cause,
  type CommitStep,
  DirectoryGate,
  fetchSender,
  type HttpSender,
  Provisioning,
  type ProvisioningEffect,
  ProvisioningRunner,
  RemoteSystems,
} from '../../../src/provisioning/index.ts';
import { coreModels, schemaUris, scryptKeeper, type ValidationOptions } from '../../../src/scim/index.ts';

export const start = Date.UTC(2026, 2, 2, 9);

const strictness: ValidationOptions['strictness'] = {
  anyCaseOperations: false,
  booleanStrings: false,
  removeWithValue: false,
  unquotedFilterValues: false,
  valuePathComparisons: false,
  pathKeys: false,
  emptyOperations: false,
  unknownAttributes: false,
  singleForMultiValued: false,
  arrayForSingular: false,
  lenientMembers: false,
  managerAsString: false,
  plainJson: false,
};

export const models = coreModels();
const [user, group] = models;
export const userModel = user!;
export const groupModel = group!;

/** What a store keeps: nothing of it is lost when the process dies. */
class Durable {
  readonly effects: ProvisioningEffect[] = [];
  readonly state = new Map<string, { collection: string; key: string; value: JsonValue }>();
  readonly #ids = new Set<string>();
  /** Set to make the next so many appends fail as a full disk makes them. */
  full = 0;

  async append(
    effects: readonly ProvisioningEffect[],
    writes: readonly { collection: string; key: string; value?: JsonValue }[],
  ): Promise<void> {
    if (this.full > 0) {
      this.full -= 1;
      throw new ScimulateError('STORE_FULL', 'The disk is full.');
    }
    for (const { id } of effects)
      if (this.#ids.has(id)) throw new ScimulateError('STORE_DUPLICATE', `${id} is there already.`);
    for (const { id } of effects) this.#ids.add(id);
    // A copy, as a store makes one.
    this.effects.push(...structuredClone(effects));
    for (const { collection, key, value } of writes) {
      if (value === undefined) this.state.delete(`${collection} ${key}`);
      else this.state.set(`${collection} ${key}`, structuredClone({ collection, key, value }));
    }
  }

  entries(): { collection: string; key: string; value: JsonValue }[] {
    return [...this.state.values()];
  }
}

/** One tenant's provisioning on a store, as the simulator composes it, with the shortest ways to use it. */
export class Rig {
  readonly clock: VirtualClock;
  readonly durable: Durable;
  readonly directory: Directory;
  readonly engine: Provisioning;
  readonly remote: RemoteSystems;
  readonly runner: ProvisioningRunner;
  readonly seed: string;
  #serial = 0;

  constructor(options: { seed?: string; send?: HttpSender; from?: Rig } = {}) {
    const { from, send = from?.sender ?? fetchSender } = options;
    this.sender = send;
    this.clock = from?.clock ?? new VirtualClock(start);
    this.durable = from?.durable ?? new Durable();
    this.seed = `${options.seed ?? from?.seed ?? 'rig'}/${this.durable.effects.length}`;
    const random = seededRandom(this.seed);
    const entries = this.durable.entries();
    this.directory = createMemoryDirectory({ models, clock: this.clock, random: random.fork('directory'), entries });
    const validation = { strictness, secrets: scryptKeeper(random.fork('salt')) };
    const gate = new DirectoryGate(this.directory, validation);
    this.engine = new Provisioning({ clock: this.clock, random: random.fork('provisioning'), gate, entries });
    const commit: CommitStep = async ({ step, directory }) =>
      this.durable.append(step.effects, [...(directory?.writes ?? []), ...step.writes]);
    this.remote = new RemoteSystems({
      clock: this.clock,
      save: async (writes) => this.durable.append([], writes),
      send,
      entries,
    });
    this.runner = new ProvisioningRunner({
      engine: this.engine,
      clock: this.clock,
      commit,
      appOf: (integration) => this.remote.appOf(integration),
      sourceOf: (provider) => this.remote.sourceOf(provider),
    });
    this.runner.start();
  }

  readonly sender: HttpSender;

  get effects(): readonly ProvisioningEffect[] {
    return this.durable.effects;
  }

  actions(kind?: ProvisioningEffect['kind']): string[] {
    return this.effects.filter((effect) => kind === undefined || effect.kind === kind).map(({ action }) => action);
  }

  cause(): Cause {
    this.#serial += 1;
    return { correlationId: `${this.seed}/request-${this.#serial}`, actor: { type: 'credential', id: 'okta' } };
  }

  /** A SCIM request that was accepted: the directory's change and its operations in one append. */
  async write(
    work: Parameters<Directory['transact']>[0],
    credential = 'okta',
  ): Promise<{ readonly result: unknown; readonly cause: Cause }> {
    const cause = this.cause();
    const commit = this.directory.transact(work);
    const step = this.engine.operations.accept(commit.effects, credential, cause);
    const writes: DirectoryWrite[] = [...commit.writes, ...(step?.writes ?? [])];
    try {
      await this.durable.append(step?.effects ?? [], writes);
    } catch (error) {
      commit.undo();
      step?.undo();
      throw error;
    }
    commit.settle();
    step?.settle();
    return { result: commit.result, cause };
  }

  async createUser(userName: string, more: JsonObject = {}): Promise<string> {
    const { result } = await this.write((transaction) =>
      transaction.create(userModel, { schemas: [schemaUris.user], userName, ...more }),
    );
    return (result as { id: string }).id;
  }

  async createGroup(displayName: string, ...members: readonly string[]): Promise<string> {
    const { result } = await this.write((transaction) =>
      transaction.create(groupModel, {
        schemas: [schemaUris.group],
        displayName,
        members: members.map((value) => ({ value })),
      }),
    );
    return (result as { id: string }).id;
  }

  /** Changes attributes of a user or group; `undefined` takes one away. */
  async change(endpoint: '/Users' | '/Groups', id: string, changes: JsonObject): Promise<void> {
    await this.write((transaction) => {
      const { resource } = transaction.get(endpoint, id)!;
      return transaction.replace(endpoint, id, { ...resource, ...changes });
    });
  }

  async remove(endpoint: '/Users' | '/Groups', id: string): Promise<void> {
    await this.write((transaction) => transaction.delete(endpoint, id));
  }

  /** An integration with a gateway for every client and, unless told otherwise, short times. */
  async integration(
    name = 'CRM',
    more: Partial<Parameters<Provisioning['integrations']['create']>[0]> = {},
  ): Promise<string> {
    const { engine, runner } = this;
    const { id } = await runner.lane.run(() => ({ step: engine.integrations.create({ name, ...more }) }));
    await runner.lane.run(() => ({ step: engine.integrations.connectGateway(id, [], this.cause()) }));
    return id;
  }

  /** The stages of each operation, in the order of their request: `user.invite: requested in-progress succeeded`. */
  lives(): string[] {
    const jobs = Map.groupBy(
      this.effects.filter(({ kind }) => kind === 'job.transition'),
      ({ job }) => job,
    );
    return [...jobs.values()].map((transitions) => {
      const kind = transitions[0]!.action.replace(/\.[a-z-]+$/u, '');
      return `${kind}: ${transitions.map(({ action }) => action.slice(kind.length + 1)).join(' ')}`;
    });
  }

  /** Lets everything come to its end, however long that takes on the clock. */
  async drain(): Promise<void> {
    for (let round = 0; round < 200 && !this.engine.isIdle(); round++) await this.clock.advance(60_000);
  }

  /** The process dies, and another one starts on the same store. */
  crash(): Rig {
    this.runner.stop();
    return new Rig({ from: this });
  }
}
