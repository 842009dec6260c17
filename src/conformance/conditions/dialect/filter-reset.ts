import { completeBefore, countKeys, surplus } from '../../observation/entry-set.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { LogWalk } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { wordEntry } from './filter-reading.ts';

/** After filters were applied and cleared, everything is there again that was shown before. */
export const filterResetConditions: DialectConditionFactory = (specification) =>
  specification.filtering?.reset === undefined
    ? []
    : [
        dialectCondition({
          specification,
          name: 'filter-reset',
          clause: 'clearing the filters gives the default view back',
          requirements: specification.filtering.reset,
          needs: 'the log is read without filters after it was read with some',
          judge: judgeReset,
        }),
      ];

function judgeReset(view: LogView, tally: Tally): void {
  for (const walk of view.walks.filter((candidate) => candidate.purpose === 'restored')) {
    const evidence = { line: walk.first, note: 'read without filters again' };
    if (!walk.readable) {
      tally.fail(`expected the default view, the answer was ${walk.status}`, evidence);
      continue;
    }
    const base = viewBeforeFilters(view, walk);
    if (base === undefined || !walk.finished) {
      tally.skip('no filter had left anything out before, so that there was nothing to restore');
      continue;
    }
    const gone = surplus(view, base.entries, countKeys(view, walk.entries));
    for (const entry of gone) {
      const message = `expected ${wordEntry(view.specification, entry)} of the view before the filters, it did not come`;
      tally.fail(message, evidence, { line: base.first, note: 'the view before the filters' });
    }
    tally.prove(evidence);
    tally.praise(`all ${count(base.entries.length, 'entry', 'entries')} of the view before the filters came again`);
  }
}

/** The complete view before the last filtered walk that left out something of it; `undefined` where none did. */
function viewBeforeFilters(view: LogView, restored: LogWalk): LogWalk | undefined {
  const filtered = view.walks.filter(
    (walk) => walk.purpose === 'filtered' && walk.last < restored.first && walk.finished,
  );
  for (const walk of filtered.toReversed()) {
    const base = completeBefore(view, walk.first);
    if (base !== undefined && surplus(view, base.entries, countKeys(view, walk.entries)).length > 0) return base;
  }
  return undefined;
}
