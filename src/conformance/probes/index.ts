import type { Probe } from '../probe.ts';
import { schemaProbes } from './schema/index.ts';

/** Every probe, area by area. */
export const probes: readonly Probe[] = [...schemaProbes];
