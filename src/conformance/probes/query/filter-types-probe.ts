import type { ResourceModel } from '../../../scim/index.ts';
import { parseDateTime } from '../../../scim/index.ts';
import type { Discovery } from '../../probe.ts';
import {
  type Created,
  fragmentAt,
  isReturned,
  isSimple,
  isWritable,
  literal,
  type PlacedAttribute,
  placedAttributes,
  textAt,
} from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { queryableTypes } from './population.ts';
import { chooseType } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** Operators by the requirement that forbids them on booleans and binary data. */
const orders = { gt: '4', ge: '5', lt: '6', le: '7' } as const;

/** A comparison by order of an attribute that has none: `active gt true`. */
function unordered({ path, definition, parent }: PlacedAttribute, operator: string): string {
  const value = definition.type === 'boolean' ? 'true' : literal('AA==');
  if (definition.type === 'boolean' && parent?.multiValued === true)
    return `${parent.name}[${definition.name} ${operator} ${value}]`;
  return `${path} ${operator} ${value}`;
}

function hasNoOrder(each: PlacedAttribute): boolean {
  return each.extension === undefined && ['boolean', 'binary'].includes(each.definition.type) && isReturned(each);
}

/** Types without order (RFC 7644 table 3). */
export const withoutOrder = filterProbe({
  id: 'query/types-without-order',
  title: 'Booleans and binary data are not compared by order',
  requirements: Object.values(orders).map((letter) => `${section}-${letter}`),
  plan(discovery) {
    const chosen = chooseType(discovery, (model) => {
      const found = placedAttributes(model).filter(hasNoOrder);
      return found.length === 0 ? undefined : found;
    });
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    // One of each kind: a value of the resource, a part of one of several values, binary data.
    const kinds = new Map(subject.map((each) => [`${each.definition.type} ${each.parent?.multiValued}`, each]));
    return {
      type,
      members: {},
      cases: () =>
        Object.entries(orders).flatMap(([operator, letter]) =>
          [...kinds.values()].map((each) => {
            const filter = unordered(each, operator);
            return { name: filter, requirements: [`${section}-${letter}`], filter, matches: 'invalidFilter' as const };
          }),
        ),
    };
  },
});

function numberOf(model: ResourceModel): PlacedAttribute | undefined {
  return placedAttributes(model).find(
    (each) =>
      ['integer', 'decimal'].includes(each.definition.type) &&
      isSimple(each) &&
      isWritable(each) &&
      isReturned(each) &&
      each.definition.uniqueness === 'none' &&
      each.extension === undefined,
  );
}

/** Comparison by numeric value (RFC 7644 table 3). */
export const numericOrder = filterProbe({
  id: 'query/numeric-order',
  title: 'Numbers are compared by their value',
  requirements: [`${section}-s`],
  plan(discovery: Discovery) {
    const chosen = chooseType(discovery, numberOf);
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    const by = (comparison: string, ...matches: readonly string[]): FilterCase => ({
      name: comparison,
      requirements: [`${section}-s`],
      filter: `${subject.path} ${comparison}`,
      matches,
    });
    return {
      type,
      members: {
        nine: fragmentAt(subject, 9),
        ten: fragmentAt(subject, 10),
        hundred: fragmentAt(subject, 100),
        none: {},
      },
      cases: () => [
        by('gt 9', 'ten', 'hundred'),
        by('ge 10', 'ten', 'hundred'),
        by('lt 10', 'nine'),
        by('le 10', 'nine', 'ten'),
        by('eq 10', 'ten'),
      ],
    };
  },
});

/** Comparison in time (RFC 7644 table 3), of the moments at which the members were created. */
export const chronologicalOrder = filterProbe({
  id: 'query/chronological-order',
  title: 'Moments are compared in time, however they are written',
  requirements: ['g', 'h', 'i', 'j', 'r'].map((letter) => `${section}-${letter}`),
  plan(discovery) {
    const [first] = queryableTypes(discovery);
    if (first === undefined) return undefined;
    return {
      type: first[0],
      members: { first: {}, second: {} },
      cases: ({ members }) => {
        const created = textAt(members.get('first')?.resource, 'meta.created');
        const moment = created === undefined ? undefined : parseDateTime(created);
        return created === undefined || moment === undefined ? [] : momentCases(created, moment, members);
      },
    };
  },
});

const operators: Readonly<Record<string, readonly [string, (order: number) => boolean]>> = {
  gt: ['g', (order) => order > 0],
  ge: ['h', (order) => order >= 0],
  lt: ['i', (order) => order < 0],
  le: ['j', (order) => order <= 0],
};

function momentCases(created: string, moment: number, members: ReadonlyMap<string, Created>): readonly FilterCase[] {
  const matching = (test: (order: number) => boolean, than: number): readonly string[] =>
    [...members].flatMap(([key, { resource }]) => {
      const own = parseDateTime(textAt(resource, 'meta.created') ?? '');
      return own !== undefined && test(own - than) ? [key] : [];
    });
  const by = (letters: readonly string[], operator: string, text: string, than: number): FilterCase => ({
    name: `${operator} ${text}`,
    requirements: letters.map((letter) => `${section}-${letter}`),
    filter: `meta.created ${operator} ${literal(text)}`,
    matches: matching(operators[operator]![1], than),
  });
  const second = 1000;
  return Object.entries(operators).flatMap(([operator, [letter]]) => [
    by([letter, 'r'], operator, created, moment),
    by([letter, 'r'], operator, utc(Math.floor(moment) - second), Math.floor(moment) - second),
    by([letter, 'r'], operator, utc(Math.floor(moment) + second), Math.floor(moment) + second),
    ...otherForms(moment, created).map((text) => by(['r'], operator, text, moment)),
  ]);
}

/** The same moment as seen from elsewhere, and with digits that say nothing. */
function otherForms(moment: number, given: string): readonly string[] {
  // Finer fractions than those of milliseconds have no such forms here.
  if (!Number.isInteger(moment)) return [];
  const hours = 3_600_000;
  return [
    utc(moment),
    utc(moment + 2 * hours).replace('Z', '+02:00'),
    utc(moment - 5 * hours).replace('Z', '-05:00'),
    utc(moment).replace('Z', '000Z'),
  ].filter((form) => form !== given);
}

function utc(moment: number): string {
  return new Date(moment).toISOString();
}
