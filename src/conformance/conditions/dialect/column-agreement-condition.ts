import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence, exchangeEvidence } from '../../observation/evidence.ts';
import { compareColumn, isComparable } from '../../observation/column-agreement.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';

/** What a column shows is what the client saw of the same fact. Only for entries that stand for exchanges. */
export const columnAgreementConditions: DialectConditionFactory = (specification) => {
  if (specification.scope.grain !== 'exchange') return [];
  return specification.columns.filter(isComparable).map((column) =>
    dialectCondition({
      specification,
      name: `column-agrees/${kebab(column.name)}`,
      clause: `column "${column.title}"`,
      requirements: column.requirements,
      subject: [`column.${column.name}`],
      needs: 'an entry stands for a request of which the client saw the same fact',
      judge: (view, tally) => judgeAgreement(view, tally, column),
    }),
  );
};

function judgeAgreement(view: LogView, tally: Tally, column: ColumnClause): void {
  let compared = 0;
  for (const [exchange, entry] of view.pairing.entryOf) {
    const comparison = compareColumn(column, entry.entry, exchange.line);
    if (comparison === undefined) continue;
    const evidence = [exchangeEvidence(exchange), entryEvidence(entry)] as const;
    if (!comparison.agrees) tally.fail(`exchange ${exchange.line.number}: ${comparison.explain()}`, ...evidence);
    else if (comparison.telling) {
      compared += 1;
      tally.prove(evidence[1]);
    }
  }
  if (view.whole !== undefined) tally.skip('no request of this scenario with an entry had anything to show in it');
  tally.praise(`agrees with what the client saw in ${count(compared, 'entry', 'entries')}`);
}
