import { isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { memberIds } from '../jobs/operation-of-effect.ts';
import type { ObjectType, SyncObject } from '../model.ts';
import { type AppAnswer, type AppInventory, type ExternalApp, inventoryKey } from './external-app.ts';
import { answerOf, endpointOf, ScimClient, type ScimClientOptions, ScimFailure } from './scim-client.ts';

/**
 * Any SCIM 2.0 service as an application. It knows objects of the directory again by `externalId`; what is where is asked
 * each time and never remembered, so that a lost answer, or somebody who corrects the data by hand, leads to no second
 * object.
 */
export class ScimApp implements ExternalApp {
  readonly #client: ScimClient;

  constructor(options: ScimClientOptions) {
    this.#client = new ScimClient(options);
  }

  put(object: SyncObject, desired: JsonObject | null, signal: AbortSignal): Promise<AppAnswer> {
    return answering(async () => {
      const { type, id } = object;
      const [known] = await this.#client.find(type, 'externalId', id, signal);
      if (desired === null) return known === undefined ? { ok: true } : this.#delete(type, idOf(known), signal);
      const { content, missing } = await this.#translate(desired, signal);
      const answer = await this.#write(type, known ?? (await this.#namesake(type, content, signal)), content, signal);
      if (!answer.ok || missing === 0) return answer;
      const members = memberIds(desired).length;
      return { ok: false, retry: false, reason: `${missing} of ${members} members are not in the application.` };
    });
  }

  check(signal: AbortSignal): Promise<AppAnswer> {
    return answering(async () => answerOf(await this.#client.request('GET', '/ServiceProviderConfig', signal)));
  }

  async inventory(signal: AbortSignal): Promise<AppInventory> {
    const users = await this.#client.all('User', signal);
    const groups = await this.#client.all('Group', signal);
    const ours = new Map([...users, ...groups].map((resource) => [idOf(resource), resource['externalId']]));
    const entries = [
      ...users.map((resource) => ['User', resource] as const),
      ...groups.map((resource) => ['Group', withOurMembers(resource, ours)] as const),
    ];
    return new Map(
      entries.flatMap(([type, resource]) => {
        const id = resource['externalId'];
        return typeof id === 'string' ? [[inventoryKey(type, id), resource] as const] : [];
      }),
    );
  }

  async #write(
    type: ObjectType,
    known: JsonObject | undefined,
    content: JsonObject,
    signal: AbortSignal,
  ): Promise<AppAnswer> {
    const endpoint = endpointOf(type);
    if (known === undefined) return answerOf(await this.#client.request('POST', endpoint, signal, content));
    const path = `${endpoint}/${encodeURIComponent(idOf(known))}`;
    return answerOf(await this.#client.request('PUT', path, signal, { ...content, id: idOf(known) }));
  }

  /** Gone already is as good as deleted. */
  async #delete(type: ObjectType, id: string, signal: AbortSignal): Promise<AppAnswer> {
    const response = await this.#client.request('DELETE', `${endpointOf(type)}/${encodeURIComponent(id)}`, signal);
    return response.status === 404 ? { ok: true } : answerOf(response);
  }

  /** An account of the same name that nobody claims: it was made by hand, and becomes the one that was meant. */
  async #namesake(type: ObjectType, content: JsonObject, signal: AbortSignal): Promise<JsonObject | undefined> {
    const name = content['userName'];
    if (type !== 'User' || typeof name !== 'string') return undefined;
    const namesakes = await this.#client.find(type, 'userName', name, signal);
    return namesakes.find((resource) => resource['externalId'] === undefined || resource['externalId'] === '');
  }

  /** Members by the ids that the application has given them; those that it does not know are left out and counted. */
  async #translate(
    desired: JsonObject,
    signal: AbortSignal,
  ): Promise<{ readonly content: JsonObject; readonly missing: number }> {
    const wanted = memberIds(desired);
    if (desired['members'] === undefined) return { content: desired, missing: 0 };
    const members: JsonObject[] = [];
    for (const id of wanted) {
      const user = (await this.#client.find('User', 'externalId', id, signal))[0];
      const found = user ?? (await this.#client.find('Group', 'externalId', id, signal))[0];
      if (found !== undefined) members.push({ value: idOf(found) });
    }
    return { content: { ...desired, members }, missing: wanted.length - members.length };
  }
}

/** A refusal in the course of several requests is the answer of the whole. */
async function answering(work: () => Promise<AppAnswer>): Promise<AppAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ScimFailure) return error.answer;
    throw error;
  }
}

function idOf(resource: JsonObject): string {
  const { id } = resource;
  if (typeof id === 'string' && id !== '') return id;
  throw new ScimFailure({ ok: false, retry: false, reason: 'It answered with a resource that has no id.' });
}

function withOurMembers(group: JsonObject, ours: ReadonlyMap<string, JsonValue | undefined>): JsonObject {
  const members = group['members'];
  if (!Array.isArray(members)) return group;
  const translated = members.filter(isJsonObject).map((member: JsonObject) => {
    const id = typeof member['value'] === 'string' ? (ours.get(member['value']) ?? member['value']) : undefined;
    return { ...member, ...(id !== undefined && { value: id }) };
  });
  return { ...group, members: translated };
}
