import type { Registry } from './registry.ts';
import type { Level, OutcomeKind, Verdict } from './verdict.ts';

/** What all scenarios and conditions together say of one requirement. */
export interface RequirementOutcome {
  readonly id: string;
  readonly level: Level;
  readonly outcome: OutcomeKind;
}

/** How many requirements have each outcome. */
type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

export interface Summary {
  /** No MUST failed, and no requirement of any level is undecided. A failed SHOULD or EXT is told, not held against. */
  readonly conforming: boolean;
  /** Requirements, not verdicts, by level and outcome. */
  readonly counts: Readonly<Record<Level, OutcomeCounts>>;
  /** Every requirement with a verdict, in the order of the registry. */
  readonly requirements: readonly RequirementOutcome[];
}

/** The first of these that occurs among a requirement's verdicts is its outcome. */
const precedence: readonly OutcomeKind[] = ['fail', 'unknown', 'pass', 'skip'];

/** Sums up verdicts requirement by requirement. */
export function summarise(verdicts: readonly Verdict[], registry: Registry): Summary {
  const byRequirement = Map.groupBy(verdicts, (verdict) => verdict.requirement);
  const requirements = [...registry.values()].flatMap(({ id, level }) => {
    const own = byRequirement.get(id);
    return own === undefined ? [] : [{ id, level, outcome: outcomeOf(own) }];
  });
  const counts = (level: Level): OutcomeCounts => {
    const number = (outcome: OutcomeKind): number =>
      requirements.filter((requirement) => requirement.level === level && requirement.outcome === outcome).length;
    return { pass: number('pass'), fail: number('fail'), skip: number('skip'), unknown: number('unknown') };
  };
  return {
    conforming: !requirements.some(
      ({ level, outcome }) => outcome === 'unknown' || (outcome === 'fail' && level === 'MUST'),
    ),
    counts: { MUST: counts('MUST'), SHOULD: counts('SHOULD'), EXT: counts('EXT') },
    requirements,
  };
}

function outcomeOf(verdicts: readonly Verdict[]): OutcomeKind {
  return precedence.find((outcome) => verdicts.some((verdict) => verdict.outcome === outcome)) ?? 'unknown';
}
