import type { ResourceModel } from '../../../scim/index.ts';
import { isReturned, isSimple, type PlacedAttribute, placedAttributes } from './attributes.ts';
import { member } from './representation.ts';
import { minimalResource } from './resources.ts';

/** Immutable texts on the top level that a representation shows and that take any text. */
export function immutableTexts(model: ResourceModel): readonly PlacedAttribute[] {
  return placedAttributes(model).filter(
    (each) =>
      isSimple(each) &&
      each.definition.type === 'string' &&
      (each.definition.canonicalValues ?? []).length === 0 &&
      each.definition.mutability === 'immutable' &&
      each.extension === undefined &&
      isReturned(each),
  );
}

/** Those of them that a resource can be without. */
export function optionalImmutableTexts(model: ResourceModel): readonly PlacedAttribute[] {
  const minimal = minimalResource(model, 'x');
  return immutableTexts(model).filter(({ definition }) => member(minimal, definition.name) === undefined);
}
