import { entryEvidence } from '../../observation/evidence.ts';
import { type LogView, momentOf } from '../../observation/log-view.ts';
import type { LogWalk, PlacedEntry } from '../../observation/log-walk.ts';
import type { PlacedExchange } from '../../observation/pairing.ts';
import type { Tally } from '../../tally.ts';
import { count } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';
import { wordEntry } from './filter-reading.ts';

/**
 * Entries come in the declared order, by the declared column. Where the clock was stepped back in the scenario, they
 * come in the order in which the requests were sent. Entries of one moment keep their order from reading to reading.
 */
export const orderConditions: DialectConditionFactory = (specification) => [
  dialectCondition({
    specification,
    name: 'order',
    clause: `entries are in order, ${specification.order.direction.replaceAll('-', ' ')}`,
    requirements: specification.order.requirements,
    needs: 'the log is read with two entries or more',
    judge: judgeOrder,
  }),
];

/** An entry in a walk with what its place follows from. */
interface Ranked {
  readonly placed: PlacedEntry;
  readonly key: string;
  readonly moment: number | undefined;
  readonly exchange: PlacedExchange | undefined;
}

function judgeOrder(view: LogView, tally: Tally): void {
  const steps = stepsBack(view);
  const own = new Set(view.own.map(({ entry }) => view.keyOf(entry)));
  const reference = new Map<string, number>();
  for (const { entry } of view.own)
    reference.set(view.keyOf(entry), reference.get(view.keyOf(entry)) ?? reference.size);
  let ordered = 0;
  for (const walk of view.walks.filter((candidate) => candidate.readable)) {
    const ranked = rank(view, walk, own);
    ordered += steps.length > 0 ? judgeBySending(view, tally, ranked, steps) : judgeByMoment(view, tally, ranked);
    if (walk !== view.whole) judgeStability(view, tally, ranked, reference);
  }
  for (let pair = 0; pair < ordered; pair++) tally.prove();
  if (view.whole !== undefined) tally.skip('no two entries of this scenario differ in time');
  tally.praise(
    `${count(ordered, 'neighbour')} in the right order${steps.length > 0 ? ' although the clock stepped back' : ''}`,
  );
}

/** The entries of this scenario in a walk, each once. Those of other traffic may follow other clocks. */
function rank(view: LogView, walk: LogWalk, own: ReadonlySet<string>): Ranked[] {
  const seen = new Set<string>();
  return walk.entries.flatMap((placed) => {
    const key = view.keyOf(placed.entry);
    if (!own.has(key) || seen.has(key)) return [];
    seen.add(key);
    const exchange = view.exchangeByKey.get(key);
    return [{ placed, key, exchange, moment: momentOf(view.specification, placed.entry) ?? exchange?.line.sentAt }];
  });
}

/** @returns how many neighbours differ in time and stand in the right order. */
function judgeByMoment(view: LogView, tally: Tally, ranked: readonly Ranked[]): number {
  let right = 0;
  for (const [before, after] of neighbours(view, ranked)) {
    if (before.moment === undefined || after.moment === undefined || before.moment === after.moment) continue;
    if (before.moment < after.moment) right += 1;
    else
      tally.fail(
        `expected ${word(view, before)} to be the newer one, came ${word(view, after)} in its place`,
        ...evidence(before, after),
      );
  }
  return right;
}

/** @returns how many neighbours were certainly sent one after the other and stand in the right order. */
function judgeBySending(view: LogView, tally: Tally, ranked: readonly Ranked[], steps: readonly number[]): number {
  let right = 0;
  for (const [before, after] of neighbours(view, ranked)) {
    if (before.exchange === undefined || after.exchange === undefined) continue;
    if (isSentAfter(after.exchange, before.exchange, steps)) right += 1;
    else if (isSentAfter(before.exchange, after.exchange, steps)) {
      const message = `the clock stepped back; expected the order of sending, came exchange ${before.exchange.line.number} as older than exchange ${after.exchange.line.number}`;
      tally.fail(message, ...evidence(before, after));
    }
  }
  return right;
}

/** Each entry with the one that stands next to it on the new side, the older one first. */
function neighbours(view: LogView, ranked: readonly Ranked[]): [Ranked, Ranked][] {
  const oldestFirst = view.specification.order.direction === 'newest-first' ? ranked.toReversed() : ranked;
  return oldestFirst.slice(1).map((after, index) => [oldestFirst[index]!, after]);
}

/** Whether one exchange began only after the other was over: by number and time, or because the clock was stepped between. */
function isSentAfter(later: PlacedExchange, earlier: PlacedExchange, steps: readonly number[]): boolean {
  if (later.line.number <= earlier.line.number) return false;
  return (
    later.line.sentAt >= earlier.line.receivedAt || steps.some((step) => earlier.index < step && step < later.index)
  );
}

/** Indexes of the history lines in which the clock was stepped back. */
function stepsBack(view: LogView): number[] {
  return view.history.lines.flatMap(({ index, line }) =>
    line.type === 'clock' && line.action === 'step' && line.milliseconds < 0 ? [index] : [],
  );
}

/** Known entries come in the order that they have in the whole walk; by-time order leaves only ties to differ. */
function judgeStability(
  view: LogView,
  tally: Tally,
  ranked: readonly Ranked[],
  reference: ReadonlyMap<string, number>,
): void {
  for (const [index, after] of ranked.slice(1).entries()) {
    const before = ranked[index]!;
    if (reference.get(before.key)! < reference.get(after.key)!) continue;
    tally.fail(
      `expected the same order in every reading, ${word(view, before)} and the one after it stand the other way round elsewhere`,
      ...evidence(before, after),
    );
  }
}

function word(view: LogView, { placed }: Ranked): string {
  return wordEntry(view.specification, placed);
}

function evidence(...entries: readonly Ranked[]): { line: number; note: string }[] {
  return entries.map(({ placed }) => entryEvidence(placed));
}
