import { quote } from '../../wording.ts';
import { fixedProbe, get, resourcesOf, succeeded, textAt, valuesAt, withQuery } from '../kit/index.ts';
import { populate, populationOf, scopeOf } from './population.ts';
import { chooseProjected, judgeSelection, projectedValues, selectionsOn } from './selections.ts';

const section = 'RFC7644-3.4.2.5';

const clauses = {
  effect: [`${section}-1`, `${section}-2`],
  notation: [`${section}-3`],
  minimum: [`${section}-4`],
  excludedNotation: [`${section}-5`],
} as const;

/** `attributes` and `excludedAttributes` of queries (RFC 7644 section 3.4.2.5). */
export const selectedAttributes = fixedProbe({
  id: 'query/selected-attributes',
  title: '"attributes" and "excludedAttributes" decide what the resources of a query show',
  requirements: Object.values(clauses).flat(),
  *stimulate(stage) {
    const chosen = chooseProjected(stage.context);
    if (chosen === undefined) return;
    const values = projectedValues(chosen.subject);
    const population = yield* populate(stage, chosen.type, { m1: values, m2: values });
    const scope = yield* scopeOf(stage, population);
    const { path } = population.members.get('m1')!;
    yield get('whole', path);
    for (const { name, attributes, excludedAttributes } of selectionsOn(chosen.subject, clauses)) {
      const selection = { attributes: attributes?.join(), excludedAttributes: excludedAttributes?.join() };
      yield get(`list: ${name}`, withQuery(population.endpoint, { ...scope, ...selection }));
      yield get(`read: ${name}`, withQuery(path, selection));
    }
  },
  judge(judgement) {
    const { type, subject } = chooseProjected(judgement.seen)!;
    const ids = new Set([...populationOf(judgement, type).members.values()].map(({ id }) => id));
    const whole = judgement.one('whole');
    if (!judgement.founded(whole, ...selectedAttributes.requirements)) return;
    for (const selection of selectionsOn(subject, clauses)) {
      // What the target does not keep cannot be shown to be there or not.
      const unknown = [...selection.has, ...selection.lacks].find(
        (path) => valuesAt(whole.response.body, path).length === 0,
      );
      if (unknown !== undefined) {
        for (const each of selection.requirements) judgement.skip(each, `the target shows no ${quote(unknown)}`);
        continue;
      }
      const [list, read] = [judgement.one(`list: ${selection.name}`), judgement.one(`read: ${selection.name}`)];
      const listed = resourcesOf(list.response.body).filter((each) => ids.has(textAt(each, 'id') ?? ''));
      const hidden = succeeded(list) && listed.length === 0 && !selection.has.includes('id');
      if (!hidden) judgeSelection(judgement, selection, list, listed);
      judgeSelection(judgement, selection, read, succeeded(read) ? [read.response.body ?? {}] : []);
    }
  },
});
