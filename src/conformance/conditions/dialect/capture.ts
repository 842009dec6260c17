import type { ExchangeLine, LogEntry } from '../../../history/index.ts';
import { entryEvidence, exchangeEvidence } from '../../observation/evidence.ts';
import { scopeOf } from '../../observation/log-scope.ts';
import { type LogView, momentOf } from '../../observation/log-view.ts';
import { isOurs } from '../../observation/ownership.ts';
import { givenIdentifier, type PlacedExchange } from '../../observation/pairing.ts';
import { reachedTarget } from '../../observation/wire-facts.ts';
import type { Tally } from '../../tally.ts';
import { count, plain } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/**
 * Each exchange has exactly one entry, and each entry is an exchange. Judged on the last walk through the whole log;
 * exchanges that came to nothing before they reached the target need no entry.
 */
export const captureConditions: DialectConditionFactory = (specification) => {
  if (specification.scope.grain !== 'exchange') return [];
  return [
    dialectCondition({
      specification,
      name: 'capture',
      clause: 'every request has exactly one entry',
      requirements: specification.scope.capture,
      needs: 'requests are sent and the whole log is read after them',
      indispensable: true,
      judge: judgeCapture,
    }),
  ];
};

function judgeCapture(view: LogView, tally: Tally): void {
  const { whole } = view;
  if (whole === undefined) {
    const refused = view.walks.find((walk) => walk.purpose === 'complete');
    if (refused !== undefined) tally.undecided(`the log could not be read, the answer was ${refused.status}`);
    return;
  }
  const due = view.before.filter(({ line }) => isDue(view, line));
  if (due.length === 0) return;
  if (whole.entries.length === 0) {
    tally.fail(`expected ${count(due.length, 'entry', 'entries')}, came none at all`, ...due.map(exchangeEvidence));
    return;
  }
  const lost = due.filter((exchange) => !view.pairing.entryOf.has(exchange));
  if (lost.length > 0 && !reachesBack(view)) {
    tally.undecided('the walk through the log stopped before it came to the beginning of the scenario');
    return;
  }
  for (const exchange of lost) {
    tally.fail(`${describe(exchange)}: expected one entry, came none`, exchangeEvidence(exchange));
  }
  const left = judgeUnpaired(view, tally);
  for (const exchange of due) tally.prove(exchangeEvidence(exchange));
  tally.praise(
    `${count(due.length, 'request')} (${mixture(due)}), one entry each` +
      (left === 0 ? '' : `; ${count(left, 'entry', 'entries')} of other traffic left out`),
  );
}

/** Whether an exchange must have an entry: it is in the log's scope and reached the target, both for certain. */
function isDue({ specification }: LogView, exchange: ExchangeLine): boolean {
  return scopeOf(specification.scope, exchange) === 'in' && reachedTarget(exchange) === 'yes';
}

/** @returns how many entries belong to other traffic. */
function judgeUnpaired(view: LogView, tally: Tally): number {
  const ours = isOurs(view);
  let left = 0;
  for (const { entry, copyOf } of view.pairing.unpaired) {
    const shown = entryEvidence(entry);
    // The same identifier as that of an exchange of ours cannot be somebody else's.
    const certain =
      copyOf !== undefined && view.pairing.entryOf.has(copyOf) && sameIdentifier(view, entry.entry, copyOf);
    if (!certain && !ours(entry)) left += 1;
    else if (copyOf === undefined) tally.fail(`expected a request for each entry, came an entry for none`, shown);
    else tally.fail(`${describe(copyOf)}: expected one entry, came another one`, exchangeEvidence(copyOf), shown);
  }
  return left;
}

function sameIdentifier(view: LogView, entry: LogEntry, exchange: PlacedExchange): boolean {
  const column = view.specification.columns.find((candidate) => candidate.header !== undefined);
  const given = column === undefined ? '' : givenIdentifier(column, exchange.line);
  return column !== undefined && given !== '' && entry[column.name] === given;
}

/** Whether the walk came to its end, or at least, reading from the new end, to entries from before the scenario. */
function reachesBack(view: LogView): boolean {
  const whole = view.whole!;
  if (whole.finished) return true;
  const start = Math.min(...view.exchanges.map(({ line }) => line.sentAt));
  const last = whole.entries.at(-1);
  const oldest = last === undefined ? undefined : momentOf(view.specification, last.entry);
  return view.specification.order.direction === 'newest-first' && oldest !== undefined && oldest < start;
}

function describe({ line }: PlacedExchange): string {
  const { method, path } = line.request;
  return `${plain(method)} ${plain(path)} (exchange ${line.number}, ${plain(line.step)})`;
}

/** `3 GET, 2 POST; 1 rejected, 1 unanswered`: what kinds of request a pass speaks of. */
function mixture(exchanges: readonly PlacedExchange[]): string {
  const methods = [...Map.groupBy(exchanges, ({ line }) => line.request.method)]
    .map(([method, group]) => `${group.length} ${plain(method)}`)
    .toSorted()
    .join(', ');
  const rejected = exchanges.filter(({ line }) => (line.response?.status ?? 0) >= 400).length;
  const unanswered = exchanges.filter(({ line }) => line.response === undefined).length;
  return `${methods}; ${rejected} rejected, ${unanswered} unanswered`;
}
