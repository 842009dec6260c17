import type { Probe } from '../../probe.ts';
import { orderOperators, textOperators } from './filter-operators-probe.ts';
import { logicalOperators } from './filter-logic-probe.ts';
import { anyValueMatches, logicInValuePaths, valuePaths } from './filter-multi-valued-probe.ts';
import { anyCase, bySchema, caseSensitivity, complexNames } from './filter-names-probe.ts';
import { presence, presenceOfNothing } from './filter-presence-probe.ts';
import { brokenFilters, unknownOperations } from './filter-syntax-probe.ts';
import { chronologicalOrder, numericOrder, withoutOrder } from './filter-types-probe.ts';
import { defaultedValues, literals } from './filter-values-probe.ts';
import { generatedFilters } from './generated-filters-probe.ts';
import { textOrder } from './generated-order-probe.ts';
import { damagedFilters } from './generated-syntax-probe.ts';

/** Queries (RFC 7644 sections 3.4.2 and 3.4.3, RFC 9865). */
export const queryProbes: readonly Probe[] = [
  textOperators,
  orderOperators,
  logicalOperators,
  anyCase,
  complexNames,
  caseSensitivity,
  bySchema,
  presence,
  presenceOfNothing,
  anyValueMatches,
  valuePaths,
  logicInValuePaths,
  withoutOrder,
  numericOrder,
  chronologicalOrder,
  literals,
  defaultedValues,
  brokenFilters,
  unknownOperations,
  generatedFilters,
  damagedFilters,
  textOrder,
];
