import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../kernel/index.ts';
import type { TargetResponse } from '../targets/index.ts';
import type { OutgoingRequest, RunRecorder } from './run-recorder.ts';

/** A create without an answer: it may have had an effect. */
interface Doubtful {
  readonly collection: string;
  readonly attribute: string;
  readonly value: string;
}

const named: readonly string[] = ['userName', 'displayName', 'externalId'];

/** Keeps track of what a scenario has put into a target, so that it can be taken out again. */
export class CreatedResources {
  /** Paths below the base URI, in the order of their creation. */
  readonly #paths = new Set<string>();
  readonly #doubtful: Doubtful[] = [];

  /** Looks at one exchange for what it created or deleted. */
  observe(request: Pick<OutgoingRequest, 'method' | 'path' | 'body'>, response: TargetResponse): void {
    const path = withoutQuery(request.path);
    if (request.method === 'POST') this.#posted(path, request.body, response);
    if (request.method === 'DELETE' && 'status' in response && isSuccess(response.status)) this.#paths.delete(path);
  }

  /** Deletes what is left, the latest first. What cannot be deleted is noted. */
  async remove(recorder: RunRecorder): Promise<void> {
    const paths = [...this.#paths].toReversed();
    for (const doubtful of this.#doubtful) paths.push(...(await find(doubtful, recorder)));
    for (const path of paths) {
      const response = await recorder.send(cleanupRequest('DELETE', path));
      if ('status' in response && (isSuccess(response.status) || response.status === 404)) continue;
      const answer = 'status' in response ? `status ${response.status}` : response.failure.message;
      recorder.note('cleanup', `${path} was left behind: ${answer}.`);
    }
    this.#paths.clear();
    this.#doubtful.length = 0;
  }

  #posted(path: string, body: string, response: TargetResponse): void {
    if ('failure' in response) {
      this.#doubt(path, parseJson(body));
      return;
    }
    const answer = parseJson(response.body);
    if (!isJsonObject(answer)) return;
    if (response.status === 201) this.#add(locationOf(path, answer));
    const operations: JsonValue = answer['Operations'] ?? [];
    for (const operation of Array.isArray(operations) ? (operations as readonly JsonValue[]) : []) {
      if (isJsonObject(operation) && operation['method'] === 'POST' && isCreated(operation['status'])) {
        this.#add(lastSegments(operation['location']));
      }
    }
  }

  #doubt(collection: string, body: JsonValue | undefined): void {
    if (!isJsonObject(body)) return;
    for (const attribute of named) {
      const value = body[attribute];
      if (typeof value !== 'string') continue;
      this.#doubtful.push({ collection, attribute, value });
      return;
    }
  }

  #add(path: string | undefined): void {
    if (path !== undefined) this.#paths.add(path);
  }
}

function cleanupRequest(method: string, path: string): OutgoingRequest {
  return { step: 'cleanup', method, path, headers: { Accept: 'application/scim+json' }, body: '', credential: 'valid' };
}

async function find({ collection, attribute, value }: Doubtful, recorder: RunRecorder): Promise<string[]> {
  const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
  const response = await recorder.send(cleanupRequest('GET', `${collection}?filter=${filter}`));
  const list = 'status' in response ? parseJson(response.body) : undefined;
  const resources: JsonValue = (isJsonObject(list) ? list['Resources'] : undefined) ?? [];
  return (Array.isArray(resources) ? (resources as readonly JsonValue[]) : []).flatMap((resource) => {
    // A target that ignores the filter would give everybody: only what bears the very name is taken for ours.
    const ours = isJsonObject(resource) && resource[attribute] === value;
    return ours ? (below(collection, resource['id']) ?? []) : [];
  });
}

/** Where a created resource lies: in the collection, or where the answer says when it was posted elsewhere, such as to `/Me`. */
function locationOf(collection: string, resource: JsonObject): string | undefined {
  if (collection !== '/Me') return below(collection, resource['id']);
  const meta = resource['meta'];
  return isJsonObject(meta) ? lastSegments(meta['location']) : undefined;
}

function below(collection: string, id: JsonValue | undefined): string | undefined {
  return typeof id === 'string' && id !== '' ? `${collection}/${encodeURIComponent(id)}` : undefined;
}

function lastSegments(location: JsonValue | undefined): string | undefined {
  const segments = typeof location === 'string' ? /\/[^/?#]+\/[^/?#]+$/u.exec(location) : null;
  return segments?.[0];
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0]!;
}

/** The status of a bulk operation is a string (RFC 7644 section 3.7.3), and a number in some implementations. */
function isCreated(status: JsonValue | undefined): boolean {
  return status === '201' || status === 201;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
