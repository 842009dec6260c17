import type { JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition } from '../schema.ts';
import { userSchema } from '../schemas/user-schema.ts';
import { refuse, type ValidationScope } from './validation-scope.ts';

/** Forms that RFC 7643 section 4.1.2 asks a service provider to bring values into. */
const forms = new Map<AttributeDefinition | undefined, (text: string) => string>([
  [valueOf('emails'), withLowerCaseDomain],
  [valueOf('phoneNumbers'), plainTelephoneUri],
  [valueOf('ims'), (text) => text.replaceAll(/\s/gu, '').toLowerCase()],
]);

function valueOf(name: string): AttributeDefinition | undefined {
  const attribute = userSchema.attributes.find((each) => each.name === name);
  return attribute?.subAttributes?.find((each) => each.name === 'value');
}

/** RFC 5321 section 2.4: the domain has no case, the part before it may have one. */
function withLowerCaseDomain(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + (at < 0 ? address : address.slice(at + 1).toLowerCase());
}

/**
 * RFC 3966 section 3: a URI without spaces, and a number with its country code as such a URI. Any other number stays as
 * it is, for its country is not known.
 */
function plainTelephoneUri(number: string): string {
  if (/^tel:/iu.test(number)) return number.replaceAll(/\s/gu, '').toLowerCase();
  if (!/^\+\d[\d\s().-]*$/u.test(number)) return number;
  return `tel:${number.replaceAll(/[\s().-]+/gu, '-').replace(/-$/u, '')}`;
}

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
  if (typeof value !== 'string') return value;
  const canonical = definition.canonicalValues;
  if (canonical === undefined || canonical.length === 0) return forms.get(definition)?.(value) ?? value;
  const match = definition.caseExact
    ? canonical.find((each) => each === value)
    : canonical.find((each) => each.toLowerCase() === value.toLowerCase());
  if (match === undefined && scope.canonicalValues === 'enforced') {
    refuse(`Attribute '${path}' must be one of ${canonical.join(', ')}.`, 'invalidValue');
  }
  return match ?? value;
}
