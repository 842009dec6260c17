import type { CountClause, DialectSpecification, GroupingClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import { type RowGroup, rowGroups, type RowGroups } from '../../observation/row-groups.ts';
import { hasColumn, shows } from '../../observation/shown-values.ts';
import type { Tally } from '../../tally.ts';
import type { Condition } from '../../verdict.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory, kebab } from './dialect-condition.ts';
import { rerunConditions } from './rerun.ts';

/** Rows agree with the entries of another log that they stand for: which there are, how many, and what became of them. */
export const groupingConditions: DialectConditionFactory = (specification) => {
  const { grouping } = specification;
  if (grouping === undefined) return [];
  const { total, counts = [], verdict } = grouping;
  const condition = (
    name: string,
    clause: string,
    requirements: readonly string[],
    judge: (found: RowGroups, tally: Tally, view: LogView) => void,
  ): Condition => groupCondition(specification, grouping, { name, clause, requirements, judge });
  return [
    condition(
      'entries',
      `entries of "${grouping.dialect}" belong to their rows`,
      grouping.grouped,
      (found, tally, view) => judgeEntries(found, tally, grouping, view),
    ),
    ...(total === undefined
      ? []
      : [
          condition('total', 'each row has as many entries as it says', total.requirements, (found, tally, view) =>
            judgeTotal(found, tally, total.column, grouping, view),
          ),
        ]),
    ...counts.map((clause, index) =>
      condition(`count-${index + 1}`, countText(clause), clause.requirements, (found, tally) =>
        judgeCount(found, tally, clause),
      ),
    ),
    ...(verdict === undefined
      ? []
      : [
          condition(
            `verdict/${kebab(verdict.column)}`,
            'each row says what became of its entries',
            verdict.requirements,
            (found, tally) => judgeVerdict(found, tally, verdict),
          ),
        ]),
    ...rerunConditions(specification, grouping),
  ];
};

interface GroupConditionParts {
  readonly name: string;
  readonly clause: string;
  readonly requirements: readonly string[];
  readonly judge: (found: RowGroups, tally: Tally, view: LogView) => void;
}

function groupCondition(
  specification: DialectSpecification,
  grouping: GroupingClause,
  { name, clause, requirements, judge }: GroupConditionParts,
): Condition {
  return dialectCondition({
    specification,
    name: `grouping/${name}`,
    clause,
    requirements,
    subject: [`column.${grouping.key}`],
    needs: `both this log and "${grouping.dialect}" are read whole, and there is a row`,
    judge: (view, tally) => {
      const found = rowGroups(view, grouping);
      if (found !== undefined) judge(found, tally, view);
    },
  });
}

/** Rows that show one of the words for how they ended. */
function ended({ groups }: RowGroups, { verdict }: GroupingClause): readonly RowGroup[] {
  if (verdict === undefined) return groups;
  const words = [verdict.none, verdict.some, verdict.all];
  return groups.filter(({ row }) => words.some((word) => row.entry[verdict.column] === word));
}

function judgeEntries({ groups, lost }: RowGroups, tally: Tally, grouping: GroupingClause, view: LogView): void {
  for (const entry of lost)
    tally.fail(`expected a row for ${quote(entry.entry[grouping.column])}, came none`, entryEvidence(entry));
  const alike = Object.entries(grouping.alike ?? {}).filter(([own]) => hasColumn(view, own));
  for (const { key, row, entries } of groups) {
    for (const placed of entries) {
      const odd = alike.find(([own, theirs]) => row.entry[own] !== placed.entry[theirs]);
      if (odd === undefined) tally.prove(entryEvidence(placed));
      else {
        const [own, theirs] = odd;
        const message = `row ${quote(key)}: expected ${quote(row.entry[own])} in "${theirs}" of each entry, came ${quote(placed.entry[theirs])}`;
        tally.fail(message, entryEvidence(row), entryEvidence(placed));
      }
    }
  }
  const members = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  tally.praise(`${count(members, 'entry', 'entries')} of ${count(groups.length, 'row')}`);
}

function judgeTotal(found: RowGroups, tally: Tally, column: string, grouping: GroupingClause, view: LogView): void {
  if (!hasColumn(view, column)) {
    tally.skip('the log does not show how many there are');
    return;
  }
  for (const { key, row, entries } of ended(found, grouping)) {
    const said = row.entry[column];
    if (said === entries.length) tally.prove(entryEvidence(row));
    else tally.fail(`row ${quote(key)}: expected ${quote(said)} entries, came ${entries.length}`, entryEvidence(row));
  }
  tally.praise('as many entries as each row says');
}

function countText({ column, where }: CountClause): string {
  const which = Object.values(where).map((value) => `"${value}"`);
  return `column "${column}" counts the failed entries${which.length === 0 ? '' : ` of ${which.join(' and ')}`}`;
}

function judgeCount({ groups }: RowGroups, tally: Tally, clause: CountClause): void {
  for (const { key, row, failed } of groups.filter((group) => shows(group.row.entry, clause.in))) {
    const shown = row.entry[clause.column];
    const text = typeof shown === 'string' ? shown : '';
    const said = clause.pattern === undefined ? shown : numberIn(text, clause.pattern);
    const came = failed.filter(({ entry }) => shows(entry, clause.where)).length;
    if (said === came) tally.prove(entryEvidence(row));
    else {
      const expected = `row ${quote(key)}: expected the number ${came} in ${quote(shown)}`;
      tally.fail(`${expected}, came ${said === undefined ? 'none' : quote(said)}`, entryEvidence(row));
    }
  }
  tally.praise('the number is that of the failed entries');
}

function numberIn(text: string, pattern: string): number | undefined {
  const found = new RegExp(pattern, 'u').exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function judgeVerdict(
  { groups }: RowGroups,
  tally: Tally,
  { column, none, some, all }: NonNullable<GroupingClause['verdict']>,
): void {
  const seen = new Map<string, number>();
  for (const { key, row, entries, failed } of groups) {
    const said = row.entry[column];
    if (typeof said !== 'string' || ![none, some, all].includes(said)) continue;
    const right = failed.length === 0 ? none : failed.length === entries.length ? all : some;
    const what = `${failed.length} of ${count(entries.length, 'entry', 'entries')} failed`;
    if (said === right) {
      tally.prove(entryEvidence(row));
      seen.set(said, (seen.get(said) ?? 0) + 1);
    } else tally.fail(`row ${quote(key)}, ${what}: expected ${quote(right)}, came ${quote(said)}`, entryEvidence(row));
  }
  tally.praise([...seen].map(([word, number]) => `${number} ${word}`).join(', '));
}
