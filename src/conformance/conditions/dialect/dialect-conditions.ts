import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import type { Condition } from '../../verdict.ts';
import { plain } from '../../wording.ts';
import { accessConditions } from './access.ts';
import { attributionConditions } from './attribution.ts';
import { captureConditions } from './capture.ts';
import { columnAgreementConditions } from './column-agreement-condition.ts';
import { columnHeaderConditions } from './column-header.ts';
import { columnPresenceConditions } from './column-presence.ts';
import { columnTypeConditions } from './column-type.ts';
import { columnUniqueConditions } from './column-unique.ts';
import { confidentialityConditions } from './confidentiality.ts';
import type { DialectConditionFactory } from './dialect-condition.ts';
import { emissionConditions } from './emission.ts';
import { filterApplyConditions } from './filter-apply.ts';
import { filterChoicesConditions } from './filter-choices.ts';
import { filterCombinationConditions } from './filter-combination.ts';
import { filterRefuseConditions } from './filter-refuse.ts';
import { filterResetConditions } from './filter-reset.ts';
import { filterConditions } from './filter.ts';
import { handlingConditions } from './handling.ts';
import { orderConditions } from './order.ts';
import { pagingConditions } from './paging.ts';
import { processFactories, processRequirements } from './process-conditions.ts';
import { searchConditions } from './search.ts';
import { vocabularyConditions } from './vocabulary.ts';

/** One kind of clause each. A new kind of clause is one more file and one more line here. */
const factories: readonly DialectConditionFactory[] = [
  accessConditions,
  captureConditions,
  emissionConditions,
  attributionConditions,
  handlingConditions,
  columnPresenceConditions,
  columnTypeConditions,
  columnUniqueConditions,
  vocabularyConditions,
  columnAgreementConditions,
  columnHeaderConditions,
  confidentialityConditions,
  filterConditions,
  filterChoicesConditions,
  filterCombinationConditions,
  filterApplyConditions,
  filterResetConditions,
  filterRefuseConditions,
  searchConditions,
  orderConditions,
  pagingConditions,
  ...processFactories,
];

/** Every requirement that a clause of the specification answers for, clause by clause. */
function declaredRequirements(specification: DialectSpecification): readonly string[] {
  const { scope, columns, vocabulary, filters, filtering, search } = specification;
  const { order, paging, access, attribution, confidentiality } = specification;
  return [
    ...scope.capture,
    ...(scope.handling ?? []),
    ...(scope.changes ?? []),
    ...[...columns, ...filters].flatMap((clause) => clause.requirements),
    ...[filtering?.and, filtering?.apply, filtering?.reset, filtering?.refuse].flatMap((ids) => ids ?? []),
    ...[vocabulary, search, order, paging, access, attribution, confidentiality].flatMap(
      (clause) => clause?.requirements ?? [],
    ),
    ...processRequirements(specification),
  ];
}

/** Says of what a specification declares and no condition checks that it was not checked, so that it is not lost. */
function uncheckedCondition(specification: DialectSpecification, checked: readonly Condition[]): Condition {
  const covered = new Set(checked.flatMap((condition) => condition.requirements));
  const message = `${plain(specification.dialect)}: no condition checks what this clause declares`;
  return {
    id: `${specification.dialect}/unchecked`,
    requirements: [...new Set(declaredRequirements(specification))].filter((id) => !covered.has(id)),
    judge: () => [],
    absent: () => ({ outcome: 'skip', message }),
  };
}

/** What checks the clauses of this specification; clauses without requirements have nothing that does. */
export function checkingConditions(specification: DialectSpecification): readonly Condition[] {
  return factories
    .flatMap((factory) => factory(specification))
    .filter((condition) => condition.requirements.length > 0);
}

/** Everything that a log with this specification is judged by: its checks, and word of what they leave out. */
export function dialectConditions(specification: DialectSpecification): readonly Condition[] {
  const checking = checkingConditions(specification);
  const unchecked = uncheckedCondition(specification, checking);
  return unchecked.requirements.length === 0 ? checking : [...checking, unchecked];
}
