import type { Probe } from '../probe.ts';
import { bulkProbes } from './bulk/index.ts';
import { cursorProbes } from './cursor/index.ts';
import { discoveryProbes } from './discovery/index.ts';
import { patchProbes } from './patch/index.ts';
import { queryProbes } from './query/index.ts';
import { resourceProbes } from './resources/index.ts';
import { schemaProbes } from './schema/index.ts';
import { serviceProbes } from './service/index.ts';

/** Every probe, area by area. */
export const probes: readonly Probe[] = [
  ...discoveryProbes,
  ...schemaProbes,
  ...resourceProbes,
  ...patchProbes,
  ...queryProbes,
  ...cursorProbes,
  ...bulkProbes,
  ...serviceProbes,
];
