import type { ConditionOutcome, Evidence, OutcomeKind } from './verdict.ts';

/** Pieces of evidence that one outcome carries at most. */
const mostEvidence = 5;

interface Failure {
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

/**
 * Collects what a condition finds about one clause in one scenario and settles it. A failure outweighs everything;
 * a pass needs at least one proof, so that a check whose subject is missing cannot pass.
 */
export class Tally {
  readonly #clause: string;
  readonly #failures: Failure[] = [];
  readonly #evidence: Evidence[] = [];
  #proofs = 0;
  #undecided: string | undefined;
  #reason: string | undefined;
  #praise = 'holds';

  /** @param clause what is judged, as messages name it: `requests: column "Status Code"`. */
  constructor(clause: string) {
    this.#clause = clause;
  }

  get failed(): boolean {
    return this.#failures.length > 0;
  }

  /** Something that shows the clause kept. */
  prove(evidence?: Evidence): void {
    this.#proofs += 1;
    if (evidence !== undefined && this.#evidence.length < mostEvidence) this.#evidence.push(evidence);
  }

  /** Something that shows the clause broken. `message` says what was expected and what came. */
  fail(message: string, ...evidence: readonly Evidence[]): void {
    this.#failures.push({ message, evidence });
  }

  /** Why the clause cannot be decided although its subject is there. The first reason counts. */
  undecided(reason: string): void {
    this.#undecided ??= reason;
  }

  /** Why nothing was proved, in case nothing is. The first reason counts. */
  skip(reason: string): void {
    this.#reason ??= reason;
  }

  /** What a pass says; the last one counts. */
  praise(text: string): void {
    this.#praise = text;
  }

  /** One outcome for each requirement, or none when nothing was found that concerns the clause. */
  settle(requirements: readonly string[]): ConditionOutcome[] {
    const [first] = this.#failures;
    if (first !== undefined) {
      const others = this.#failures.length - 1;
      const evidence = this.#failures.flatMap((failure) => failure.evidence).slice(0, mostEvidence);
      return this.#outcomes(
        requirements,
        'fail',
        others === 0 ? first.message : `${first.message} (and ${others} more)`,
        evidence,
      );
    }
    if (this.#undecided !== undefined) return this.#outcomes(requirements, 'unknown', this.#undecided, []);
    if (this.#proofs > 0) return this.#outcomes(requirements, 'pass', this.#praise, this.#evidence);
    if (this.#reason !== undefined) return this.#outcomes(requirements, 'skip', this.#reason, []);
    return [];
  }

  #outcomes(
    requirements: readonly string[],
    outcome: OutcomeKind,
    message: string,
    evidence: readonly Evidence[],
  ): ConditionOutcome[] {
    return requirements.map((requirement) => ({
      requirement,
      outcome,
      message: `${this.#clause}: ${message}`,
      evidence,
    }));
  }
}
