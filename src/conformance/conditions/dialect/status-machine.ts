import type { StatusMachineClause } from '../../../audit/dialects/specification.ts';
import { instantOf, isEmpty } from '../../observation/column-agreement.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * Between two readings of a row lie only steps of its status machine, and its end is set in terminal states alone, no
 * earlier than its start. Judged on every reading of the log in a scenario.
 */
export const statusMachineConditions: DialectConditionFactory = (specification) => {
  const clause = specification.statusMachine;
  if (clause === undefined) return [];
  return [
    dialectCondition({
      specification,
      name: 'status-machine',
      clause: `column "${clause.column}" follows its status machine`,
      requirements: clause.requirements,
      subject: [`column.${clause.column}`],
      needs: 'the log is read and has a row',
      judge: (view, tally) => judgeRows(view, tally, clause),
    }),
  ];
};

function judgeRows(view: LogView, tally: Tally, clause: StatusMachineClause): void {
  const readings = view.walks
    .filter(({ readable }) => readable)
    .toSorted((left, right) => left.first - right.first)
    .flatMap(({ entries }) => entries);
  const rows = Map.groupBy(readings, ({ entry }) => view.keyOf(entry));
  let steps = 0;
  for (const [key, own] of rows) {
    for (const [index, placed] of own.entries()) {
      const fault = faultOf(own[index - 1], placed, clause);
      if (fault === undefined) tally.prove(entryEvidence(placed));
      else {
        tally.fail(`row ${quote(key)}: ${fault}`, entryEvidence(placed));
        break;
      }
      if (index > 0 && own[index - 1]!.entry[clause.column] !== placed.entry[clause.column]) steps += 1;
    }
  }
  tally.praise(`${count(rows.size, 'row')} in ${count(readings.length, 'reading')}, ${count(steps, 'step')} seen`);
}

/** What is wrong with a reading of a row that follows another one. */
function faultOf(
  before: PlacedEntry | undefined,
  { entry }: PlacedEntry,
  clause: StatusMachineClause,
): string | undefined {
  const status = entry[clause.column];
  if (typeof status !== 'string') return `expected a status, came ${quote(status)}`;
  const previous = before?.entry[clause.column];
  if (previous === undefined && !clause.initial.includes(status))
    return `expected ${clause.initial.map(quote).join(' or ')} at first, came ${quote(status)}`;
  if (typeof previous === 'string' && !reachable(previous, clause).has(status))
    return `expected what follows from ${quote(previous)}, came ${quote(status)}`;
  const isEnded = clause.terminal.includes(status);
  if (isEnded === isEmpty(entry[clause.end]))
    return isEnded ? `expected an end at ${quote(status)}, came none` : `expected no end at ${quote(status)}, came one`;
  const [start, end] = [instantOf(entry[clause.start]), instantOf(entry[clause.end])];
  if (start !== undefined && end !== undefined && end < start)
    return `expected an end no earlier than ${quote(entry[clause.start])}, came ${quote(entry[clause.end])}`;
  return undefined;
}

/** The state itself and every one that steps lead to from it. */
function reachable(state: string, { transitions }: StatusMachineClause): ReadonlySet<string> {
  const found = new Set([state]);
  // A set yields what is added to it while it is walked.
  for (const from of found) for (const step of transitions) if (step.from === from) found.add(step.to);
  return found;
}
