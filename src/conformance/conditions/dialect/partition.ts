import type { DialectSpecification } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import { type LogView, logViews } from '../../observation/log-view.ts';
import { logWalks } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/** A log that has parts is read one part at a time: nothing stands in two of them, and no reading gives all. */
export const partitionConditions: DialectConditionFactory = (specification) => {
  const clause = specification.partition;
  if (clause === undefined) return [];
  return [
    dialectCondition({
      specification,
      name: 'partition',
      clause: `each part (${clause.title.toLowerCase()}) is by itself`,
      requirements: clause.requirements,
      subject: ['partition'],
      needs: 'two parts of the log are read, or the log is read without naming one',
      judge: (view, tally) => judgeParts(view, tally, specification),
    }),
  ];
};

function judgeParts(view: LogView, tally: Tally, specification: DialectSpecification): void {
  judgeUnnamed(view, tally, specification);
  const others = logViews(view.history, specification).filter(
    ({ tenant, partition }) => tenant === view.tenant && partition !== view.partition,
  );
  const own = new Map((view.whole?.entries ?? []).map((placed) => [view.keyOf(placed.entry), placed]));
  for (const other of others) {
    for (const placed of other.whole?.entries ?? []) {
      const twin = own.get(view.keyOf(placed.entry));
      if (twin === undefined) continue;
      const parts = `${quote(view.partition)} and ${quote(other.partition)}`;
      tally.fail(
        `expected an entry in one part, came the same one in ${parts}`,
        entryEvidence(twin),
        entryEvidence(placed),
      );
    }
    const [mine, theirs] = [own.size, other.whole?.entries.length ?? 0];
    if (mine > 0 && theirs > 0 && view.whole !== undefined) {
      tally.prove({ line: view.whole.first, note: `part ${quote(view.partition)}` });
      tally.praise(`no entry of ${count(mine, 'entry', 'entries')} stands in another part`);
    }
  }
}

/** Readings that named no part: they give nothing. */
function judgeUnnamed(view: LogView, tally: Tally, { dialect }: DialectSpecification): void {
  const unnamed = logWalks(view.history, dialect).filter(
    (walk) => walk.partition === undefined && walk.tenant === view.tenant && walk.purpose !== 'outsider',
  );
  for (const walk of unnamed) {
    if (walk.status >= 400 && walk.status < 500 && walk.entries.length === 0)
      tally.prove({ line: walk.first, note: `status ${walk.status}` });
    else
      tally.fail(
        `expected a refusal of a reading that names no part, came ${count(walk.entries.length, 'entry', 'entries')}`,
        {
          line: walk.first,
          note: `status ${walk.status}`,
        },
      );
  }
  if (unnamed.length > 0) tally.praise('a reading that names no part is refused');
}
