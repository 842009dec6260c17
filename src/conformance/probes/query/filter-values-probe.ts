import type { JsonValue } from '../../../kernel/index.ts';
import { isJsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import {
  fragmentAt,
  isReturned,
  isSimple,
  isWritable,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  valueAt,
} from '../kit/index.ts';
import { type FilterCase, filterProbe } from './filter-probe.ts';
import { type Population, queryableTypes } from './population.ts';
import { chooseType, textsOf } from './text-choice.ts';

const section = 'RFC7644-3.4.2.2';

/** Values with characters that JSON escapes, and how a literal may be written that stands for them. */
const escapes: Readonly<Record<string, { readonly value: string; readonly literal: string }>> = {
  quote: { value: 'a"b', literal: String.raw`a\"b` },
  backslash: { value: String.raw`a\b`, literal: String.raw`a\\b` },
  slash: { value: 'a/b', literal: String.raw`a\/b` },
  accent: { value: 'a\u00E9b', literal: String.raw`a\u00e9b` },
  plain: { value: 'a\u00E8b', literal: 'a\u00E8b' },
};

function booleanOf(model: ResourceModel): PlacedAttribute | undefined {
  const fits = booleansOf(model);
  return fits.find(({ path }) => path === 'active') ?? fits[0];
}

function booleansOf(model: ResourceModel): readonly PlacedAttribute[] {
  return placedAttributes(model).filter(
    (each) =>
      each.definition.type === 'boolean' &&
      each.extension === undefined &&
      isSimple(each) &&
      isWritable(each) &&
      isReturned(each),
  );
}

/** Literals of JSON (RFC 7644 figure 1, `compValue`). */
export const literals = filterProbe({
  id: 'query/literals',
  title: 'The value of a comparison is a literal of JSON',
  requirements: [`${section}-w`],
  plan(discovery) {
    const chosen = chooseType(discovery, (model) => textsOf(model)[0]);
    if (chosen === undefined) return undefined;
    const { type, model, subject } = chosen;
    const flag = booleanOf(model);
    const state = (value: boolean) => (flag === undefined ? {} : fragmentAt(flag, value));
    const keys = Object.keys(escapes);
    return {
      type,
      members: (prefix) =>
        Object.fromEntries(
          keys.map((key, index) => {
            const own = fragmentAt(subject, `${prefix}${escapes[key]!.value}`);
            return [key, overlaid(own, state(index % 2 === 0))];
          }),
        ),
      cases: ({ prefix }) => {
        const flagged = (value: boolean): FilterCase => ({
          name: String(value),
          requirements: [`${section}-w`],
          filter: `${flag?.path} eq ${value}`,
          matches: keys.filter((_, index) => (index % 2 === 0) === value),
        });
        return [
          ...keys.map((key) => ({
            name: key,
            requirements: [`${section}-w`],
            filter: `${subject.path} eq "${prefix}${escapes[key]!.literal}"`,
            matches: [key],
            alone: true,
          })),
          ...(flag === undefined ? [] : [flagged(true), flagged(false)]),
          // What equals null, beside nothing, is not said.
          {
            name: 'null',
            requirements: [`${section}-w`],
            filter: `${subject.path} eq null`,
            matches: [],
            open: keys,
          },
        ];
      },
    };
  },
});

/** Attributes that the client left out, so that a value there is the target's own choice; flags first. */
function leftOut({ members }: Population, model: ResourceModel): readonly PlacedAttribute[] {
  const [member] = members.values();
  const isLeftOut = ({ path }: PlacedAttribute): boolean => valueAt(member?.sent, path) === undefined;
  const others = placedAttributes(model).filter(
    (each) =>
      each.extension === undefined &&
      isSimple(each) &&
      isWritable(each) &&
      isReturned(each) &&
      ['string', 'integer', 'decimal'].includes(each.definition.type),
  );
  return [...booleansOf(model), ...others].filter(isLeftOut);
}

/** So many attributes of each kind are tried. */
const enough = 2;

/** Defaulted attributes (RFC 7644 section 3.4.2.2): the value that counts is the one that the client was shown. */
export const defaultedValues = filterProbe({
  id: 'query/defaulted-values',
  title: 'A filter finds a resource by the values that the target returned for what the client left out',
  requirements: [`${section}-13`],
  plan(discovery) {
    const [first] = queryableTypes(discovery);
    if (first === undefined) return undefined;
    const [type, model] = first;
    return {
      type,
      members: { defaulted: {} },
      cases: (population) => {
        const resource = population.members.get('defaulted')?.resource;
        const candidates = leftOut(population, model);
        const shown = candidates.filter(({ path }) => isLiteral(valueAt(resource, path))).slice(0, enough);
        const absent = candidates.filter(({ path }) => valueAt(resource, path) === undefined).slice(0, enough);
        const requirements = [`${section}-13`];
        return [
          ...shown.flatMap(({ path }): readonly FilterCase[] => {
            const value = JSON.stringify(valueAt(resource, path));
            return ['pr', `eq ${value}`].map((rest) => {
              return { name: `${path} ${rest}`, requirements, filter: `${path} ${rest}`, matches: ['defaulted'] };
            });
          }),
          ...absent.map(({ path }): FilterCase => {
            return { name: `${path} pr`, requirements, filter: `${path} pr`, matches: [] };
          }),
        ];
      },
    };
  },
});

function isLiteral(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && !Array.isArray(value) && !isJsonObject(value) && value !== '';
}
