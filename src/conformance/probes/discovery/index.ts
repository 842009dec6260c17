import type { Probe } from '../../probe.ts';
import { providerConfiguration, publicConfiguration } from './configuration-probe.ts';
import { coreSchemas } from './core-schemas-probe.ts';
import { discoveryLists, discoveryResources, typeEndpoints } from './endpoints-probe.ts';
import {
  announcedBulk,
  announcedFilter,
  announcedMaximum,
  announcedPasswordChange,
  announcedPatch,
  announcedSort,
  announcedVersions,
} from './features-probe.ts';
import { readOnlyDiscovery } from './read-only-probe.ts';
import { extensionAttributes, resourceTypes } from './resource-types-probe.ts';
import { publishedSchemas } from './schemas-probe.ts';

/** What a target says of itself (RFC 7643 sections 5 to 8, RFC 7644 section 4). */
export const discoveryProbes: readonly Probe[] = [
  providerConfiguration,
  publicConfiguration,
  discoveryLists,
  discoveryResources,
  typeEndpoints,
  readOnlyDiscovery,
  resourceTypes,
  extensionAttributes,
  publishedSchemas,
  coreSchemas,
  announcedPatch,
  announcedBulk,
  announcedFilter,
  announcedPasswordChange,
  announcedSort,
  announcedVersions,
  announcedMaximum,
];
