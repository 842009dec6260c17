import type { Probe } from '../../probe.ts';
import { extensionNames, namesInAnyCase, qualifiedNames } from './attribute-notation-probe.ts';
import { challenges, expiredTokens, refusedClients } from './authentication-probe.ts';
import { noCreationByPut, reflectedState } from './responses-probe.ts';
import { preparedText, preparedUserNames, sensitiveFilter } from './text-comparison-probe.ts';

/** Authentication, messages, names and text (RFC 7644 sections 2, 3.1, 3.2, 3.10, 5 and 7). */
export const serviceProbes: readonly Probe[] = [
  challenges,
  refusedClients,
  expiredTokens,
  reflectedState,
  noCreationByPut,
  qualifiedNames,
  namesInAnyCase,
  extensionNames,
  preparedUserNames,
  preparedText,
  sensitiveFilter,
];
