import { DEFAULT_TENANT } from './tenant.ts';

/** Which door a path leads to, whose it is, and what is left of the path behind it. */
export interface DoorAddress {
  readonly door: 'scim' | 'logs' | 'token' | 'admin';
  readonly tenant: string;
  /** What precedes the door: empty for the default tenant, else `/tenants/{id}`. */
  readonly prefix: string;
  /** At the SCIM door the version segment, where there is one: `v2`. */
  readonly version: string | undefined;
  /** Below the door and its version, `/` at least, not decoded. */
  readonly path: string;
}

const PATH = /^(\/tenants\/([^/]+))?\/(?:(scim)(?:\/(v\d+))?|(logs)|(oauth\/token)|(admin))(\/.*)?$/su;

/** Finds the door that a path leads to; `undefined` where there is none. */
export function addressOf(path: string): DoorAddress | undefined {
  const match = PATH.exec(path);
  if (match === null) return undefined;
  const [, prefix = '', tenant = DEFAULT_TENANT, scim, version, logs, , admin, rest = '/'] = match;
  return {
    door: scim !== undefined ? 'scim' : logs !== undefined ? 'logs' : admin !== undefined ? 'admin' : 'token',
    tenant,
    prefix,
    version,
    path: rest,
  };
}
