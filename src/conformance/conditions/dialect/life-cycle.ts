import type { DialectSpecification, LifeCycleClause } from '../../../audit/dialects/specification.ts';
import type { LogEntry } from '../../../history/index.ts';
import { textOf } from '../../observation/canonical-json.ts';
import { instantOf } from '../../observation/column-agreement.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { LifeTokens } from '../../observation/life-tokens.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import { hasColumn, identityOf, slug } from '../../observation/shown-values.ts';
import type { Tally } from '../../tally.ts';
import type { Condition } from '../../verdict.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * Entries go through the states of their life cycles: each is the next step of a life, none is dated before the one that
 * it follows, and at the end every life has come to its end. Judged on the last walk through the whole log.
 */
export const lifeCycleConditions: DialectConditionFactory = (specification) =>
  (specification.lifeCycles ?? []).flatMap((cycle) => conditionsOf(specification, cycle));

function conditionsOf(specification: DialectSpecification, cycle: LifeCycleClause): readonly Condition[] {
  const condition = (
    name: string,
    clause: string,
    requirements: readonly string[],
    judge: (view: LogView, tally: Tally) => void,
  ): Condition =>
    dialectCondition({
      specification,
      name: `life-cycle/${slug(cycle.name)}/${name}`,
      clause: `life cycle "${cycle.name}", ${clause}`,
      requirements,
      subject: [`column.${cycle.column}`],
      needs: 'the whole log is read and has an entry of this life cycle',
      judge,
    });
  return [
    condition('obeyed', 'each entry is the next step', cycle.obeyed, (view, tally) => judgeSteps(view, tally, cycle)),
    condition('ordered', 'no step is dated before the one that it follows', cycle.ordered, (view, tally) =>
      judgeDates(view, tally, cycle),
    ),
    condition('completed', 'every life has come to its end', cycle.completed, (view, tally) =>
      judgeEnds(view, tally, cycle),
    ),
  ];
}

/** Entries under one key, in the order in which they were captured. */
interface Lives {
  readonly key: string;
  readonly entries: readonly PlacedEntry[];
  /** Several lives may stand under the key. */
  readonly shared: boolean;
}

function judgeSteps(view: LogView, tally: Tally, cycle: LifeCycleClause): void {
  let steps = 0;
  const lives = livesOf(view, cycle);
  for (const life of lives) {
    const tokens = new LifeTokens(cycle, life.shared);
    // What began before the part of the log that was read is not known to have begun.
    const open = !reachesBack(view);
    for (const [index, placed] of life.entries.entries()) {
      const event = textOf(placed.entry[cycle.column]);
      const before = tokens.states();
      if (tokens.take(event)) {
        tally.prove(entryEvidence(placed));
        steps += 1;
      } else if (!open || (index > 0 && !life.shared)) {
        const stood = before.length === 0 ? 'nothing had begun' : `it stood at ${before.map(quote).join(', ')}`;
        tally.fail(
          `${word(life.key)}: expected a next step, came ${quote(event)} where ${stood}`,
          entryEvidence(placed),
        );
        return;
      }
    }
  }
  if (steps > 0) tally.praise(`${count(steps, 'step')} of ${count(lives.length, 'life', 'lives')}, each the next one`);
}

function judgeDates(view: LogView, tally: Tally, cycle: LifeCycleClause): void {
  let pairs = 0;
  for (const life of livesOf(view, cycle).filter(({ shared }) => !shared)) {
    for (const [index, placed] of life.entries.entries()) {
      const [before, after] = [life.entries[index - 1]?.entry[cycle.time], placed.entry[cycle.time]];
      const [earlier, later] = [instantOf(before), instantOf(after)];
      if (earlier === undefined || later === undefined) continue;
      pairs += 1;
      if (earlier <= later) tally.prove(entryEvidence(placed));
      else {
        const message = `${word(life.key)}: expected ${quote(placed.entry[cycle.column])} no earlier than ${quote(before)}, came ${quote(after)}`;
        tally.fail(message, entryEvidence(placed));
      }
    }
  }
  if (pairs > 0) tally.praise(`${count(pairs, 'step')} dated no earlier than the one before`);
}

function judgeEnds(view: LogView, tally: Tally, cycle: LifeCycleClause): void {
  let ended = 0;
  for (const life of livesOf(view, cycle)) {
    const tokens = new LifeTokens(cycle, life.shared);
    for (const { entry } of life.entries) tokens.take(textOf(entry[cycle.column]));
    const open = tokens.open();
    const last = life.entries.at(-1)!;
    if (open.length === 0) {
      ended += 1;
      tally.prove(entryEvidence(last));
    } else tally.fail(`${word(life.key)}: expected an end, came none after ${quote(open[0])}`, entryEvidence(last));
  }
  if (ended > 0) tally.praise(`${count(ended, 'life', 'lives')}, each at its end`);
}

/** The lives of the whole walk: by the columns of the key where the log shows them, else by those that are left. */
function livesOf(view: LogView, cycle: LifeCycleClause): readonly Lives[] {
  const events = new Set(cycle.transitions.map(({ event }) => event));
  const entries = (view.whole?.entries ?? []).filter(({ entry }) => {
    const shown = entry[cycle.column];
    return typeof shown === 'string' && events.has(shown);
  });
  const ordered = view.specification.order.direction === 'newest-first' ? entries.toReversed() : entries;
  const isTold = cycle.key.every((column) => hasColumn(view, column));
  const columns = isTold ? cycle.key : cycle.otherwise;
  if (columns.some((column) => !hasColumn(view, column))) return [];
  return [...Map.groupBy(ordered, ({ entry }) => keyOf(entry, columns))].map(([key, own]) => ({
    key,
    entries: own,
    shared: !isTold,
  }));
}

function keyOf(entry: LogEntry, columns: readonly string[]): string {
  return columns.map((column) => identityOf(entry[column])).join(' ');
}

/** Whether the walk came to the beginning of the log, so that nothing began before it. */
function reachesBack({ whole }: LogView): boolean {
  return whole?.finished === true && whole.pages.every(({ line }) => line.horizon === undefined);
}

function word(key: string): string {
  return key === '' ? 'the log' : quote(key);
}
