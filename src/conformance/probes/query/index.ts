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
import { indexWalk } from './generated-paging-probe.ts';
import { textOrder } from './generated-order-probe.ts';
import { generatedSorting } from './generated-sorting-probe.ts';
import { damagedFilters } from './generated-syntax-probe.ts';
import { indexPages } from './index-paging-probe.ts';
import { listResponses, tooManyResults, unknownParameters } from './list-response-probe.ts';
import { allTypes } from './root-query-probe.ts';
import { selectedAttributes } from './selected-attributes-probe.ts';
import { searchRequests } from './search-messages-probe.ts';
import { searchAsGet, searchParameters, searchSorted } from './search-parameters-probe.ts';
import { sorting, sortingByOneOfSeveral } from './sorting-probe.ts';

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
  sorting,
  sortingByOneOfSeveral,
  generatedSorting,
  listResponses,
  unknownParameters,
  tooManyResults,
  allTypes,
  indexPages,
  indexWalk,
  selectedAttributes,
  searchRequests,
  searchParameters,
  searchAsGet,
  searchSorted,
];
