import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import {
  type AttributeDefinition,
  compileFilter,
  type Filter,
  parseDateTime,
  parseFilter,
  resolvePath,
  type ResourceModel,
} from '../../../scim/index.ts';
import { listOf, member } from '../kit/index.ts';
import { respelled } from './respelled.ts';

/** Whether a filter matches; `undefined` where the RFC leaves it open. */
type Decision = boolean | undefined;

type Leaf = Exclude<Filter, { type: 'and' | 'or' | 'not' }>;

/**
 * Says of which resources a filter holds by RFC 7644 section 3.4.2.2, and of which the RFC does not decide:
 * - `ne` where there is no value, or a value without the sub-attribute;
 * - whether two texts for the same moment are "identical";
 * - text in an order that depends on more than letters and digits, since it names no collation;
 * - a negation within square brackets where there is no value that it could be applied to.
 *
 * @param text a filter on attributes that the type has.
 * @param resource as a server returned it, its names in any case.
 */
export function decide(text: string, model: ResourceModel, resource: JsonObject): Decision {
  const spelled = respelled(resource, model);
  return decided(parseFilter(text), (leaf) => decideLeaf(leaf, { model, resource: spelled }));
}

/** Logic of three values: what is open stays open unless the other parts decide. */
function decided(filter: Filter, leaf: (leaf: Leaf) => Decision): Decision {
  if (filter.type === 'not') {
    const inner = decided(filter.filter, leaf);
    return inner === undefined ? undefined : !inner;
  }
  if (filter.type !== 'and' && filter.type !== 'or') return leaf(filter);
  const parts = filter.filters.map((part) => decided(part, leaf));
  return settled(parts, filter.type === 'or');
}

/** @param decisive what one part decides for all: true for "or", false for "and". */
function settled(parts: readonly Decision[], decisive: boolean): Decision {
  if (parts.some((part) => part === decisive)) return decisive;
  return parts.some((part) => part === undefined) ? undefined : !decisive;
}

interface Subject {
  readonly model: ResourceModel;
  readonly resource: JsonObject;
}

function decideLeaf(leaf: Leaf, subject: Subject): Decision {
  const place = placeOf(leaf, subject);
  if (leaf.type === 'valuePath') return decideValuePath(leaf, place, subject);
  const matches = (filter: Leaf): boolean => compileFilter(filter, [subject.model])(subject.resource);
  if (leaf.type === 'presence') return matches(leaf);
  const { attribute, subAttribute, values: wholes } = place;
  const parts = wholes.map((value) =>
    subAttribute === undefined ? [value] : listOf(member(value, subAttribute.name)),
  );
  const values = parts.flat();
  if (leaf.operator === 'ne' && (values.length === 0 || parts.some((part) => part.length === 0)))
    return values.length > 0 && !matches({ ...leaf, operator: 'eq' }) ? true : undefined;
  const compared = subAttribute ?? attribute;
  if (compared.type === 'dateTime' && ['eq', 'ne'].includes(leaf.operator))
    return values.some((value) => isSameInstant(value, leaf.value)) ? undefined : matches(leaf);
  const ordered = ['gt', 'ge', 'lt', 'le'].includes(leaf.operator) && compared.type === 'string';
  if (ordered && ![...values, leaf.value].every((value) => isOrdered(value, compared))) return undefined;
  return matches(leaf);
}

/** Whether two texts differ that stand for the same moment. */
function isSameInstant(left: JsonValue, right: JsonValue): boolean {
  if (typeof left !== 'string' || typeof right !== 'string' || left === right) return false;
  return parseDateTime(left) === parseDateTime(right);
}

/** Letters and digits come in the same order everywhere, as long as their case has no part in it. */
function isOrdered(value: JsonValue, { caseExact }: AttributeDefinition): boolean {
  return typeof value === 'string' && (caseExact ? /^[a-z0-9]*$/u : /^[A-Za-z0-9]*$/u).test(value);
}

function decideValuePath(
  leaf: Extract<Leaf, { type: 'valuePath' }>,
  { extension, attribute, container, values }: Place,
  { model, resource }: Subject,
): Decision {
  if (values.length === 0) return negates(leaf.filter) ? undefined : false;
  const outcomes = values.map((value) => {
    const only = { ...container, [attribute.name]: [value] };
    const alone = extension === undefined ? only : { ...resource, [extension]: only };
    return decided(leaf.filter, (inner) => {
      const compares = inner.type === 'comparison' && inner.operator === 'ne';
      if (compares && member(value, inner.path.name) === undefined) return undefined;
      return compileFilter({ ...leaf, filter: inner }, [model])(alone);
    });
  });
  return settled(outcomes, true);
}

function negates(filter: Filter): boolean {
  if (filter.type === 'and' || filter.type === 'or') return filter.filters.some(negates);
  return filter.type === 'not' || (filter.type === 'comparison' && filter.operator === 'ne');
}

/** What a leaf names, and what the resource has there. */
interface Place {
  readonly extension?: string;
  readonly attribute: AttributeDefinition;
  readonly subAttribute?: AttributeDefinition;
  /** The resource itself, or that of the extension in it. */
  readonly container: JsonObject;
  /** Values of the attribute, whole ones also where a sub-attribute is named. */
  readonly values: readonly JsonValue[];
}

function placeOf({ path }: Leaf, { model, resource }: Subject): Place {
  const resolved = resolvePath(path, model);
  if (resolved?.kind !== 'attribute') throw new Error(`the filter names ${path.name}, which the type does not have`);
  const inside = resolved.extension === undefined ? resource : resource[resolved.extension];
  const container = isJsonObject(inside) ? inside : {};
  return { ...resolved, container, values: listOf(container[resolved.attribute.name]) };
}
