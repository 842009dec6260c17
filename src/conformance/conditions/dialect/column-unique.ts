import { entryEvidence } from '../../observation/evidence.ts';
import { canonicalJson } from '../../observation/canonical-json.ts';
import { isEmpty } from '../../observation/column-agreement.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { PlacedEntry } from '../../observation/log-walk.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';

/**
 * No two entries share a value of a unique column. An entry that is there twice, alike in everything, is one entry
 * shown twice: that is for capture to say.
 */
export const columnUniqueConditions: DialectConditionFactory = (specification) =>
  specification.columns
    .filter((column) => column.unique === true)
    .map((column) =>
      dialectCondition({
        specification,
        name: `column-unique/${kebab(column.name)}`,
        clause: `column "${column.title}"`,
        requirements: column.requirements,
        subject: [`column.${column.name}`],
        needs: 'the log has two entries',
        judge: (view, tally) => judgeUnique(view, tally, column.name),
      }),
    );

function judgeUnique(view: LogView, tally: Tally, column: string): void {
  const first = new Map<string, PlacedEntry>();
  const entries = view.whole?.entries ?? [];
  const own = new Set(view.own);
  for (const entry of entries) {
    const value = entry.entry[column];
    if (isEmpty(value)) continue;
    const other = first.get(canonicalJson(value));
    if (other === undefined) first.set(canonicalJson(value), entry);
    // What entries of other traffic share among themselves was not brought about here.
    else if ((own.has(entry) || own.has(other)) && canonicalJson(other.entry) !== canonicalJson(entry.entry)) {
      tally.fail(
        `expected another value in every entry, came ${quote(value)} in two`,
        entryEvidence(other),
        entryEvidence(entry),
      );
    }
  }
  if (first.size > 1) tally.prove();
  if (view.whole !== undefined) tally.skip('fewer than two entries have a value in it');
  tally.praise(`${count(first.size, 'value')}, all different`);
}
