import type { JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition } from '../schema.ts';
import { refuse, type ValidationScope } from './validation-scope.ts';

/**
 * The value as it is stored. Where case carries no meaning, a canonical value gets its canonical spelling, `Work` becomes
 * `work` (RFC 7643 section 2.4 asks for it, section 7 permits it); where case is exact, it stays.
 *
 * @throws ScimError 400 `invalidValue` for any other value while canonical values are enforced.
 */
export function canonicalForm(
  definition: AttributeDefinition,
  value: JsonValue,
  path: string,
  scope: ValidationScope,
): JsonValue {
  const canonical = definition.canonicalValues;
  if (canonical === undefined || canonical.length === 0 || typeof value !== 'string') return value;
  const match = definition.caseExact
    ? canonical.find((each) => each === value)
    : canonical.find((each) => each.toLowerCase() === value.toLowerCase());
  if (match === undefined && scope.canonicalValues === 'enforced') {
    refuse(`Attribute '${path}' must be one of ${canonical.join(', ')}.`, 'invalidValue');
  }
  return match ?? value;
}
