import { requirementRegistry } from '../../conformance/index.ts';
import { scorecard } from '../../reporters/index.ts';
import { exitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import type { HistoryJudgement } from './judgement.ts';

export interface PresentationOptions {
  readonly json: boolean;
  /** Named under the scorecard. */
  readonly reportFolder?: string;
}

/** Prints a judgement, as scorecard or as document, and sets the exit code that it calls for. */
export function showJudgement(judgement: HistoryJudgement, session: Session, options: PresentationOptions): void {
  const { document, text, lines } = judgement;
  const { summary, target, seed, verdicts } = document;
  session.exit(summary.conforming ? exitCode.ok : exitCode.notConforming);
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
      conforming: summary.conforming,
      colours: session.console.colours,
      ...(options.reportFolder === undefined ? {} : { reportFolder: options.reportFolder }),
    }),
  );
}
