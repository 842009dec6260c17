import { isJsonObject, type JsonValue } from '../../kernel/index.ts';
import { comparisonKey } from '../comparison.ts';
import type { AttributeDefinition } from '../schema.ts';
import { isJsonArray, subDefinitions } from './validation-scope.ts';

/** Equality of values of one attribute: simple ones as a filter compares them, lists without regard to order. */
export function sameValue(definition: AttributeDefinition, left: JsonValue, right: JsonValue): boolean {
  if (isJsonArray(left) && isJsonArray(right)) {
    const rest = [...right];
    return (
      left.length === right.length &&
      left.every((each) => {
        const index = rest.findIndex((other) => sameValue(definition, each, other));
        if (index >= 0) rest.splice(index, 1);
        return index >= 0;
      })
    );
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    return [...subDefinitions(definition).values()].every((sub) => {
      const [one, other] = [left[sub.name], right[sub.name]];
      return one === undefined || other === undefined ? one === other : sameValue(sub, one, other);
    });
  }
  if (definition.type === 'complex') return left === right;
  return comparisonKey(definition, left) === comparisonKey(definition, right);
}
