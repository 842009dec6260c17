import type { DialectSpecification } from '../audit/dialects/specification.ts';
import { escapeToken, type Place } from '../kernel/index.ts';
import type { CredentialSetup } from './credential.ts';
import type { LoadedTargetFile } from './load-target-file.ts';
import { type Environment, SecretBook, SecretReader } from './secret-book.ts';
import type { CredentialDoor, DriverDoor, HeaderValue, LogDoor, ScimDoor } from './target-file.ts';
import { choiceKey } from './log-choices.ts';
import { asKeptHere, checkNames, findDialect } from './target-dialects.ts';
import {
  type ActorSetup,
  type DriverSetup,
  type LogSetup,
  type TargetSetup,
  type TenantSetup,
  wrongToken,
} from './target-setup.ts';
import { unavailableIn } from './unavailable.ts';

/**
 * Looks up what a target file names: secrets in the environment, dialects among those that are known.
 * @throws ScimulateError `TARGET_INVALID`, `TARGET_CREDENTIALS_MISSING`, `TARGET_CREDENTIALS_INVALID`, each with its place
 */
export function resolveTargetFile(
  { config, place }: LoadedTargetFile,
  environment: Environment,
  dialects: readonly DialectSpecification[],
): TargetSetup {
  const reader = new SecretReader(environment, place);
  const resolver = new Resolver(reader);
  const tenant = config.scim.tenant ?? 'default';
  const setup = {
    name: config.name,
    kind: 'external',
    tenants: new Map([[tenant, resolver.tenant(config.scim, place('/scim/baseUrl'))]]),
    logs: (config.logs ?? []).map((log, index) => {
      const specification = findDialect(config.logs ?? [], index, dialects, place);
      return resolver.log(log, `/logs/${index}`, specification, { tenant, baseUrl: config.scim.baseUrl, place });
    }),
    ...(config.driver !== undefined && { driver: resolver.driver(config.driver, tenant, config.scim.baseUrl) }),
    secrets: resolver.secrets,
  } as const;
  reader.finish();
  return setup;
}

class Resolver {
  readonly secrets = new SecretBook();
  readonly #reader: SecretReader;

  constructor(reader: SecretReader) {
    this.#reader = reader;
  }

  tenant(door: ScimDoor, place: Place): TenantSetup {
    const credentials = new Map<string, CredentialSetup>([
      ['valid', this.#credential(door.auth, '/scim/auth', 'valid')],
      ['none', { kind: 'none' }],
      ['wrong', wrongOf(door.auth)],
    ]);
    this.secrets.learn('wrong', wrongToken);
    for (const [name, credential] of Object.entries(door.credentials ?? {})) {
      credentials.set(name, this.#credential(credential, `/scim/credentials/${escapeToken(name)}`, name));
    }
    const headers = this.#headers(door.headers ?? {}, '/scim/headers', 'header');
    return { baseUrl: door.baseUrl.replace(/\/+$/u, ''), place, headers, credentials };
  }

  log(
    door: LogDoor,
    pointer: string,
    specification: DialectSpecification,
    context: { readonly tenant: string; readonly baseUrl: string; readonly place: (pointer: string) => Place },
  ): LogSetup {
    checkNames(door, pointer, specification, context.place);
    const { dialect, source } = door;
    const viewers = Object.entries(door.viewers).map(([name, credential]) => {
      const secret = `viewer/${dialect}/${name}`;
      return [name, this.#credential(credential, `${pointer}/viewers/${escapeToken(name)}`, secret)] as const;
    });
    return {
      specification: asKeptHere(specification, door),
      source,
      url: new URL(source.url, context.baseUrl).href,
      choiceUrls: new Map(
        Object.entries(source.choices ?? {}).map(([filter, { url }]) => [
          choiceKey(context.tenant, filter),
          new URL(url, context.baseUrl).href,
        ]),
      ),
      place: context.place(pointer),
      headers: this.#headers(source.headers ?? {}, `${pointer}/source/headers`, `header/${dialect}`),
      viewers: new Map([[context.tenant, new Map(viewers)]]),
      unavailable: unavailableIn(door, specification),
    };
  }

  driver(door: DriverDoor, tenant: string, baseUrl: string): DriverSetup {
    const actors = Object.entries(door.actors).map(([name, { auth, ...who }]): [string, ActorSetup] => {
      const credential = this.#credential(auth, `/driver/actors/${escapeToken(name)}/auth`, `actor/${name}`);
      return [name, { ...who, credential }];
    });
    return {
      urls: new Map([[tenant, new URL(door.url, baseUrl).href.replace(/\/+$/u, '')]]),
      headers: this.#headers(door.headers ?? {}, '/driver/headers', 'header/driver'),
      actors: new Map([[tenant, new Map(actors)]]),
      actions: new Map(Object.entries(door.actions)),
    };
  }

  #credential(door: CredentialDoor, pointer: string, name: string): CredentialSetup {
    if (door.type === 'oauth-client-credentials') {
      const { tokenUrl, scope, clientAuthentication = 'basic' } = door;
      const clientId = this.#reader.read(door.clientIdEnv, `${pointer}/clientIdEnv`);
      const clientSecret = this.#reader.read(door.clientSecretEnv, `${pointer}/clientSecretEnv`);
      this.secrets.learn(`${name}/client-secret`, clientSecret);
      return { kind: 'oauth', name, tokenUrl, clientId, clientSecret, scope, clientAuthentication };
    }
    const token = this.#reader.read(door.tokenEnv, `${pointer}/tokenEnv`);
    this.secrets.learn(name, token);
    return { kind: 'header', name: door.header ?? 'Authorization', value: withScheme(door.scheme, token) };
  }

  #headers(
    headers: Readonly<Record<string, HeaderValue>>,
    pointer: string,
    secret: string,
  ): Readonly<Record<string, string>> {
    const resolved: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      if (typeof value === 'string') resolved[name] = value;
      else {
        resolved[name] = this.#reader.read(value.env, `${pointer}/${escapeToken(name)}/env`);
        this.secrets.learn(`${secret}/${name}`, resolved[name]);
      }
    }
    return resolved;
  }
}

/** The wrong credential goes where the right one does. */
function wrongOf(door: CredentialDoor): CredentialSetup {
  if (door.type === 'oauth-client-credentials') {
    return { kind: 'header', name: 'Authorization', value: withScheme('Bearer', wrongToken) };
  }
  return { kind: 'header', name: door.header ?? 'Authorization', value: withScheme(door.scheme, wrongToken) };
}

function withScheme(scheme = 'Bearer', token: string): string {
  return scheme === '' ? token : `${scheme} ${token}`;
}
