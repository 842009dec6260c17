import type { DialectSpecification } from '../audit/dialects/specification.ts';
import type { Clock } from '../kernel/index.ts';
import type { CredentialSetup } from './credential.ts';
import { HttpTarget } from './http-target.ts';
import { choiceKey } from './log-choices.ts';
import { organizationActions } from './reference-actions/organization-actions.ts';
import { provisioningActions } from './reference-actions/provisioning-actions.ts';
import { SecretBook } from './secret-book.ts';
import type { Target } from './target.ts';
import type { HttpJsonSource } from './target-file.ts';
import { type ActorSetup, type DriverSetup, type LogSetup, type TenantSetup, wrongToken } from './target-setup.ts';
import type { Transport } from './transport.ts';

/** Bearer tokens that the bundled simulator was started with, for one of its tenants. */
export interface ReferenceTokens {
  /** By name of the credential: `valid`, and others such as `expired`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** By name of the viewer: `administrator`, `outsider`. */
  readonly viewers: Readonly<Record<string, string>>;
  /** By name of the actor of its driver: `administrator`, `member`, `postmaster`. */
  readonly actors?: Readonly<Record<string, ReferenceActor>>;
}

/** Somebody who can act by the admin API from the start. */
interface ReferenceActor {
  readonly token: string;
  /** As the logs show them. */
  readonly email?: string;
}

interface ReferenceTargetOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The logs that it keeps. */
  readonly dialects: readonly DialectSpecification[];
  /** By name of the tenant. The first is the one to use by default and has no prefix, the others are under `/tenants/<name>`. */
  readonly tenants: Readonly<Record<string, ReferenceTokens>>;
  /** Default `http://scimulate.test`, which nobody can have (RFC 6761). */
  readonly origin?: string;
  /** Default `scimulate`. */
  readonly name?: string;
  readonly close?: () => Promise<void>;
}

/**
 * The bundled simulator as a target: the adapter that reads anybody's system, over a function call. SCIM is under
 * `/scim/v2`, each log at `/logs/<dialect>` with the dialect's own filters, `search`, `count` and `cursor`, answered as
 * `{ "entries": [ … ], "nextCursor": "…" }` with the dialect's own columns.
 */
export function referenceTarget(options: ReferenceTargetOptions): Target {
  const { transport, clock, dialects, origin = 'http://scimulate.test', name = 'scimulate' } = options;
  const secrets = new SecretBook();
  const tenants = Object.entries(options.tenants);
  const bearer = (secret: string, token: string): CredentialSetup => {
    secrets.learn(secret, token);
    return { kind: 'header', name: 'Authorization', value: `Bearer ${token}` };
  };
  const named = (index: number, secret: string): string => (index === 0 ? secret : `${tenants[index]![0]}/${secret}`);
  const setups = tenants.map(([tenant, { credentials }], index): [string, TenantSetup] => {
    const own = Object.entries(credentials).map(([key, token]) => [key, bearer(named(index, key), token)] as const);
    const all = [...own, ['none', { kind: 'none' }] as const, ['wrong', bearer('wrong', wrongToken)] as const];
    return [tenant, { baseUrl: `${origin}${prefixOf(tenant, index)}/scim/v2`, headers: {}, credentials: new Map(all) }];
  });
  const viewers = tenants.map(([tenant, tokens], index): [string, ReadonlyMap<string, CredentialSetup>] => {
    const own = Object.entries(tokens.viewers);
    return [tenant, new Map(own.map(([key, token]) => [key, bearer(named(index, `viewer/${key}`), token)]))];
  });
  const logs = dialects.map((specification): LogSetup => {
    const source = referenceSource(specification);
    const urls = tenants.map(([tenant], index) => [tenant, origin + prefixOf(tenant, index) + source.url] as const);
    const choiceUrls = urls.flatMap(([tenant, url]) =>
      Object.keys(source.choices ?? {}).map(
        (filter) => [choiceKey(tenant, filter), `${url}/filters/${filter}`] as const,
      ),
    );
    const access = { headers: {}, viewers: new Map(viewers), unavailable: {}, choiceUrls: new Map(choiceUrls) };
    return { specification, source, url: origin + source.url, tenantUrls: new Map(urls), ...access };
  });
  const actors = tenants.map(([tenant, tokens], index): [string, ReadonlyMap<string, ActorSetup>] => {
    const own = Object.entries(tokens.actors ?? {}).map(([key, { token, email }]) => {
      const who = email === undefined ? {} : { display: email };
      return [key, { ...who, credential: bearer(named(index, `actor/${key}`), token) }] as const;
    });
    return [tenant, new Map(own)];
  });
  const driver: DriverSetup = {
    urls: new Map(tenants.map(([tenant], index) => [tenant, `${origin}${prefixOf(tenant, index)}/admin`])),
    headers: {},
    actors: new Map(actors),
    actions: new Map(Object.entries({ ...organizationActions, ...provisioningActions })),
  };
  const setup = { name, kind: 'reference', tenants: new Map(setups), logs, driver, secrets } as const;
  return new HttpTarget(setup, transport, clock, options.close ?? (() => Promise.resolve()));
}

function prefixOf(tenant: string, index: number): string {
  return index === 0 ? '' : `/tenants/${tenant}`;
}

function referenceSource(specification: DialectSpecification): HttpJsonSource {
  const filters = specification.filters.map(({ name, all }) => {
    const door = all === undefined ? { parameter: name } : { parameter: name, values: { [all]: all } };
    return [name, door] as const;
  });
  return {
    type: 'http-json',
    url: `/logs/${specification.dialect}`,
    entries: '/entries',
    paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor' },
    limit: { parameter: 'count' },
    search: { parameter: 'search' },
    filters: Object.fromEntries(filters),
    zone: { parameter: 'zone' },
    ...(specification.partition !== undefined && { partition: { parameter: specification.partition.name } }),
    ...(specification.refresh !== undefined && { refresh: '/refreshSeconds' }),
    choices: Object.fromEntries(
      specification.filters.map(({ name }) => [name, { url: `/logs/${specification.dialect}`, choices: '/choices' }]),
    ),
  };
}
