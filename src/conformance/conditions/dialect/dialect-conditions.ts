import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import type { Condition } from '../../verdict.ts';
import { accessConditions } from './access.ts';
import { captureConditions } from './capture.ts';
import { columnAgreementConditions } from './column-agreement-condition.ts';
import { columnHeaderConditions } from './column-header.ts';
import { columnPresenceConditions } from './column-presence.ts';
import { columnTypeConditions } from './column-type.ts';
import { columnUniqueConditions } from './column-unique.ts';
import { confidentialityConditions } from './confidentiality.ts';
import type { DialectConditionFactory } from './dialect-condition.ts';
import { filterApplyConditions } from './filter-apply.ts';
import { filterCombinationConditions } from './filter-combination.ts';
import { filterRefuseConditions } from './filter-refuse.ts';
import { filterResetConditions } from './filter-reset.ts';
import { filterConditions } from './filter.ts';
import { handlingConditions } from './handling.ts';
import { orderConditions } from './order.ts';
import { pagingConditions } from './paging.ts';

/** One kind of clause each. A new kind of clause is one more file and one more line here. */
const factories: readonly DialectConditionFactory[] = [
  accessConditions,
  captureConditions,
  handlingConditions,
  columnPresenceConditions,
  columnTypeConditions,
  columnUniqueConditions,
  columnAgreementConditions,
  columnHeaderConditions,
  confidentialityConditions,
  filterConditions,
  filterCombinationConditions,
  filterApplyConditions,
  filterResetConditions,
  filterRefuseConditions,
  orderConditions,
  pagingConditions,
];

/** The conditions by which a log is judged that keeps to this specification; clauses without requirements have none. */
export function dialectConditions(specification: DialectSpecification): readonly Condition[] {
  return factories
    .flatMap((factory) => factory(specification))
    .filter((condition) => condition.requirements.length > 0);
}
