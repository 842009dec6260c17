import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Discovery } from '../../probe.ts';
import {
  fragmentAt,
  isFreeText,
  isReturned,
  isSimple,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
} from '../kit/index.ts';
import { anchorOf, queryableTypes } from './population.ts';

/** Texts that filters are tried on before others, since servers that know few attributes know these. */
const wellKnown = ['title', 'nickname', 'displayname', 'usertype'];

/** Simple attributes of the base schema that take any text, but for the anchor. */
export function textsOf(model: ResourceModel, caseExact = false): readonly PlacedAttribute[] {
  const anchor = anchorOf(model);
  const fits = placedAttributes(model).filter(
    (each) =>
      each.path !== anchor &&
      each.extension === undefined &&
      each.definition.caseExact === caseExact &&
      isSimple(each) &&
      isFreeText(each) &&
      isPlain(each),
  );
  return fits.toSorted((left, right) => rank(left) - rank(right));
}

function rank({ definition }: PlacedAttribute): number {
  const known = wellKnown.indexOf(definition.name.toLowerCase());
  return known === -1 ? wellKnown.length : known;
}

/** Whether resources may have any value there, the same one too, and show it. */
export function isPlain(each: PlacedAttribute): boolean {
  return each.definition.uniqueness === 'none' && each.definition.mutability !== 'writeOnly' && isReturned(each);
}

/** A resource type, User before others, with what the choice finds in it. */
export interface Chosen<Subject> {
  readonly type: string;
  readonly model: ResourceModel;
  readonly subject: Subject;
}

/** The first queryable type in which the choice finds something. */
export function chooseType<Subject>(
  discovery: Pick<Discovery, 'models'>,
  choice: (model: ResourceModel) => Subject | undefined,
): Chosen<Subject> | undefined {
  for (const [type, model] of queryableTypes(discovery)) {
    const subject = choice(model);
    if (subject !== undefined) return { type, model, subject };
  }
  return undefined;
}

/** Two texts of one type. */
export function twoTexts(discovery: Discovery): Chosen<readonly [PlacedAttribute, PlacedAttribute]> | undefined {
  return chooseType(discovery, (model) => {
    const [first, second] = textsOf(model);
    return first === undefined || second === undefined ? undefined : ([first, second] as const);
  });
}

/** A resource with nothing but these values. */
export function valuesOf(...values: readonly (readonly [PlacedAttribute, JsonObject[string]])[]): JsonObject {
  return values.reduce<JsonObject>(
    (whole, [attribute, value]) => (value === undefined ? whole : overlaid(whole, fragmentAt(attribute, value))),
    {},
  );
}
