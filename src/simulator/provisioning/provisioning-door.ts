import type { Instant } from '../../kernel/index.ts';
import { pathSegments } from '../http/request-target.ts';
import { methodRefusalStatus, withoutBody } from '../http/responses.ts';
import { signedIn } from '../security/signed-in.ts';
import type { Tenant } from '../tenant.ts';
import type { WireRequest, WireResponse } from '../wire.ts';
import { integrationRoutes } from './integration-routes.ts';
import { ProvisioningRefusal } from './provisioning-refusal.ts';
import type { PathParameters, ProvisioningRoute } from './provisioning-route.ts';
import { synchronizationRoutes } from './synchronization-routes.ts';

/** A request to the provisioning API, before it is known who sent it. */
export interface ProvisioningCall {
  /** `undefined` where the path names one that does not exist. */
  readonly tenant: Tenant | undefined;
  readonly request: WireRequest;
  /** Below `/admin`. */
  readonly path: string;
  readonly arrivedAt: Instant;
  readonly requestId: string;
}

/** Roles that set up and start provisioning. */
const ADMINISTRATORS: ReadonlySet<string> = new Set([
  'workspace-owner',
  'super-admin',
  'workspace-administrator',
  'provisioning-administrator',
  'organization-administrator',
]);

const routes = [...integrationRoutes, ...synchronizationRoutes].map((route) => ({
  route,
  pattern: route.path.split('/'),
}));

const roots = new Set(routes.map(({ pattern }) => pattern[0]!));

/** `/admin/integrations…` and `/admin/provisioning/…`: integrations, identity providers, synchronizations and tasks. */
export class ProvisioningDoor {
  /** Whether a path below `/admin` belongs here. */
  owns(path: string): boolean {
    return roots.has(pathSegments(path)?.[0] ?? '');
  }

  /** Never rejects. */
  async handle(call: ProvisioningCall): Promise<WireResponse> {
    const response = await this.#answer(call).catch((error: unknown) => {
      if (error instanceof ProvisioningRefusal) return error.toResponse();
      const detail = 'This could not be put on record, so that it was not done.';
      return new ProvisioningRefusal(503, 'unavailable', detail, { 'retry-after': '5' }).toResponse();
    });
    const headers = { 'cache-control': 'no-store', ...response.headers, 'x-request-id': call.requestId };
    const identified = { ...response, headers };
    return call.request.method === 'HEAD' ? withoutBody(identified) : identified;
  }

  async #answer({ tenant, path, ...call }: ProvisioningCall): Promise<WireResponse> {
    const { method, headers } = call.request;
    const who = tenant && signedIn(tenant, headers.authorization, call.arrivedAt);
    if (tenant === undefined || who === undefined)
      throw new ProvisioningRefusal(401, 'unauthenticated', 'A valid bearer token is required.', {
        'www-authenticate': 'Bearer realm="admin"',
      });
    if (!who.roles.some((role) => ADMINISTRATORS.has(role)))
      throw new ProvisioningRefusal(403, 'forbidden', 'Access is denied.');
    const found = fitting(pathSegments(path) ?? []);
    if (found.length === 0) throw new ProvisioningRefusal(404, 'notFound', 'There is nothing at this path.');
    const asked = method === 'HEAD' ? 'GET' : method;
    const hit = found.find(({ route }) => route.method === asked);
    if (hit !== undefined) return hit.route.run({ ...call, tenant, actor: who.party }, hit.parameters);
    const allow = found.map(({ route }) => route.method).join(', ');
    const detail = `The methods here are ${allow}.`;
    throw new ProvisioningRefusal(methodRefusalStatus(method), 'methodNotAllowed', detail, { allow });
  }
}

function fitting(
  segments: readonly string[],
): readonly { readonly route: ProvisioningRoute; readonly parameters: PathParameters }[] {
  return routes.flatMap(({ route, pattern }) => {
    const parameters = parametersOf(pattern, segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
}

function parametersOf(pattern: readonly string[], segments: readonly string[]): PathParameters | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index]!;
    if (part.startsWith(':')) parameters[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return parameters;
}
