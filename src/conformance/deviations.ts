import type { RequirementOutcome } from './summary.ts';

/** A failure that is known and accepted for now: data with a reason, kept beside the target's other files. */
export interface Deviation {
  readonly requirement: string;
  /** Where the source says what is due: a link to the clause. For people. */
  readonly clause?: string;
  /** Why it is so, and why it is true. */
  readonly reason: string;
  /** The request that shows it, and what came. For people. */
  readonly request?: string;
  readonly response?: string;
}

/** How the outcomes of a run compare with what was expected of them. */
export interface Comparison {
  /** Known deviations that showed again. */
  readonly expected: readonly string[];
  /** MUSTs that failed, and requirements that stayed undecided, without being expected. */
  readonly unexpected: readonly string[];
  /** Known deviations whose requirement passes now: the list is out of date. */
  readonly mended: readonly string[];
}

function failed({ outcome }: RequirementOutcome): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

/** Holds outcomes against known deviations. A deviation whose requirement did not come up, or was skipped, is left alone. */
export function compareWithDeviations(
  requirements: readonly RequirementOutcome[],
  deviations: readonly Deviation[],
): Comparison {
  const known = new Set(deviations.map(({ requirement }) => requirement));
  const ids = (holds: (outcome: RequirementOutcome) => boolean): string[] =>
    requirements.filter((outcome) => holds(outcome)).map(({ id }) => id);
  return {
    expected: ids((outcome) => failed(outcome) && known.has(outcome.id)),
    unexpected: ids(
      (outcome) =>
        failed(outcome) && !known.has(outcome.id) && (outcome.level === 'MUST' || outcome.outcome === 'unknown'),
    ),
    mended: ids(({ id, outcome }) => outcome === 'pass' && known.has(id)),
  };
}
