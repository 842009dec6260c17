import type { DialectSpecification, FilterClause } from '../../../audit/dialects/specification.ts';
import type { LogChoicesLine } from '../../../history/index.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';
import { wordFilters } from './filter-reading.ts';

/**
 * A filter whose choices depend on another one offers, once a value is chosen there, what some entry can show together
 * with it, all of it and nothing else.
 */
export const filterChoicesConditions: DialectConditionFactory = (specification) =>
  specification.filters
    .filter(({ within }) => within !== undefined)
    .map((filter) =>
      dialectCondition({
        specification,
        name: `filter-choices/${kebab(filter.name)}`,
        clause: `choices of the filter "${filter.title}"`,
        requirements: filter.requirements,
        means: [`choices.${filter.name}`, `filter.${filter.name}`],
        needs: 'it is asked what this filter offers',
        judge: (view, tally) => judgeChoices(view, tally, filter),
      }),
    );

function judgeChoices(view: LogView, tally: Tally, filter: FilterClause): void {
  let narrowed = 0;
  let asked = 0;
  for (const { index, line } of choicesOf(view, filter)) {
    const given =
      Object.keys(line.filters).length === 0 ? 'without another filter' : `with ${wordFilters(line.filters)}`;
    const evidence = { line: index, note: `choices ${given}` };
    if (line.status >= 400) {
      tally.fail(`${given}: expected choices, the answer was ${line.status}`, evidence);
      continue;
    }
    const expected = choicesBeside(view.specification, filter, line.filters[filter.within!]);
    const strange = line.choices.filter((choice) => !expected.has(choice));
    const lacking = [...expected].filter((choice) => !line.choices.includes(choice));
    if (strange.length > 0) tally.fail(`${given}: ${quote(strange[0])} is offered, which no entry can show`, evidence);
    if (lacking.length > 0) tally.fail(`${given}: ${quote(lacking[0])} is not offered`, evidence);
    asked += 1;
    if (line.filters[filter.within!] !== undefined && expected.size > 0) narrowed += 1;
    tally.prove(evidence);
  }
  tally.praise(`asked ${count(asked, 'time')}, ${narrowed} of them with another filter set: all of them and no other`);
}

function choicesOf(
  { history, specification, tenant }: LogView,
  filter: FilterClause,
): { readonly index: number; readonly line: LogChoicesLine }[] {
  return history.lines.flatMap(({ index, line }) =>
    line.type === 'log-choices' &&
    line.dialect === specification.dialect &&
    line.tenant === tenant &&
    line.filter === filter.name
      ? [{ index, line }]
      : [],
  );
}

/** What the filter's column shows of canonical values of which the other one's shows the chosen value. */
function choicesBeside(
  { columns, filters }: DialectSpecification,
  filter: FilterClause,
  chosen: string | undefined,
): ReadonlySet<string> {
  const outer = filters.find(({ name }) => name === filter.within);
  const valuesOf = (of: FilterClause | undefined): Readonly<Record<string, string>> =>
    columns.find(({ name }) => name === of?.column)?.values ?? {};
  const shown = Object.entries(valuesOf(filter));
  const beside = valuesOf(outer);
  const kept = shown.filter(([canonical]) => chosen === undefined || beside[canonical] === chosen);
  return new Set(kept.map(([, value]) => value));
}
