import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { instantOf } from '../../observation/column-agreement.ts';
import { actionEvidence, driverActions, type PlacedAction } from '../../observation/driver-actions.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * In a log that also tells of what goes on by itself: what the driver did has one entry in the part of the log that it
 * concerns, what was refused has none, and neither has what was done elsewhere.
 */
export const drivenConditions: DialectConditionFactory = (specification) => {
  const column = specification.columns.find(({ name }) => name === specification.vocabulary?.column);
  if (specification.partition === undefined || column?.fact !== 'action') return [];
  return [
    dialectCondition({
      specification,
      name: 'driven',
      clause: 'what was done to it has one entry',
      requirements: specification.scope.capture,
      subject: [`column.${column.name}`],
      needs: 'the driver does something that the log is about, and the whole log is read after it',
      judge: (view, tally) => judgeDriven(view, tally, column),
    }),
  ];
};

function judgeDriven(view: LogView, tally: Tally, column: ColumnClause): void {
  const { whole, specification } = view;
  if (whole === undefined) return;
  const time = specification.order.by;
  const entries = specification.order.direction === 'newest-first' ? whole.entries.toReversed() : whole.entries;
  let right = 0;
  for (const verb of drivenVerbs(view, column)) {
    const term = column.values![verb]!;
    const actions = driverActions(view, verb).filter(({ index }) => index < whole.first);
    if (actions.some(({ line }) => line.outcome === 'failed')) continue;
    const done = actions.filter(({ line }) => line.outcome === 'success' && line.expect !== 'unchanged');
    const own = entries.filter(({ entry }) => entry[column.name] === term);
    if (done.length === own.length) {
      right += judgeMoments(tally, term, time, done, own);
      continue;
    }
    const evidence = [...done.map(actionEvidence), ...own.map(entryEvidence)];
    tally.fail(`expected ${count(done.length, 'entry', 'entries')} ${quote(term)}, came ${own.length}`, ...evidence);
  }
  if (right > 0) tally.praise(`${count(right, 'action')} of the driver, one entry each`);
}

/** Verbs that the log has terms for, and that the driver has used on anything at all. */
function drivenVerbs({ history, tenant }: LogView, { values = {} }: ColumnClause): readonly string[] {
  const used = history.lines.flatMap(({ line }) =>
    line.type === 'driver' && line.tenant === tenant && Object.hasOwn(values, line.action) ? [line.action] : [],
  );
  return [...new Set(used)];
}

/** @returns how many entries are dated within the action that they stand for. */
function judgeMoments(
  tally: Tally,
  term: string,
  time: string,
  actions: readonly PlacedAction[],
  entries: readonly PlacedEntry[],
): number {
  let right = 0;
  for (const [index, action] of actions.entries()) {
    const placed = entries[index]!;
    const moment = instantOf(placed.entry[time]);
    const { sentAt, receivedAt } = action.line;
    const isWithin =
      moment === undefined || (moment >= Math.min(sentAt, receivedAt) && moment <= Math.max(sentAt, receivedAt));
    if (isWithin) {
      right += 1;
      tally.prove(actionEvidence(action));
    } else {
      const message = `expected ${quote(term)} dated within the action, came ${quote(placed.entry[time])}`;
      tally.fail(message, actionEvidence(action), entryEvidence(placed));
    }
  }
  return right;
}
