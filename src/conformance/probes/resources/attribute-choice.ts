import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import {
  fragmentAt,
  isBuildable,
  isFreeText,
  isReturned,
  isSimple,
  member,
  minimalResource,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
} from '../kit/index.ts';

/** Resource types whose resources can be made up without knowing others. */
export function buildable(models: ReadonlyMap<string, ResourceModel>): readonly (readonly [string, ResourceModel])[] {
  return [...models].filter(([, model]) => isBuildable(model));
}

/** An attribute that takes any text, that a client may leave out and change, and that is returned. */
export function optionalText(model: ResourceModel): PlacedAttribute | undefined {
  const fits = (each: PlacedAttribute): boolean => isSimple(each) && isFreeText(each) && isOptional(model, each);
  return preferred(placedAttributes(model).filter(fits), ['nickName', 'title', 'displayName']);
}

/** A multi-valued attribute that a client may leave out and change, and that is returned. */
export function optionalList(model: ResourceModel): PlacedAttribute | undefined {
  const fits = (each: PlacedAttribute): boolean =>
    each.parent === undefined && each.definition.multiValued && isOptional(model, each) && !refersToResources(each);
  return preferred(placedAttributes(model).filter(fits), ['emails', 'phoneNumbers']);
}

/** One optional text and one optional list, where the type has them. */
export function optionalAttributes(model: ResourceModel): readonly PlacedAttribute[] {
  return [optionalText(model), optionalList(model)].filter((each) => each !== undefined);
}

/** Resource types with attributes that can be left without a value. */
export function clearable(models: ReadonlyMap<string, ResourceModel>): readonly (readonly [string, ResourceModel])[] {
  return buildable(models).filter(([, model]) => optionalAttributes(model).length > 0);
}

/** Null and an empty array in the place of these attributes (RFC 7643 section 2.5). */
export function cleared(model: ResourceModel): JsonObject {
  const parts = optionalAttributes(model).map((each) => fragmentAt(each, each.definition.multiValued ? [] : null));
  return parts.reduce(overlaid, {});
}

function isOptional(model: ResourceModel, each: PlacedAttribute): boolean {
  const { definition, extension } = each;
  return (
    extension === undefined &&
    definition.mutability === 'readWrite' &&
    definition.uniqueness === 'none' &&
    !definition.required &&
    isReturned(each) &&
    member(minimalResource(model, 'x'), definition.name) === undefined
  );
}

/** Whether its values are ids of other resources, which would have to be there. */
function refersToResources({ definition }: PlacedAttribute): boolean {
  return (definition.subAttributes ?? []).some(({ name }) => name.toLowerCase() === '$ref');
}

/** The first of the names that there is, or else the first attribute. */
function preferred(found: readonly PlacedAttribute[], names: readonly string[]): PlacedAttribute | undefined {
  for (const name of names) {
    const own = found.find(({ path }) => path.toLowerCase() === name.toLowerCase());
    if (own !== undefined) return own;
  }
  return found[0];
}

/** A text to which `richUser` gives a value, where the target has one; otherwise the empty string. */
export function richText(model: ResourceModel): string {
  const known = new Set(placedAttributes(model).map(({ path }) => path));
  return ['nickName', 'title', 'displayName'].find((name) => known.has(name)) ?? '';
}
