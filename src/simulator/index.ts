export { createSimulator } from './create-simulator.ts';
export {
  type CredentialOptions,
  DEFAULT_LIMITS,
  type Limits,
  type SimulatorOptions,
  STRICT,
  type TenantOptions,
  type ViewerOptions,
} from './options.ts';
export { serve, type Served, type ServeOptions } from './serve.ts';
export type { Abandonment, Simulator } from './simulator.ts';
export { DEFAULT_TENANT, NO_TENANT } from './tenant.ts';
export type { WireRequest, WireResponse } from './wire.ts';
