import { compareWithDeviations, type Deviation, requirementRegistry } from '../../conformance/index.ts';
import { scorecard } from '../../reporters/index.ts';
import { exitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import type { HistoryJudgement } from './judgement.ts';

export interface PresentationOptions {
  readonly json: boolean;
  /** Failures that are known and accepted. */
  readonly deviations?: readonly Deviation[];
  /** Named under the scorecard. */
  readonly reportFolder?: string;
}

/** Prints a judgement, as scorecard or as document, and sets the exit code that it calls for. */
export function showJudgement(judgement: HistoryJudgement, session: Session, options: PresentationOptions): void {
  const { document, text, lines } = judgement;
  const { summary, target, seed, verdicts } = document;
  const comparison = compareWithDeviations(summary.requirements, options.deviations ?? []);
  const asExpected = comparison.unexpected.length === 0 && comparison.mended.length === 0;
  session.exit(asExpected ? exitCode.ok : exitCode.notConforming);
  if (options.json) {
    session.console.out(text);
    return;
  }
  session.console.out(
    scorecard({
      target: target.kind === 'reference' ? `${target.name} (the bundled simulator)` : target.name,
      seed,
      scenarios: lines.filter((line) => line.type === 'scenario').length,
      requests: lines.filter((line) => line.type === 'exchange').length,
      lines,
      requirement: (id) => requirementRegistry().get(id),
      verdicts,
      requirements: summary.requirements,
      comparison,
      colours: session.console.colours,
      ...(options.reportFolder === undefined ? {} : { reportFolder: options.reportFolder }),
    }),
  );
}
