import { entryEvidence } from '../../observation/evidence.ts';
import { isEmpty } from '../../observation/column-agreement.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/** Facts that tell what became of a request. */
const tellingFacts: ReadonlySet<string> = new Set(['outcome', 'http.statusCode', 'reason']);

/** Each entry says, in one column or another, what became of the request. */
export const handlingConditions: DialectConditionFactory = (specification) => {
  const columns = specification.columns.filter((column) => tellingFacts.has(column.fact));
  return [
    dialectCondition({
      specification,
      name: 'handling',
      clause: 'each entry tells how the request was handled',
      requirements: specification.scope.handling ?? [],
      needs: 'an entry stands for a request',
      judge(view, tally) {
        for (const placed of view.own) {
          const evidence = entryEvidence(placed);
          if (columns.some((column) => !isEmpty(placed.entry[column.name]))) tally.prove(evidence);
          else tally.fail('expected an outcome or a status code, came nothing in any column that tells it', evidence);
        }
        if (view.whole !== undefined) tally.skip('no entry stands for a request of this scenario');
        tally.praise(`${count(view.own.length, 'entry', 'entries')} tell it`);
      },
    }),
  ].filter((condition) => condition.requirements.length > 0);
};
