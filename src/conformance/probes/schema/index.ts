import type { Probe } from '../../probe.ts';
import { uniqueUserName } from './user-name-probe.ts';

/** What RFC 7643 says of attributes, resources and the core schemas. */
export const schemaProbes: readonly Probe[] = [uniqueUserName];
