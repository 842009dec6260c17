import type { ExchangeLine } from '../../history/index.ts';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../../kernel/index.ts';
import { plain } from '../wording.ts';
import type { ExpectedEvent } from './expected-events.ts';
import { compareRepresentations, isActive, KnownResources } from './known-resources.ts';
import { reachedTarget, targetOf } from './wire-facts.ts';

type Type = 'user' | 'group';

const types: Readonly<Record<string, Type>> = { Users: 'user', Groups: 'group', Me: 'user' };

/** What a change of an existing resource can be called. */
const updates: Readonly<Record<Type, readonly string[]>> = {
  user: ['user.update', 'user.deactivate', 'user.reactivate'],
  group: ['group.update', 'group.members.update'],
};

/** One operation on a resource with its answer: a request of its own, or a part of a Bulk request. */
interface Operation {
  readonly method: string;
  readonly type: Type;
  /** Absent where the path does not say it. */
  readonly id: string | undefined;
  readonly status: number;
  /** The representation in the answer, where it is whole. */
  readonly body: JsonObject | undefined;
}

/** What an operation brought about. What is open is settled when the resource is seen again. */
interface Found {
  verbs: readonly string[];
  certainty: ExpectedEvent['certainty'];
  readonly ids: readonly string[];
}

/** A write without an answer that shows the resource, and what the resource looked like before it. */
interface OpenWrite {
  readonly found: Found;
  readonly type: Type;
  readonly before: JsonObject;
}

/** Tells from exchanges, as a client sees them, what became of users and groups. */
export class ScimEvents {
  readonly #known = new KnownResources();
  /** By id of the resource. */
  readonly #open = new Map<string, OpenWrite>();

  /** What one exchange brought about. Exchanges are observed in the order of the history. */
  observe(line: ExchangeLine, index: number): ExpectedEvent[] {
    const found = this.#observe(line);
    const { method, path } = line.request;
    const [from, to] = [Math.min(line.sentAt, line.receivedAt), Math.max(line.sentAt, line.receivedAt)];
    const words = `${plain(method)} ${plain(path)} (exchange ${line.number})`;
    // The same objects, so that what is settled later is settled in what was given out.
    return found.map((event) => Object.assign(event, { origin: 'scim', from, to, index, words } as const));
  }

  #observe(line: ExchangeLine): Found[] {
    const { endpoint, query } = targetOf(line);
    const [, collection = '', id] = endpoint.split('/');
    const { method } = line.request;
    if (collection === 'Bulk') return this.#observeBulk(line);
    const type = types[collection];
    if (type === undefined || id === '.search') return [];
    if (line.response === undefined) return reachedTarget(line) === 'no' ? [] : this.#unanswered(method, type, id);
    const { status } = line.response;
    const answer = parseJson(line.response.body);
    const isWhole = !/(?:^|&)(?:excludedA|a)ttributes=/u.test(query);
    const representation = isJsonObject(answer) && isWhole ? answer : undefined;
    if (status >= 300) return [];
    if (method === 'GET') return this.#see(answer, isWhole);
    const shown = isJsonObject(answer) && typeof answer['id'] === 'string' ? answer['id'] : undefined;
    const operation = { method, type, id: collection === 'Me' ? shown : (id ?? shown), status, body: representation };
    return this.#apply(operation);
  }

  /** An answer that did not come leaves open whether anything was done. */
  #unanswered(method: string, type: Type, id: string | undefined): Found[] {
    if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return [];
    if (id !== undefined) {
      this.#known.see(id, undefined);
      this.#open.delete(id);
    }
    const verbs = method === 'POST' ? [`${type}.create`] : method === 'DELETE' ? [`${type}.delete`] : updates[type];
    return [{ verbs, certainty: 'may', ids: id === undefined ? [] : [id] }];
  }

  #see(answer: JsonValue | undefined, isWhole: boolean): Found[] {
    const resources = isJsonObject(answer) ? (answer['Resources'] ?? [answer]) : [];
    for (const resource of Array.isArray(resources) ? (resources as readonly JsonValue[]) : []) {
      if (!isWhole || !isJsonObject(resource) || typeof resource['id'] !== 'string') continue;
      if (!Array.isArray(resource['schemas'])) continue;
      this.#settle(resource['id'], resource);
      this.#known.see(resource['id'], resource);
    }
    return [];
  }

  #observeBulk(line: ExchangeLine): Found[] {
    const [sent, answer] = [parseJson(line.request.body), parseJson(line.response?.body ?? '')];
    const operations = operationsIn(answer);
    if (line.response === undefined || operations.length === 0) {
      if (line.response !== undefined || reachedTarget(line) === 'no') return [];
      return operationsIn(sent).flatMap((operation) => {
        const [, collection = '', id] = textAt(operation, 'path').split('/');
        const type = types[collection];
        return type === undefined ? [] : this.#unanswered(textAt(operation, 'method'), type, id);
      });
    }
    return operations.flatMap((operation) => {
      const [collection = '', id] = textAt(operation, 'location').split('/').slice(-2);
      const type = types[collection];
      const body = isJsonObject(operation['response']) ? operation['response'] : undefined;
      const status = Number(operation['status']);
      if (type === undefined || !(status < 300)) return [];
      const method = textAt(operation, 'method').toUpperCase();
      const found = this.#apply({ method, type, id, status, body });
      // A group that refers to what a later operation makes can be completed only then (RFC 7644 section 3.7.1).
      const isCompleted = method === 'POST' && type === 'group' && id !== undefined;
      return isCompleted ? [...found, { verbs: updates.group, certainty: 'may', ids: [id] }] : found;
    });
  }

  #apply({ method, type, id, status, body }: Operation): Found[] {
    const ids = id === undefined ? [] : [id];
    const before = id === undefined ? undefined : this.#known.get(id);
    // Of two writes with no look in between it cannot be told what each of them did.
    if (id !== undefined) this.#open.delete(id);
    if (method === 'POST') {
      if (id !== undefined) this.#known.see(id, body);
      return [{ verbs: [`${type}.create`], certainty: status === 201 ? 'must' : 'may', ids }];
    }
    if (method === 'DELETE') {
      const groups = id === undefined ? [] : this.#known.remove(id);
      const left = groups.map((group): Found => ({ verbs: updates.group, certainty: 'may', ids: [group] }));
      return [{ verbs: [`${type}.delete`], certainty: 'must', ids }, ...left];
    }
    if ((method !== 'PUT' && method !== 'PATCH') || id === undefined) return [];
    this.#known.see(id, body);
    const difference = compareRepresentations(before, body);
    if (difference === 'unchanged') return [];
    if (difference === 'changed') return [{ verbs: verbsOf(type, before!, body!), certainty: 'must', ids }];
    const found: Found = { verbs: updates[type], certainty: 'may', ids };
    if (body === undefined && before !== undefined) this.#open.set(id, { found, type, before });
    return [found];
  }

  /** A write whose answer showed nothing shows in what is seen next. */
  #settle(id: string, after: JsonObject): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    this.#open.delete(id);
    const { found, type, before } = open;
    const difference = compareRepresentations(before, after);
    if (difference === 'unchanged') found.verbs = [];
    if (difference !== 'changed') return;
    found.verbs = verbsOf(type, before, after);
    found.certainty = 'must';
  }
}

function verbsOf(type: Type, before: JsonObject, after: JsonObject): readonly string[] {
  return type === 'user' ? [userVerb(before, after)] : updates.group;
}

function userVerb(before: JsonObject, after: JsonObject): string {
  if (isActive(before) === isActive(after)) return 'user.update';
  return isActive(after) ? 'user.reactivate' : 'user.deactivate';
}

function operationsIn(message: JsonValue | undefined): readonly JsonObject[] {
  const operations = isJsonObject(message) ? message['Operations'] : undefined;
  return Array.isArray(operations) ? (operations as readonly JsonValue[]).filter(isJsonObject) : [];
}

function textAt(operation: JsonObject, name: string): string {
  const value = operation[name];
  return typeof value === 'string' ? value : '';
}
