import type { ComparisonKey } from '../comparison.ts';
import { comparisonKey } from '../comparison.ts';
import { canonicalPath, findSubAttribute, type ResolvedAttribute, resolvePath } from '../path/resolved-attribute.ts';
import type { ResourceModel } from '../schema.ts';
import type { Comparison, Filter } from './filter-ast.ts';
import { isAssumedFalse } from './filter-compiler.ts';
import { coerceLiteral, type ComparisonTolerances } from './filter-operators.ts';

/** A condition that every match fulfils: some value of the attribute has this key. */
export interface RequiredEquality {
  /** As the model spells it: `userName`, `emails.value`, `urn:…:User:employeeNumber`. */
  readonly path: string;
  /** The `comparisonKey` of the value. */
  readonly key: ComparisonKey;
}

/**
 * Finds the equalities that a resource must fulfil to match: the top-level conjuncts `attribute eq literal`, and those
 * inside a value path that is such a conjunct. An index over `comparisonKey` for any one of the paths thus gives all
 * candidates; the compiled filter still decides on each of them.
 *
 * @returns an empty list when the filter demands no equality, or none on an attribute that the model defines.
 */
export function analyseEquality(
  filter: Filter,
  model: ResourceModel,
  tolerances: ComparisonTolerances = {},
): readonly RequiredEquality[] {
  if (filter.type === 'and') return filter.filters.flatMap((part) => analyseEquality(part, model, tolerances));
  if (filter.type === 'comparison') return equalityOf(filter, model, tolerances);
  if (filter.type !== 'valuePath') return [];
  return conjunctsOf(filter.filter).flatMap((part) =>
    equalityOf({ ...part, path: { ...filter.path, subAttribute: part.path.name } }, model, tolerances),
  );
}

/** The comparisons among the top-level conjuncts of a filter. */
export function conjunctsOf(filter: Filter): readonly Comparison[] {
  if (filter.type === 'and') return filter.filters.flatMap(conjunctsOf);
  return filter.type === 'comparison' ? [filter] : [];
}

function equalityOf(
  comparison: Comparison,
  model: ResourceModel,
  tolerances: ComparisonTolerances,
): readonly RequiredEquality[] {
  if (comparison.operator !== 'eq' || comparison.value === null) return [];
  const resolved = resolvePath(comparison.path, model);
  if (resolved?.kind !== 'attribute') return [];
  const compared = comparedAttribute(resolved);
  const leaf = compared.subAttribute ?? compared.attribute;
  const key = comparisonKey(leaf, coerceLiteral(leaf, comparison.value, tolerances));
  if (key === undefined) return [];
  // The values that lack it match too, and stand in no index.
  if (key === false && compared.subAttribute !== undefined && isAssumedFalse(compared.attribute, compared.subAttribute))
    return [];
  return [{ path: canonicalPath(compared), key }];
}

function comparedAttribute(resolved: ResolvedAttribute): ResolvedAttribute {
  if (resolved.subAttribute !== undefined || resolved.attribute.type !== 'complex') return resolved;
  const value = findSubAttribute(resolved.attribute, 'value');
  return value === undefined ? resolved : { ...resolved, subAttribute: value };
}
