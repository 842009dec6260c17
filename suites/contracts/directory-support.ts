import { type JsonObject, type JsonValue, type Random, seededRandom, VirtualClock } from '../../src/kernel/index.ts';
import type {
  Directory,
  DirectoryCommit,
  DirectoryTransaction,
  DirectoryWrite,
  StoredResource,
} from '../../src/directory/index.ts';
import { coreModels, type ResourceModel, ScimError, schemaUris } from '../../src/scim/index.ts';

/** What an implementation of the port is opened with. */
export interface DirectorySetup {
  readonly models: readonly ResourceModel[];
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly lenientMembers?: boolean;
  /** Durable state to begin with. */
  readonly entries?: readonly DirectoryWrite[];
}

export type OpenDirectory = (setup: DirectorySetup) => Directory;

export const start = Date.parse('2026-03-01T08:00:00.000Z');

/** As `meta` writes the instant so many milliseconds after the start. */
export function iso(milliseconds: number): string {
  return new Date(start + milliseconds).toISOString();
}

export function metaOf(resource: JsonObject): JsonObject {
  return resource['meta'] as JsonObject;
}

const [user, group] = coreModels();
export const userModel = user!;
export const groupModel = group!;

export function setup(more: Partial<DirectorySetup> = {}): DirectorySetup {
  return {
    models: [userModel, groupModel],
    clock: new VirtualClock(start),
    random: seededRandom('directory'),
    ...more,
  };
}

export function userBody(userName: string, more: JsonObject = {}): JsonObject {
  return { schemas: [schemaUris.user], userName, ...more };
}

export function groupBody(displayName: string, ...members: readonly string[]): JsonObject {
  const list = members.map((value) => ({ value }));
  return { schemas: [schemaUris.group], displayName, ...(list.length === 0 ? {} : { members: list }) };
}

/** A directory and the shortest ways to use it. Everything that it does is settled at once. */
export class Desk {
  readonly directory: Directory;
  /** The last value of each key that was ever written. */
  readonly durable = new Map<string, DirectoryWrite>();

  constructor(directory: Directory) {
    this.directory = directory;
  }

  do<T>(work: (transaction: DirectoryTransaction) => T): DirectoryCommit<T> {
    const commit = this.directory.transact(work);
    this.persist(commit.writes);
    commit.settle();
    return commit;
  }

  persist(writes: readonly DirectoryWrite[]): void {
    for (const write of writes) {
      const key = `${write.collection} ${write.key}`;
      if (write.value === undefined) this.durable.delete(key);
      else this.durable.set(key, write);
    }
  }

  user(userName: string, more: JsonObject = {}): StoredResource {
    return this.do((transaction) => transaction.create(userModel, userBody(userName, more))).result;
  }

  group(displayName: string, ...members: readonly string[]): StoredResource {
    return this.do((transaction) => transaction.create(groupModel, groupBody(displayName, ...members))).result;
  }

  replace(resource: StoredResource, body: JsonObject): DirectoryCommit<StoredResource> {
    return this.do((transaction) => transaction.replace(resource.model.type.endpoint, resource.id, body));
  }

  delete(resource: StoredResource): DirectoryCommit<void> {
    return this.do((transaction) => transaction.delete(resource.model.type.endpoint, resource.id));
  }

  /** As it is now. */
  now(resource: StoredResource): StoredResource {
    const stored = this.directory.get(resource.model.type.endpoint, resource.id);
    if (stored === undefined) throw new Error(`${resource.id} is not there`);
    return stored;
  }

  members(resource: StoredResource): readonly JsonObject[] {
    return listOf(this.now(resource).resource['members']);
  }

  memberIds(resource: StoredResource): readonly (JsonValue | undefined)[] {
    return this.members(resource).map(({ value }) => value);
  }

  groups(resource: StoredResource): readonly JsonObject[] {
    return listOf(this.now(resource).resource['groups']);
  }

  /** Everything as a reader sees it. */
  view(): readonly JsonObject[] {
    return viewOf(this.directory);
  }
}

export function viewOf(directory: Directory): readonly JsonObject[] {
  return directory.query({ models: directory.models }).resources.map(({ order, resource }) => ({ order, resource }));
}

/** What `work` throws. Fails when it throws nothing. */
export function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

/** What a client is told, as `409 uniqueness`. */
export function refusalOf(work: () => unknown): string {
  const error = thrownBy(work);
  if (error instanceof ScimError) return `${error.status} ${error.scimType ?? ''}`.trimEnd();
  throw error;
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return (value ?? []) as readonly JsonObject[];
}
