import { type JsonObject, type JsonValue, parseJson, resolvePointer } from '../kernel/index.ts';
import { type AuthorizerMeans, createAuthorizer, type CredentialSetup } from './credential.ts';
import { fillBody, fillPath, parametersIn } from './driver-template.ts';
import type { Actor, IssuedCredentials } from './issued-credentials.ts';
import type { Driver, DriverOutcome, DriverRequest } from './target.ts';
import type { ActionDoor } from './target-file.ts';
import type { DriverSetup } from './target-setup.ts';

/** Who acts without credentials. */
const nobody = 'nobody';
/** Characters of a refusal that an outcome keeps. */
const keptMessage = 500;

/** A driver that does what it is asked by HTTP calls, one an action. */
export class HttpDriver implements Driver {
  readonly actions: readonly string[];
  readonly actors: readonly string[];
  readonly sessions: readonly string[];
  readonly #setup: DriverSetup;
  readonly #means: AuthorizerMeans;
  readonly #issued: IssuedCredentials;
  readonly #static = new Map<string, Actor>();

  constructor(setup: DriverSetup, means: AuthorizerMeans, issued: IssuedCredentials) {
    this.#setup = setup;
    this.#means = means;
    this.#issued = issued;
    this.sessions = issued.sessions;
    this.actions = [...setup.actions.keys()];
    const names = new Set<string>();
    for (const [tenant, actors] of setup.actors) {
      for (const [name, { credential, ...who }] of actors) {
        names.add(name);
        this.#static.set(JSON.stringify([tenant, name]), { ...who, authorize: createAuthorizer(credential, means) });
      }
    }
    this.actors = [...names];
  }

  async perform(request: DriverRequest): Promise<DriverOutcome> {
    const { action, parameters, actor, tenant } = request;
    const door = this.#setup.actions.get(action);
    const url = this.#setup.urls.get(tenant);
    const who = this.#static.get(JSON.stringify([tenant, actor])) ?? this.#issued.session(tenant, actor);
    if (door === undefined || url === undefined || (who === undefined && actor !== nobody))
      return notSent(`The target cannot do "${action}" as "${actor}" in the tenant "${tenant}".`);
    const path = fillPath(door.path, parameters);
    if (path === undefined) return notSent(`"${action}" needs the parameters ${parametersIn(door.path).join(', ')}.`);
    const response = await this.#means.transport({
      method: door.method,
      url: url + path,
      headers: {
        Accept: 'application/json',
        ...this.#setup.headers,
        ...(await who?.authorize()),
        ...contentType(door),
      },
      body: bodyOf(door, parameters),
    });
    const known = who === undefined ? {} : { actor: identity(who) };
    if ('failure' in response) {
      const message = this.#means.secrets.redact(`${response.failure.code}: ${response.failure.message}`);
      return { outcome: 'failed', result: null, message, ...known };
    }
    const { status, body } = response;
    if (status < 200 || status > 299) {
      const message = this.#means.secrets.redact(body).slice(0, keptMessage);
      return { outcome: status < 500 ? 'refused' : 'failed', status, result: null, message, ...known };
    }
    return { ...known, ...this.#settle(request, door, parseJson(body) ?? null), outcome: 'success', status };
  }

  /** Learns what the answer gave out, and reads from it who did what to whom. */
  #settle(
    { action, parameters, tenant, gives }: DriverRequest,
    door: ActionDoor,
    result: JsonValue,
  ): Omit<DriverOutcome, 'outcome' | 'status'> {
    for (const [index, pointer] of (door.secrets ?? []).entries()) {
      const value = resolvePointer(result, pointer);
      if (typeof value === 'string') this.#means.secrets.learn(`${gives ?? action}/${index + 1}`, value);
    }
    const actor = {
      ...textAt('id', result, door.actor?.id),
      ...textAt('display', result, door.actor?.display),
    };
    const lacking =
      gives === undefined || door.gives === undefined ? [] : this.#give(tenant, gives, door.gives, result, actor);
    const id = targetId(door, parameters, result);
    const type = door.target?.type;
    return {
      result,
      ...(lacking.length > 0 && { message: `The answer has nothing at ${lacking.join(', ')}.` }),
      ...(door.actor !== undefined && { actor }),
      ...(id !== undefined && { target: { ...(type !== undefined && { type }), id } }),
    };
  }

  /** @returns pointers that lead to no text; nothing is given then. */
  #give(
    tenant: string,
    name: string,
    door: NonNullable<ActionDoor['gives']>,
    result: JsonValue,
    who: Omit<Actor, 'authorize'>,
  ): readonly string[] {
    const { tokenUrl, ...pointers } = { tokenUrl: '', ...door };
    const found = Object.entries(pointers).map(([part, pointer]) => {
      const value = resolvePointer(result, pointer);
      return { part, pointer, value: typeof value === 'string' ? value : '' };
    });
    const lacking = found.filter(({ value }) => value === '').map(({ pointer }) => pointer);
    if (lacking.length > 0) return lacking;
    const {
      session,
      token,
      clientId = '',
      clientSecret = '',
    } = Object.fromEntries(found.map(({ part, value }) => [part, value]));
    const { secrets } = this.#means;
    secrets.learn(name, session ?? token ?? clientSecret);
    if (session !== undefined) this.#issued.openSession(tenant, name, bearer(session), who);
    else if (token !== undefined) this.#issued.addCredential(tenant, name, bearer(token));
    else {
      const url = new URL(tokenUrl, `${this.#setup.urls.get(tenant)}/`).href;
      const client = { name, tokenUrl: url, clientId, clientSecret, scope: undefined };
      this.#issued.addCredential(tenant, name, { kind: 'oauth', ...client, clientAuthentication: 'basic' });
    }
    return [];
  }
}

function bearer(token: string): CredentialSetup {
  return { kind: 'header', name: 'Authorization', value: `Bearer ${token}` };
}

function notSent(message: string): DriverOutcome {
  return { outcome: 'failed', result: null, message };
}

function identity({ id, display }: Actor): NonNullable<DriverOutcome['actor']> {
  return { ...(id !== undefined && { id }), ...(display !== undefined && { display }) };
}

function contentType(door: ActionDoor): Readonly<Record<string, string>> {
  return hasBody(door) ? { 'Content-Type': 'application/json' } : {};
}

function hasBody({ method, body }: ActionDoor): boolean {
  return body !== undefined || (method !== 'GET' && method !== 'DELETE');
}

/** What the door says, or else every parameter that is not in the path. */
function bodyOf(door: ActionDoor, parameters: JsonObject): string {
  if (!hasBody(door)) return '';
  if (door.body !== undefined) return JSON.stringify(fillBody(door.body, parameters) ?? {});
  const used = new Set(parametersIn(door.path));
  return JSON.stringify(Object.fromEntries(Object.entries(parameters).filter(([name]) => !used.has(name))));
}

/** By a pointer into the answer, or as `{name}` by a parameter; the answer's `id` where the door says nothing. */
function targetId({ target }: ActionDoor, parameters: JsonObject, result: JsonValue): string | undefined {
  const source = target?.id ?? '/id';
  const [parameter] = parametersIn(source);
  const value = parameter === undefined ? resolvePointer(result, source) : parameters[parameter];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textAt(name: string, result: JsonValue, pointer: string | undefined): Readonly<Record<string, string>> {
  const value = pointer === undefined ? undefined : resolvePointer(result, pointer);
  return typeof value === 'string' ? { [name]: value } : {};
}
