import {
  fragmentAt,
  isFreeText,
  literal,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  swapCase,
} from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { queryableTypes } from './population.ts';
import { chooseType, isPlain, textsOf, twoTexts, valuesOf } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** Names and operators in any case (RFC 7644 section 3.4.2.2). */
export const anyCase = filterProbe({
  id: 'query/any-case',
  title: 'Names and operators of a filter may be in any case',
  requirements: [`${section}-o`],
  plan(discovery) {
    const chosen = twoTexts(discovery);
    if (chosen === undefined) return undefined;
    const [one, two] = chosen.subject;
    return {
      type: chosen.type,
      members: (prefix) => ({
        both: valuesOf([one, `${prefix}one`], [two, `${prefix}two`]),
        one: valuesOf([one, `${prefix}one`]),
        neither: {},
      }),
      cases: ({ prefix }) => {
        const first = literal(`${prefix}one`);
        const second = literal(`${prefix}two`);
        const usual = `${one.path} eq ${first}`;
        const combined = `${one.path} pr and not (${two.path} eq ${second})`;
        const shared = { matches: ['both', 'one'], alone: true };
        const changed = (name: string, filter: string): FilterCase => {
          return { name, filter, requirements: [`${section}-o`], ...shared, after: ['usual'] };
        };
        return [
          { name: 'usual', requirements: [], filter: usual, ...shared },
          changed('name', `${one.path.toUpperCase()} eq ${first}`),
          changed('name in swapped case', `${swapCase(one.path)} eq ${first}`),
          changed('operator', `${one.path} EQ ${first}`),
          changed('operator in mixed case', `${one.path.toLowerCase()} Eq ${first}`),
          { name: 'combined', requirements: [], filter: combined, matches: ['one'] },
          {
            name: 'logical operators',
            requirements: [`${section}-o`],
            filter: combined.replace(' pr and not ', ' PR AND Not ').replace(' eq ', ' eQ '),
            matches: ['one'],
            after: ['combined'],
          },
        ];
      },
    };
  },
});

/** Attribute notation (RFC 7644 sections 3.4.2.2 and 3.10). */
export const complexNames = filterProbe({
  id: 'query/complex-names',
  title: 'A filter on a complex attribute names the sub-attribute, and the attribute alone stands for none of them',
  requirements: [`${section}-12`],
  plan(discovery) {
    const chosen = chooseType(discovery, (model) =>
      placedAttributes(model).find(
        (each) =>
          each.extension === undefined &&
          each.parent?.multiValued === false &&
          each.definition.name.toLowerCase() !== 'value' &&
          isFreeText(each) &&
          isPlain(each),
      ),
    );
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    return {
      type,
      members: (prefix) => ({
        found: fragmentAt(subject, `${prefix}part`),
        other: fragmentAt(subject, `${prefix}other`),
      }),
      cases: ({ prefix }) => [
        {
          name: 'part',
          requirements: [`${section}-12`],
          filter: `${subject.path} eq ${literal(`${prefix}part`)}`,
          matches: ['found'],
          alone: true,
        },
        {
          name: 'whole',
          requirements: [`${section}-12`],
          filter: `${subject.parent!.name} eq ${literal(`${prefix}part`)}`,
          matches: [],
          alone: true,
          orInvalid: true,
          after: ['part'],
        },
      ],
    };
  },
});

/** So many attributes of each kind are tried. */
const enough = 3;

/** `caseExact` (RFC 7644 section 3.4.2.2, RFC 7643 section 7). */
export const caseSensitivity = filterProbe({
  id: 'query/case-sensitivity',
  title: 'Text is compared with regard to case exactly where its attribute is case exact',
  requirements: [`${section}-15`],
  plan(discovery) {
    const [first] = queryableTypes(discovery);
    if (first === undefined) return undefined;
    const [type, model] = first;
    const exact = textsOf(model, true);
    const externalId = model.attributes.get('externalid');
    const common: readonly PlacedAttribute[] =
      externalId === undefined ? [] : [{ path: 'externalId', definition: externalId }];
    const subjects = [...textsOf(model).slice(0, enough), ...exact.slice(0, enough), ...common];
    return {
      type,
      members: (prefix) => ({
        mixed: subjects.reduce((whole, each) => overlaid(whole, fragmentAt(each, `AbC${prefix}xYz`)), {}),
      }),
      cases: ({ prefix }) => subjects.flatMap((subject) => casePairs(subject, `AbC${prefix}xYz`)),
    };
  },
});

/** Each operator with the value as it is, and with its case swapped. */
function casePairs({ path, definition }: PlacedAttribute, value: string): readonly FilterCase[] {
  const texts = { eq: value, co: value.slice(1, -1), sw: value.slice(0, -1), ew: value.slice(1) };
  return Object.entries(texts).flatMap(([operator, text]) => {
    const name = `${path} ${operator}`;
    const filter = (literalText: string) => `${name} ${literal(literalText)}`;
    return [
      { name, requirements: [], filter: filter(text), matches: ['mixed'], alone: true },
      {
        name: `${name} in swapped case`,
        requirements: [`${section}-15`],
        filter: filter(swapCase(text)),
        matches: definition.caseExact ? [] : ['mixed'],
        alone: true,
        after: [name],
      },
    ];
  });
}

/** Schemas and extensions by `schemas` (RFC 7644 section 3.4.2.2, figure 2). */
export const bySchema = filterProbe({
  id: 'query/by-schema',
  title: 'A filter on "schemas" finds the resources that use an extension',
  requirements: [`${section}-t`],
  plan(discovery) {
    const chosen = chooseType(discovery, (model) => {
      const optional = new Set(model.extensions.filter(({ required }) => !required).map(({ schema }) => schema.id));
      return placedAttributes(model).find(
        (each) =>
          each.extension !== undefined &&
          optional.has(each.extension) &&
          each.parent === undefined &&
          isFreeText(each) &&
          isPlain(each),
      );
    });
    if (chosen === undefined) return undefined;
    const { type, model, subject } = chosen;
    return {
      type,
      members: (prefix) => ({ extended: fragmentAt(subject, `${prefix}value`), plain: {} }),
      cases: () => [
        {
          name: 'extension',
          requirements: [`${section}-t`],
          filter: `schemas eq ${literal(subject.extension!)}`,
          matches: ['extended'],
        },
        {
          name: 'base schema',
          requirements: [`${section}-t`],
          filter: `schemas eq ${literal(model.base.id)}`,
          matches: ['extended', 'plain'],
        },
      ],
    };
  },
});
