import type { AttributePath } from '../path/attribute-path.ts';

/** Comparison operators (RFC 7644 table 3), all but `pr`, which takes no value. */
export const comparisonOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** `compValue`: a JSON literal (RFC 7644 figure 1). */
export type FilterLiteral = string | number | boolean | null;

/**
 * A filter as it was written, names unresolved. Conjunctions and disjunctions hold two or more parts, and a group
 * stays a part of its own, so that a printed filter parses to the same tree.
 */
export type Filter = Comparison | Presence | ValuePath | Conjunction | Disjunction | Negation;

/** `userName eq "bjensen"` */
export interface Comparison {
  readonly type: 'comparison';
  readonly path: AttributePath;
  readonly operator: ComparisonOperator;
  readonly value: FilterLiteral;
}

/** `title pr` */
export interface Presence {
  readonly type: 'presence';
  readonly path: AttributePath;
}

/** `emails[type eq "work"]`: one value of the attribute satisfies the whole inner filter. */
interface ValuePath {
  readonly type: 'valuePath';
  readonly path: AttributePath;
  /** Over sub-attributes of `path`: contains no further value path and only bare names. */
  readonly filter: Filter;
}

interface Conjunction {
  readonly type: 'and';
  readonly filters: readonly Filter[];
}

interface Disjunction {
  readonly type: 'or';
  readonly filters: readonly Filter[];
}

interface Negation {
  readonly type: 'not';
  readonly filter: Filter;
}
