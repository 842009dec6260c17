export { createSimulator } from './create-simulator.ts';
export { type SimulatorOptions, STRICT, type TenantOptions } from './options.ts';
export { serve, type Served, type ServeOptions } from './serve.ts';
export type { Simulator } from './simulator.ts';
export { DEFAULT_TENANT, NO_TENANT } from './tenant.ts';
export type { WireResponse } from './wire.ts';
