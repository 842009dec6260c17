import { type Clock, ScimulateError } from '../kernel/index.ts';
import { type Authorizer, type AuthorizerMeans, createAuthorizer } from './credential.ts';
import { HttpDriver } from './http-driver.ts';
import { HttpLogSource } from './http-log-source.ts';
import { IssuedCredentials } from './issued-credentials.ts';
import type { Driver, LogSource, Target, TargetRequest, TargetResponse } from './target.ts';
import type { TargetSetup, TenantSetup } from './target-setup.ts';
import type { Transport } from './transport.ts';

/** A target behind HTTP, or behind a function that looks like it. */
export class HttpTarget implements Target {
  readonly name: string;
  readonly kind;
  readonly clock: Clock;
  readonly credentials: readonly string[];
  readonly driver?: Driver;
  readonly tenants: readonly string[];
  readonly logs: ReadonlyMap<string, LogSource>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly #setup: TargetSetup;
  readonly #means: AuthorizerMeans;
  readonly #issued: IssuedCredentials;
  readonly #authorizers = new Map<string, Authorizer>();
  readonly #close: () => Promise<void>;

  constructor(setup: TargetSetup, transport: Transport, clock: Clock, close: () => Promise<void>) {
    const means = { transport, clock, secrets: setup.secrets };
    this.name = setup.name;
    this.kind = setup.kind;
    this.clock = clock;
    this.tenants = [...setup.tenants.keys()];
    this.#issued = new IssuedCredentials(
      means,
      setup.tenants.values().flatMap(({ credentials }) => credentials.keys()),
    );
    this.credentials = this.#issued.credentials;
    this.logs = new Map(
      setup.logs.map((log) => [log.specification.dialect, new HttpLogSource(log, means, this.#issued)]),
    );
    if (setup.driver !== undefined) this.driver = new HttpDriver(setup.driver, means, this.#issued);
    this.secrets = setup.secrets.values;
    this.#setup = setup;
    this.#means = means;
    this.#close = close;
  }

  async send(request: TargetRequest): Promise<TargetResponse> {
    const tenant = this.#tenant(request.tenant);
    const authorization = await this.#authorizer(tenant, request)();
    const response = await this.#means.transport({
      method: request.method,
      url: tenant.baseUrl + request.path,
      headers: merge(tenant.headers, request.headers, authorization),
      body: request.body,
    });
    if (!('failure' in response)) return response;
    const { code, message } = response.failure;
    return { failure: { code, message: this.#setup.secrets.redact(message) } };
  }

  async probe(): Promise<void> {
    const [tenant = ''] = this.tenants;
    const headers = { Accept: 'application/scim+json' };
    const request = { method: 'GET', path: '/Users?count=1', headers, body: '', credential: 'valid', tenant };
    const response = await this.send(request);
    if (!('failure' in response)) return;
    const { code, message } = response.failure;
    const { baseUrl, place } = this.#tenant(tenant);
    const text = this.#setup.secrets.redact(`${baseUrl} does not answer: ${code}: ${message}`);
    throw new ScimulateError('TARGET_UNREACHABLE', text, {
      ...(place === undefined ? {} : { place }),
      mend: 'check "scim.baseUrl" and that the system is running.',
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  #tenant(name: string): TenantSetup {
    const tenant = this.#setup.tenants.get(name);
    if (tenant !== undefined) return tenant;
    throw new ScimulateError('TARGET_TENANT_UNKNOWN', `The target has no tenant ${JSON.stringify(name)}.`, {
      mend: `use one of: ${this.tenants.join(', ')}.`,
    });
  }

  #authorizer(tenant: TenantSetup, request: TargetRequest): Authorizer {
    const key = JSON.stringify([request.tenant, request.credential]);
    const known = this.#issued.credential(request.tenant, request.credential) ?? this.#authorizers.get(key);
    if (known !== undefined) return known;
    const credential = tenant.credentials.get(request.credential);
    if (credential === undefined) {
      const message = `The target has no credential ${JSON.stringify(request.credential)}.`;
      const mend = `use one of: ${[...tenant.credentials.keys()].join(', ')}.`;
      throw new ScimulateError('TARGET_CREDENTIAL_UNKNOWN', message, { mend });
    }
    const authorizer = createAuthorizer(credential, this.#means);
    this.#authorizers.set(key, authorizer);
    return authorizer;
  }
}

/** Header fields in their order; a later one takes the place of an earlier one of the same name, in any case. */
function merge(...layers: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const fields = new Map<string, readonly [name: string, value: string]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) fields.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(fields.values());
}
