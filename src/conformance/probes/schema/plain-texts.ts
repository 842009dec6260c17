import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import {
  fragmentAt,
  isFreeText,
  isReturned,
  isSimple,
  listOf,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  type Stage,
} from '../kit/index.ts';

/** Attributes of users that anything may be written into and read from, one by one. */
export function plainTexts(model: ResourceModel | undefined): readonly PlacedAttribute[] {
  return model === undefined ? [] : placedAttributes(model).filter((each) => isSimple(each) && isPlain(each));
}

function isPlain(each: PlacedAttribute): boolean {
  const { uniqueness, mutability } = each.definition;
  return isFreeText(each) && isReturned(each) && uniqueness === 'none' && mutability === 'readWrite';
}

/** A minimal user with a value of its own in each of the attributes, and the extensions that they need. */
export function userWith(
  stage: Stage,
  attributes: readonly PlacedAttribute[],
  value: (at: PlacedAttribute) => string,
): JsonObject {
  const schemas = new Set([stage.model('User')!.base.id]);
  let user = stage.minimal('User');
  for (const each of listOf(user['schemas'])) if (typeof each === 'string') schemas.add(each);
  for (const attribute of attributes) {
    if (attribute.extension !== undefined) schemas.add(attribute.extension);
    user = overlaid(user, fragmentAt(attribute, value(attribute)));
  }
  return { ...user, schemas: [...schemas] };
}
