import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Discovery } from '../../probe.ts';
import { isReturned, isWritable, literal, placedAttributes } from '../kit/index.ts';
import { type FilterCase, type FilterPlan, filterProbe } from './filter-probe.ts';
import { chooseType } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** A multi-valued attribute whose values have a `value` and a `type`, both texts. */
interface Typed {
  readonly name: string;
  /** Two types that a value can have. */
  readonly types: readonly [string, string];
  readonly primary: boolean;
  /** A value that the attribute takes and that has the word in it. */
  readonly valueOf: (word: string) => string;
}

function typedOf(model: ResourceModel): Typed | undefined {
  const own = placedAttributes(model).filter((each) => each.extension === undefined);
  const parts = (name: string) => own.filter(({ parent }) => parent?.name === name);
  for (const name of ['emails', ...own.filter(({ parent }) => parent === undefined).map(({ path }) => path)]) {
    const [value, type] = ['value', 'type'].map((part) =>
      parts(name).find(
        (each) =>
          each.definition.name === part &&
          each.definition.type === 'string' &&
          each.parent!.multiValued &&
          isWritable(each) &&
          isReturned(each),
      ),
    );
    // What the values of others have to look like is not known, or they are ids of resources.
    if (value === undefined || type === undefined || ['ims', 'phoneNumbers', 'members', 'groups'].includes(name))
      continue;
    const [one = 'work', two = 'home'] = type.definition.canonicalValues ?? [];
    const primary = parts(name).some((each) => each.definition.name === 'primary' && isWritable(each));
    const valueOf = name === 'emails' ? (word: string) => `${word}@example.com` : (word: string) => word;
    return { name, types: [one, two], primary, valueOf };
  }
  return undefined;
}

function planOf(
  discovery: Discovery,
  members: (typed: Typed, prefix: string) => Readonly<Record<string, JsonObject>>,
  cases: (typed: Typed, prefix: string) => readonly FilterCase[],
): FilterPlan | undefined {
  const chosen = chooseType(discovery, typedOf);
  if (chosen === undefined) return undefined;
  const { type, subject } = chosen;
  return {
    type,
    members: (prefix) => members(subject, prefix),
    cases: ({ prefix }) => cases(subject, prefix),
  };
}

/** Two members whose values have the same types and values, paired the other way round. */
function crossed({ name, types: [one, two], valueOf }: Typed, prefix: string): Readonly<Record<string, JsonObject>> {
  const [a, b] = [valueOf(`${prefix}a`), valueOf(`${prefix}b`)];
  return {
    straight: {
      [name]: [
        { type: one, value: a },
        { type: two, value: b },
      ],
    },
    crossed: {
      [name]: [
        { type: two, value: a },
        { type: one, value: b },
      ],
    },
    single: { [name]: [{ type: one, value: a }] },
    none: {},
  };
}

/** Multi-valued attributes (RFC 7644 section 3.4.2.2). */
export const anyValueMatches = filterProbe({
  id: 'query/any-value',
  title: 'A filter matches where any one of several values does',
  requirements: [`${section}-p`, `${section}-v`],
  plan: (discovery) =>
    planOf(discovery, crossed, ({ name, valueOf }, prefix) => {
      const value = literal(valueOf(`${prefix}b`));
      const shared = { matches: ['straight', 'crossed'], alone: true };
      return [
        { name: 'value', requirements: [`${section}-p`], filter: `${name}.value eq ${value}`, ...shared },
        { name: 'attribute alone', requirements: [`${section}-v`], filter: `${name} co ${value}`, ...shared },
      ];
    }),
});

/** Value paths (RFC 7644 table 5). A provider may do without them. */
export const valuePaths = filterProbe({
  id: 'query/value-paths',
  title: 'All of an expression in square brackets holds of one and the same value',
  requirements: [`${section}-8`, `${section}-9`],
  plan: (discovery) =>
    planOf(discovery, crossed, ({ name, types: [one, two], valueOf }, prefix) => {
      const value = literal(valueOf(`${prefix}b`));
      const path = (type: string) => `${name}[type eq ${literal(type)} and value eq ${value}]`;
      const broken = (filter: string): FilterCase => {
        return { name: filter, requirements: [`${section}-9`], filter, matches: 'invalid', after: ['first type'] };
      };
      return [
        {
          name: 'first type',
          requirements: [`${section}-8`],
          filter: path(one),
          matches: ['crossed'],
          alone: true,
        },
        {
          name: 'second type',
          requirements: [`${section}-8`],
          filter: path(two),
          matches: ['straight'],
          alone: true,
          after: ['first type'],
        },
        broken(`${name}[type eq]`),
        broken(`${name}[]`),
        broken(`${name}[type eq ${literal(one)}`),
        broken(`${name}[(type eq ${literal(one)}]`),
        broken(`${name}[type eq ${literal(one)} and]`),
      ];
    }),
});

/** What may stand within square brackets (RFC 7644 figure 1, `valFilter`). */
export const logicInValuePaths = filterProbe({
  id: 'query/logic-in-value-paths',
  title: 'Within square brackets there may be "and", "or", "not" and parentheses',
  requirements: [`${section}-u`],
  plan: (discovery) =>
    planOf(
      discovery,
      ({ name, types: [one, two], primary, valueOf }, prefix) => {
        const value = (word: string, type: string, first: boolean) => ({
          type,
          value: valueOf(`${prefix}${word}`),
          ...(primary && { primary: first }),
        });
        return {
          a: { [name]: [value('a', one, false), value('c', two, false)] },
          b: { [name]: [value('b', one, false)] },
          primary: { [name]: [value('a', one, true)] },
          second: { [name]: [value('a', two, false), value('c', one, false)] },
        };
      },
      ({ name, types: [one], primary, valueOf }, prefix) => {
        const eq = (word: string) => `value eq ${literal(valueOf(`${prefix}${word}`))}`;
        const type = `type eq ${literal(one)}`;
        const inner = (pattern: string, ...matches: readonly string[]): FilterCase => ({
          name: pattern,
          requirements: [`${section}-u`],
          filter: `${name}[${pattern.replace('type', type).replaceAll(/\b[abc]\b/gu, eq)}]`,
          matches,
          // Within a negation other resources match as well.
          alone: !pattern.startsWith('not'),
        });
        return [
          inner('type and (a or b)', 'a', 'b', 'primary'),
          inner('a or c', 'a', 'primary', 'second'),
          inner('a and not (type)', 'second'),
          inner('not (a or c)', 'b'),
          ...(primary
            ? [
                inner('type and (a or b) and not (primary eq true)', 'a', 'b'),
                inner('a and primary eq true', 'primary'),
              ]
            : []),
        ];
      },
    ),
});
