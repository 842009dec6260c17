import type { Random } from '../kernel/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Organization } from '../organization/index.ts';
import type { Outbox } from './admin/outbox.ts';
import type { CredentialRegistry } from './security/credentials.ts';
import type { TenantProvisioning } from './provisioning/tenant-provisioning.ts';
import type { ViewerRegistry } from './security/viewers.ts';

/** What the simulator holds for one tenant. */
export interface Tenant {
  readonly id: string;
  readonly directory: Directory;
  readonly credentials: CredentialRegistry;
  readonly viewers: ViewerRegistry;
  readonly provisioning: TenantProvisioning;
  readonly organization: Organization;
  readonly outbox: Outbox;
  /** Source of its request ids: what happens in one tenant does not disturb another. */
  readonly random: Random;
  /** Brings the credentials in step with the SCIM tokens and OAuth clients that the organization has. */
  admitScimCredentials(): void;
}

/** The tenant that is served at `/scim/v2` and `/logs`, without a prefix. */
export const DEFAULT_TENANT = 'default';

/**
 * Where requests for tenants that do not exist are on record. It is no tenant id, so nobody can be given its log
 * by mistake, and no tenant's log can be filled from outside.
 */
export const NO_TENANT = '-';
