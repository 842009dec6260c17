import type { RefreshClause } from '../../../audit/dialects/specification.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/** While something that is shown goes on, the log wants to be read again after the declared time. */
export const refreshConditions: DialectConditionFactory = (specification) => {
  const clause = specification.refresh;
  if (clause === undefined) return [];
  return [
    dialectCondition({
      specification,
      name: 'refresh',
      clause: `it is read again every ${count(clause.seconds, 'second')} while something goes on`,
      requirements: clause.requirements,
      subject: ['refresh', `column.${clause.column}`],
      needs: `the log is read while it shows ${clause.values.join(' or ')}`,
      judge: (view, tally) => judgePages(view, tally, clause),
    }),
  ];
};

function judgePages(view: LogView, tally: Tally, { column, values, seconds }: RefreshClause): void {
  for (const { index, line } of view.walks.filter(({ readable }) => readable).flatMap(({ pages }) => pages)) {
    const goesOn = line.entries.some((entry) => values.some((value) => entry[column] === value));
    if (!goesOn) continue;
    const came = line.refreshSeconds;
    const evidence = { line: index, note: `page ${line.page + 1}` };
    if (came === seconds) tally.prove(evidence);
    else
      tally.fail(
        `expected ${count(seconds, 'second')}, came ${came === undefined ? 'nothing' : count(came, 'second')}`,
        evidence,
      );
  }
  tally.praise(`after ${count(seconds, 'second')}`);
}
