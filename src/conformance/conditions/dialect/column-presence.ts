import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { isEmpty } from '../../observation/column-agreement.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import { outcomeOf } from '../../observation/wire-facts.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';

/** A column that is never empty is never empty; one for failures is never empty on a failed entry. */
export const columnPresenceConditions: DialectConditionFactory = (specification) =>
  specification.columns
    .filter((column) => column.presence !== 'may')
    .map((column) =>
      dialectCondition({
        specification,
        name: `column-presence/${kebab(column.name)}`,
        clause: `column "${column.title}"`,
        requirements: column.requirements,
        subject: [`column.${column.name}`],
        needs: column.presence === 'failure' ? 'the log has an entry of a failed request' : 'the log has an entry',
        judge: (view, tally) => judgePresence(view, tally, column),
      }),
    );

function judgePresence(view: LogView, tally: Tally, column: ColumnClause): void {
  const concerned = column.presence === 'always' ? view.own : view.own.filter((entry) => hasFailed(view, entry));
  for (const placed of concerned) {
    const evidence = entryEvidence(placed);
    if (!isEmpty(placed.entry[column.name])) tally.prove(evidence);
    else if (column.presence === 'always')
      tally.fail('expected a value in every entry, came an entry without', evidence);
    else tally.fail('expected a value in every failed entry, came a failed one without', evidence);
  }
  if (view.whole !== undefined) {
    tally.skip(view.own.length === 0 ? 'no entry stands for a request of this scenario' : 'no request failed');
  }
  tally.praise(`a value in ${count(concerned.length, 'entry', 'entries')}`);
}

/** By the response where the client got one, otherwise by what the entry says itself. */
function hasFailed(view: LogView, entry: PlacedEntry): boolean {
  const status = view.pairing.exchangeOf.get(entry)?.line.response?.status;
  if (status !== undefined) return outcomeOf(status) === 'failure';
  return view.specification.columns.some((column) => {
    const shown = entry.entry[column.name];
    if (column.fact === 'outcome') return shown !== undefined && shown === (column.values?.['failure'] ?? 'failure');
    return column.fact === 'http.statusCode' && typeof shown === 'number' && outcomeOf(shown) === 'failure';
  });
}
