import * as fc from 'fast-check';
import { compareCodePoints } from '../../../scim/index.ts';
import { plain } from '../../wording.ts';
import { came, fragmentAt, generatedProbe, literal, textAt } from '../kit/index.ts';
import { isDeclined } from './filter-probe.ts';
import { gather, idsOf, listingOf } from './query-listing.ts';
import { isConfinable, populate, populationOf, within } from './population.ts';
import { chooseType, textsOf } from './text-choice.ts';

const requirement = 'RFC7644-3.4.2.2-q';

const operators = {
  gt: (order: number) => order > 0,
  ge: (order: number) => order >= 0,
  lt: (order: number) => order < 0,
  le: (order: number) => order <= 0,
} as const;

/** Digits and letters of one case, which come in this order in every collation. */
const text = fc.stringMatching(/^[0-9a-z]{1,4}$/u);

/** The order of text (RFC 7644 table 3). */
export const textOrder = generatedProbe<{ readonly literal: string; readonly values: readonly string[] }>({
  id: 'query/text-order',
  title: 'Text is compared in lexicographical order',
  requirements: [requirement],
  needs: ['filter'],
  trials: 6,
  cases: () =>
    fc.record({ literal: text, values: fc.array(text, { minLength: 1, maxLength: 5 }) }, { noNullPrototype: true }),
  *stimulate(stage, { literal: than, values }) {
    const chosen = chooseType(stage.context, (model) => textsOf(model)[0]);
    if (chosen === undefined) return;
    const { type, subject } = chosen;
    // One value is that of the filter, so that what is equal is there, too.
    const members = [than, ...values].map((value, index) => [`m${index}`, fragmentAt(subject, value)] as const);
    const population = yield* populate(stage, type, Object.fromEntries(members));
    if (!(yield* isConfinable(population))) return;
    for (const operator of Object.keys(operators))
      yield* gather(operator, population.endpoint, {
        filter: within(population, `${subject.path} ${operator} ${literal(than)}`),
      });
  },
  judge(judgement, { literal: than }) {
    const { type, subject } = chooseType(judgement.seen, (model) => textsOf(model)[0])!;
    const { members } = populationOf(judgement, type);
    for (const [operator, test] of Object.entries(operators)) {
      if (judgement.all(operator).length === 0) {
        judgement.skip(requirement, 'queries cannot be confined to the resources of the run');
        continue;
      }
      const { first, resources, whole } = listingOf(judgement, operator);
      const filter = `${subject.path} ${operator} ${literal(than)}`;
      if (isDeclined(first)) {
        judgement.skip(requirement, `the target declines ${plain(filter)} with ${came(first)}`);
        continue;
      }
      const values = new Map([...members.values()].map(({ id, sent }) => [id, textAt(sent, subject.path) ?? '']));
      const expected = [...values.values()].filter((value) => test(compareCodePoints(value, than)));
      const got = idsOf(resources).map((id) => values.get(id) ?? 'another resource');
      const message = `expected ${plain(filter)} to match ${shown(expected)}, got ${whole ? shown(got) : came(first)}`;
      judgement.check(requirement, whole && shown(got) === shown(expected), message, first);
    }
  },
});

function shown(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.toSorted().join(', ');
}
