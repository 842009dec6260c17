import * as fc from 'fast-check';
import type { JsonObject } from '../../../kernel/index.ts';
import type { ProbeContext } from '../../probe.ts';
import { plain, quote } from '../../wording.ts';
import { came, fragmentAt, generatedProbe, type PlacedAttribute, succeeded, valueAt } from '../kit/index.ts';
import { chooseSubjects, type FilterSubject } from './filter-subjects.ts';
import { gather } from './query-listing.ts';
import { populate, populationOf, queryableTypes, scopeOf } from './population.ts';
import { hasMissingAtEnd, orderOf, ownList, type SortOrder } from './sort-order.ts';

const section = 'RFC7644-3.4.2.3';
const [byType, byOneOfSeveral, missing] = [`${section}-3`, `${section}-a`, `${section}-b`] as const;

type SortTrial = {
  readonly type: string;
  readonly population: readonly JsonObject[];
  readonly sortBy: string;
  readonly sortOrder: SortOrder;
  /** Whether the attribute has several values in one resource. */
  readonly several: boolean;
};

/** Any attribute of the target's own schemas, any values (RFC 7644 section 3.4.2.3). */
export const generatedSorting = generatedProbe<SortTrial>({
  id: 'query/generated-sorting',
  title: 'Lists come in the order of any attribute, by its type',
  requirements: [byType, byOneOfSeveral, missing],
  needs: ['sort'],
  trials: 15,
  cases: (context) => fc.oneof(...trialsOf(context)),
  *stimulate(stage, { type, population: values, sortBy, sortOrder }) {
    const members = Object.fromEntries(values.map((each, index) => [`m${index + 1}`, each]));
    const population = yield* populate(stage, type, members);
    const scope = yield* scopeOf(stage, population);
    yield* gather('sorted', population.endpoint, { ...scope, sortBy, sortOrder });
  },
  judge(judgement, { type, sortBy, sortOrder, several }) {
    const population = populationOf(judgement, type);
    const own = ownList(judgement, 'sorted', population, [byType, byOneOfSeveral, missing]);
    if (own === undefined) return;
    const { first, resources } = own;
    const { wrong, valued } = orderOf(resources, judgement.model(type)!, sortBy, sortOrder);
    const shown = (one: JsonObject | undefined): string => quote(valueAt(one, sortBy.replace(/\.value$/u, '')));
    const got = succeeded(first) ? `${shown(wrong?.[0])} before ${shown(wrong?.[1])}` : came(first);
    const message = `expected ${sortOrder} order of ${plain(sortBy)}, got ${got}`;
    const [judged, other] = several ? [byOneOfSeveral, byType] : [byType, byOneOfSeveral];
    judgement.check(judged, succeeded(first) && wrong === undefined, message, first);
    judgement.skip(other, `${sortBy} is not such an attribute`);
    if (valued.every(Boolean)) return judgement.skip(missing, `every resource has a value of ${sortBy}`);
    const place = sortOrder === 'ascending' ? 'last' : 'first';
    const at = `${valued.indexOf(false) + 1} of ${valued.length}`;
    const missed = `expected resources without ${plain(sortBy)} ${place}, got the first of them at ${at}`;
    judgement.check(missing, hasMissingAtEnd(valued, sortOrder), missed, first);
  },
});

function trialsOf(context: ProbeContext): readonly fc.Arbitrary<SortTrial>[] {
  return queryableTypes(context).flatMap(([type, model]) =>
    chooseSubjects(model, context.random)
      .filter((subject) => subject.kind === 'list' || subject.attribute.definition.type !== 'boolean')
      .map((subject) =>
        fc.record(
          {
            population: fc.array(fc.option(valueFor(subject), { nil: {} }), { minLength: 2, maxLength: 5 }),
            sortBy: fc.constant(subject.kind === 'list' ? subject.value.path : subject.attribute.path),
            sortOrder: fc.constantFrom<SortOrder>('ascending', 'descending'),
            several: fc.constant(subject.kind === 'list'),
            type: fc.constant(type),
          },
          { noNullPrototype: true },
        ),
      ),
  );
}

function valueFor(subject: FilterSubject): fc.Arbitrary<JsonObject> {
  if (subject.kind === 'single') return scalar(subject.attribute).map((value) => fragmentAt(subject.attribute, value));
  const { attribute, value, primary } = subject;
  const elements = fc.uniqueArray(scalar(value), {
    minLength: 1,
    maxLength: 3,
    selector: (each) => String(each).toLowerCase(),
  });
  return fc.tuple(elements, fc.option(fc.nat(2))).map(([all, first]) => {
    const own = all.map((each, index) => ({
      [value.definition.name]: each,
      ...(primary !== undefined && index === first && { [primary.definition.name]: true }),
    }));
    return fragmentAt(attribute, own);
  });
}

/** Of texts letters and digits, which come in one order everywhere; their case only where it has no part in it. */
function scalar({ definition, path }: PlacedAttribute): fc.Arbitrary<string | number> {
  if (path === 'emails.value') return fc.constantFrom('a', 'b', 'c', 'd').map((letter) => `${letter}@example.com`);
  if (definition.type === 'integer') return fc.integer({ min: -200, max: 200 });
  if (definition.type === 'decimal') return fc.integer({ min: -800, max: 800 }).map((value) => value / 4);
  if (definition.type === 'dateTime')
    return fc.constantFrom(
      '2023-12-31T23:59:59Z',
      '2024-01-01T00:30:00+02:00',
      '2024-01-01T00:00:00Z',
      '2031-05-01T00:00:00Z',
    );
  return fc.stringMatching(definition.caseExact ? /^[a-z0-9]{1,3}$/u : /^[A-Za-z0-9]{1,3}$/u);
}
