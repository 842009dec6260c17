import type { Instant } from '../../kernel/index.ts';
import type { Party } from '../../audit/index.ts';
import type { Tenant } from '../tenant.ts';
import type { WireRequest, WireResponse } from '../wire.ts';

/** One authenticated request to the provisioning API. */
export interface ProvisioningVisit {
  readonly tenant: Tenant;
  readonly request: WireRequest;
  /** Who asks. */
  readonly actor: Party;
  readonly arrivedAt: Instant;
  /** Correlation id of everything that the request brings about. */
  readonly requestId: string;
}

/** Values of the parameters of a path, by name. */
export type PathParameters = Readonly<Record<string, string>>;

/** One method of one path. */
export interface ProvisioningRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/admin`, with `:name` for a segment that can be anything: `integrations/:integration/gateway`. */
  readonly path: string;
  /** Answers once what it has done is durable. @throws ProvisioningRefusal */
  run(visit: ProvisioningVisit, parameters: PathParameters): Promise<WireResponse>;
}
