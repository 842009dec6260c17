import type { Probe } from '../probe.ts';
import { discoveryProbes } from './discovery/index.ts';
import { schemaProbes } from './schema/index.ts';

/** Every probe, area by area. */
export const probes: readonly Probe[] = [...discoveryProbes, ...schemaProbes];
