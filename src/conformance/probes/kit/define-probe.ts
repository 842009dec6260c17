import type { Arbitrary } from 'fast-check';
import type { JsonValue } from '../../../kernel/index.ts';
import type {
  Assess,
  Capability,
  FixedProbe,
  GeneratedProbe,
  ProbeContext,
  Seen,
  SeenExchange,
  Stimulus,
} from '../../probe.ts';
import { CLEAN_UP } from './clean-up.ts';
import { describe, Judgement, succeeded } from './judgement.ts';
import { textAt } from './representation.ts';
import { GIVEN, type Stage, staged } from './stage.ts';

interface Heading {
  /** Kebab-case with an area: `schema/unique-user-name`. */
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  /** None by default. Only what the whole probe is pointless without; `Stage.has` asks about the rest. */
  readonly needs?: readonly Capability[];
  /** What the target lacks where the stimulus finds nothing to send: `the target has no …`. */
  readonly lacks?: string;
}

/** See `FixedProbe`; stimulus and judgement get the tools of this folder. */
export interface FixedCourse extends Heading {
  stimulate(stage: Stage): Stimulus;
  judge(judgement: Judgement): void;
}

/** See `GeneratedProbe`. */
export interface GeneratedCourse<Case extends JsonValue> extends Heading {
  readonly trials: number;
  cases(context: ProbeContext): Arbitrary<Case>;
  stimulate(stage: Stage, generated: Case): Stimulus;
  judge(judgement: Judgement, generated: Case): void;
}

/**
 * A probe that cleans up after itself and whose judgement is asked only when everything that the stimulus builds on
 * (requests with a label that begins with `given`) went well. Otherwise all its requirements are skipped, or unknown
 * where the target broke down.
 */
export function fixedProbe(course: FixedCourse): FixedProbe {
  return {
    ...heading(course),
    stimulate: (context) => staged(context, (stage) => course.stimulate(stage)),
    judge: (seen, assess) => guarded(course, seen, assess, (judgement) => course.judge(judgement)),
  };
}

/** Like {@link fixedProbe}, over generated cases. */
export function generatedProbe<Case extends JsonValue>(course: GeneratedCourse<Case>): GeneratedProbe {
  // What is judged is what was generated: a case travels through the history as the JSON that it is.
  const probe: GeneratedProbe<Case> = {
    ...heading(course),
    trials: course.trials,
    cases: (context) => course.cases(context),
    stimulate: (context, generated) => staged(context, (stage) => course.stimulate(stage, generated)),
    judge: (seen, assess, generated) =>
      guarded(course, seen, assess, (judgement) => course.judge(judgement, generated)),
  };
  return probe;
}

function heading({ id, title, requirements, needs = [] }: Heading): Omit<Required<Heading>, 'lacks'> {
  return { id, title, requirements, needs };
}

function guarded(
  { requirements, lacks = 'the target has nothing to try this on' }: Heading,
  seen: Seen,
  assess: Assess,
  judge: (judgement: Judgement) => void,
): void {
  const judgement = new Judgement(seen, assess);
  requireIds(seen);
  const met = seen.exchanges
    .filter(({ label }) => label.startsWith(GIVEN))
    .every((exchange) => judgement.founded(exchange, ...requirements));
  if (!met) return;
  if (seen.exchanges.every(({ label }) => label === CLEAN_UP)) {
    for (const requirement of requirements) assess.skip(requirement, lacks);
    return;
  }
  judge(judgement);
}

/** A server that says it created something and does not say what leaves nothing to go on with. */
function requireIds(seen: Seen): void {
  for (const exchange of seen.exchanges) {
    const creates = exchange.label.startsWith(GIVEN) && exchange.request.method === 'POST' && !isMessage(exchange);
    if (creates && succeeded(exchange) && textAt(exchange.response.body, 'id') === undefined)
      throw new Error(`${describe(exchange)}, on which this builds, returned no resource with an id`);
  }
}

/** Bulk and `.search`: a POST that does not create what its body says. */
function isMessage({ request }: SeenExchange): boolean {
  return /\/(?:bulk|\.search)(?:\?|$)/iu.test(request.path);
}
