import type { JsonObject } from '../../kernel/index.ts';
import { ScimClient, type ScimClientOptions } from '../apps/scim-client.ts';
import type { ObjectType } from '../model.ts';
import type { IdentitySource, SourceObject } from './identity-source.ts';

/** Any SCIM 2.0 service as an identity provider: its users and groups by their ids there. */
export class ScimSource implements IdentitySource {
  readonly #client: ScimClient;

  constructor(options: ScimClientOptions) {
    this.#client = new ScimClient(options);
  }

  async read(signal: AbortSignal): Promise<readonly SourceObject[]> {
    const users = await this.#client.all('User', signal);
    const groups = await this.#client.all('Group', signal);
    return [
      ...users.map((resource) => sourceObject('User', resource)),
      ...groups.map((resource) => sourceObject('Group', resource)),
    ];
  }
}

/** What the service has assigned itself stays behind. */
function sourceObject(type: ObjectType, { id, meta: _meta, groups: _groups, ...resource }: JsonObject): SourceObject {
  if (typeof id !== 'string' || id === '') throw new Error(`The identity provider has a ${type} without an id.`);
  return { type, id, resource };
}
