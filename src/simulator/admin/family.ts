import type { Organization } from '../../organization/index.ts';
import type { Tenant } from '../tenant.ts';

/** The other organizations of the simulator, for commands that concern two of them. */
export interface Family {
  /** An organization that exists. Whether it is a sibling is for the command to find out. */
  find(id: string): Organization | undefined;
  /** Opens an empty tenant for a sibling. @throws OrganizationRefusal `invalid`, or `conflict` for an id that is taken. */
  open(id: string): Promise<Tenant>;
  /** Serves it from now on. */
  add(tenant: Tenant): void;
}
