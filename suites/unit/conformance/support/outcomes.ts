import {
  declaredConditions,
  judge,
  type Judgement,
  type OutcomeKind,
  type Registry,
  requirementRegistry,
} from '../../../../src/conformance/index.ts';
import type { HistoryLine } from '../../../../src/history/line.ts';

/** Judges the logs of a story and what its steps expect, but not whether its made-up responses are good SCIM. */
export function judgeStory(lines: readonly HistoryLine[], registry: Registry = requirementRegistry()): Judgement {
  const dialects = lines.flatMap((line) => (line.type === 'run' ? line.dialects : []));
  return judge(lines, { registry, conditions: declaredConditions(lines, dialects) });
}

/** Ids of the requirements with this outcome, sorted. */
export function withOutcome(lines: readonly HistoryLine[], outcome: OutcomeKind): string[] {
  return judgeStory(lines)
    .summary.requirements.filter((requirement) => requirement.outcome === outcome)
    .map((requirement) => requirement.id)
    .toSorted();
}

/** Every message with this outcome, for a person who reads why a test failed. */
export function messages(lines: readonly HistoryLine[], outcome: OutcomeKind): string[] {
  return judgeStory(lines)
    .verdicts.filter((verdict) => verdict.outcome === outcome)
    .map((verdict) => `${verdict.requirement} ${verdict.condition}: ${verdict.message}`);
}
