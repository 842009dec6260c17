import type { HistoryLine } from '../../../../src/history/line.ts';
import { judge, type JudgeOptions, type OutcomeKind } from '../../../../src/conformance/index.ts';

/** Ids of the requirements with this outcome, sorted. */
export function withOutcome(lines: readonly HistoryLine[], outcome: OutcomeKind, options?: JudgeOptions): string[] {
  return judge(lines, options)
    .summary.requirements.filter((requirement) => requirement.outcome === outcome)
    .map((requirement) => requirement.id)
    .toSorted();
}

/** Every message with this outcome, for a person who reads why a test failed. */
export function messages(lines: readonly HistoryLine[], outcome: OutcomeKind): string[] {
  return judge(lines)
    .verdicts.filter((verdict) => verdict.outcome === outcome)
    .map((verdict) => `${verdict.requirement} ${verdict.condition}: ${verdict.message}`);
}
