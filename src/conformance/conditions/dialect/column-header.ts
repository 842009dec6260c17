import { entryEvidence, exchangeEvidence } from '../../observation/evidence.ts';
import { givenIdentifier } from '../../observation/pairing.ts';
import { count, plain, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';

/** The client is given the column's value in a response header, so that both sides can name the same transaction. */
export const columnHeaderConditions: DialectConditionFactory = (specification) => {
  if (specification.scope.grain !== 'exchange') return [];
  return specification.columns
    .filter((column) => column.header !== undefined)
    .map((column) =>
      dialectCondition({
        specification,
        name: `column-header/${kebab(column.name)}`,
        clause: `column "${column.title}" and response header ${plain(column.header!)}`,
        requirements: column.requirements,
        subject: [`column.${column.name}`],
        needs: 'an entry stands for a request that was answered',
        judge(view, tally) {
          let same = 0;
          for (const [exchange, entry] of view.pairing.entryOf) {
            if (exchange.line.response === undefined) continue;
            const given = givenIdentifier(column, exchange.line);
            const shown = entry.entry[column.name];
            const evidence = [exchangeEvidence(exchange), entryEvidence(entry)] as const;
            if (given !== '' && given === shown) {
              same += 1;
              tally.prove(evidence[0]);
            } else {
              const message = `exchange ${exchange.line.number}: expected the same value, the client was given ${quote(given)}, the entry shows ${quote(shown)}`;
              tally.fail(message, ...evidence);
            }
          }
          if (view.whole !== undefined) tally.skip('no answered request of this scenario has an entry');
          tally.praise(`the same value for ${count(same, 'request')}`);
        },
      }),
    );
};
