import { type ComparisonKey, comparableText, compareKeys, comparisonKey, differVisibly } from '../comparison.ts';
import { ScimError } from '../errors.ts';
import type { JsonValue } from '../../kernel/index.ts';
import type { AttributeDefinition, Strictness } from '../schema.ts';
import type { ComparisonOperator, FilterLiteral } from './filter-ast.ts';

/** The tolerances that concern what a filter's values mean. */
export type ComparisonTolerances = Partial<Pick<Strictness, 'booleanStrings'>>;

/** Decides on one value of an attribute; `undefined` and `null` stand for no value (RFC 7643 section 2.5). */
export type ValueTest = (value: JsonValue | undefined) => boolean;

/**
 * Builds the test of one value of a simple attribute (RFC 7644 table 3).
 *
 * No value is the same as `null`: it equals `null`, differs from everything else, and satisfies no other operator.
 *
 * @param name the attribute as the error is to name it.
 * @throws ScimError 400 `invalidFilter` when the operator or the literal does not go with the attribute's type.
 */
export function valueTest(
  attribute: AttributeDefinition,
  operator: ComparisonOperator,
  literal: FilterLiteral,
  name: string,
  tolerances: ComparisonTolerances,
): ValueTest {
  if (literal === null) return nullTest(operator, name);
  requireOperator(attribute, operator, name);
  const value = coerceLiteral(attribute, literal, tolerances);
  if (operator === 'co' || operator === 'sw' || operator === 'ew') {
    if (typeof value !== 'string') throw incompatible(`'${name}' takes a string after '${operator}'`);
    return textTest(attribute, operator, value);
  }
  const key = comparisonKey(attribute, value);
  if (key === undefined) throw incompatible(`the value compared with '${name}' is not of type ${attribute.type}`);
  if (operator !== 'eq' && operator !== 'ne') return orderTest(attribute, operator, key);
  const equals = equality(attribute, key);
  return operator === 'eq' ? equals : (candidate) => !equals(candidate);
}

/** The test of an attribute that has no value of its own to compare: only whether there is one can be asked. */
export function nullTest(operator: ComparisonOperator, name: string): ValueTest {
  if (operator === 'eq') return (candidate) => candidate === undefined || candidate === null;
  if (operator === 'ne') return (candidate) => candidate !== undefined && candidate !== null;
  throw incompatible(`'${name}' cannot be compared with null by '${operator}'`);
}

/** @returns the error for a comparison that the schema does not allow (RFC 7644 table 9). */
export function incompatible(detail: string): ScimError {
  return new ScimError(400, `Invalid filter: ${detail}.`, 'invalidFilter');
}

function requireOperator(attribute: AttributeDefinition, operator: ComparisonOperator, name: string): void {
  const ordering = operator === 'gt' || operator === 'ge' || operator === 'lt' || operator === 'le';
  const substring = operator === 'co' || operator === 'sw' || operator === 'ew';
  const { type } = attribute;
  const supported =
    type === 'boolean'
      ? !ordering && !substring
      : type === 'binary'
        ? !ordering
        : type === 'integer' || type === 'decimal'
          ? !substring
          : true;
  if (!supported) throw incompatible(`the operator '${operator}' does not apply to '${name}' of type ${type}`);
}

/** A string that stands for a boolean, as one, where that is tolerated. */
export function coerceLiteral(
  attribute: AttributeDefinition,
  literal: JsonValue,
  tolerances: ComparisonTolerances,
): JsonValue {
  if (tolerances.booleanStrings !== true || attribute.type !== 'boolean' || typeof literal !== 'string') return literal;
  const lower = literal.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : literal;
}

function equality(attribute: AttributeDefinition, wanted: ComparisonKey): ValueTest {
  if (attribute.type === 'string' && typeof wanted === 'string') {
    const { caseExact } = attribute;
    return (candidate) =>
      typeof candidate === 'string' &&
      (candidate === wanted || (!differVisibly(candidate, wanted) && comparableText(candidate, caseExact) === wanted));
  }
  return (candidate) => candidate === wanted || comparisonKey(attribute, candidate) === wanted;
}

function textTest(attribute: AttributeDefinition, operator: 'co' | 'sw' | 'ew', literal: string): ValueTest {
  // Dates and references are looked into as they are written.
  const caseExact = attribute.type === 'string' ? attribute.caseExact : attribute.type !== 'dateTime';
  const wanted = comparableText(literal, caseExact);
  const matches = { co: 'includes', sw: 'startsWith', ew: 'endsWith' } as const;
  const method = matches[operator];
  return (candidate) => typeof candidate === 'string' && comparableText(candidate, caseExact)[method](wanted);
}

function orderTest(
  attribute: AttributeDefinition,
  operator: 'gt' | 'ge' | 'lt' | 'le',
  wanted: ComparisonKey,
): ValueTest {
  const least = operator === 'gt' ? 1 : operator === 'ge' ? 0 : Number.NEGATIVE_INFINITY;
  const greatest = operator === 'lt' ? -1 : operator === 'le' ? 0 : Number.POSITIVE_INFINITY;
  return (candidate) => {
    const key = comparisonKey(attribute, candidate);
    if (key === undefined) return false;
    const order = compareKeys(key, wanted);
    return order >= least && order <= greatest;
  };
}
