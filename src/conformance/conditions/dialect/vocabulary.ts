import type { ColumnClause } from '../../../audit/dialects/specification.ts';
import { entryEvidence } from '../../observation/evidence.ts';
import type { LogView } from '../../observation/log-view.ts';
import type { Tally } from '../../tally.ts';
import { count, quote } from '../../wording.ts';
import { dialectCondition, type DialectConditionFactory } from './dialect-condition.ts';

/** Each entry shows a term of the vocabulary, beside the category that the term belongs to. */
export const vocabularyConditions: DialectConditionFactory = (specification) => {
  const { vocabulary, columns } = specification;
  const term = columns.find(({ name }) => name === vocabulary?.column);
  if (vocabulary === undefined || term === undefined) return [];
  const category = columns.find(({ name }) => name === vocabulary.category);
  return [
    dialectCondition({
      specification,
      name: 'vocabulary',
      clause: category === undefined ? `terms of "${term.title}"` : `terms of "${term.title}" in their categories`,
      requirements: vocabulary.requirements,
      subject: [`column.${term.name}`],
      needs: 'the log has an entry',
      judge: (view, tally) => judgeVocabulary(view, tally, term, category),
    }),
  ];
};

function judgeVocabulary(view: LogView, tally: Tally, term: ColumnClause, category: ColumnClause | undefined): void {
  const isShown =
    category !== undefined &&
    view.history.run.unavailable[`column:${view.specification.dialect}.${category.name}`] === undefined;
  const seen = new Set<string>();
  for (const placed of view.own) {
    const shown = placed.entry[term.name];
    const canonical = Object.keys(term.values ?? {}).filter((value) => term.values?.[value] === shown);
    if (typeof shown !== 'string' || canonical.length === 0) {
      tally.fail(`expected one of the terms of the document, came ${quote(shown)}`, entryEvidence(placed));
      continue;
    }
    const beside = category === undefined ? undefined : placed.entry[category.name];
    const fitting = new Set(canonical.map((value) => category?.values?.[value]));
    if (isShown && (typeof beside !== 'string' || !fitting.has(beside))) {
      const wanted = [...fitting].map((value) => quote(value)).join(' or ');
      tally.fail(`${quote(shown)}: expected the category ${wanted}, came ${quote(beside)}`, entryEvidence(placed));
      continue;
    }
    seen.add(shown);
    tally.prove(entryEvidence(placed));
  }
  if (view.whole !== undefined) tally.skip('the log has no entry of this scenario');
  const all = new Set(Object.values(term.values ?? {})).size;
  tally.praise(`${count(seen.size, 'term')} of ${all} seen${isShown ? ', each in its category' : ''}`);
}
