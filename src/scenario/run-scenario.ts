import { type Random, ScimulateError } from '../kernel/index.ts';
import type { Probe } from '../conformance/index.ts';
import type { HistoryLine, RunLine, Scrubber } from '../history/index.ts';
import type { Profile, ProfileFactory } from '../profiles/index.ts';
import type { Target } from '../targets/index.ts';
import { LogReader } from './log-reader.ts';
import { readLogs, unavailableOn } from './log-reading.ts';
import { RunRecorder } from './run-recorder.ts';
import type { Scenario } from './scenario.ts';
import { StepPlayer } from './step-player.ts';

export interface RunOptions {
  readonly target: Target;
  /** The run's seeded source; each scenario draws from a fork named after itself. */
  readonly random: Random;
  /** One for the whole run, because a log also shows what earlier scenarios sent. */
  readonly scrubber: Scrubber;
  /** Takes each line of the history as soon as it is there, without secrets. */
  readonly record: (line: HistoryLine) => void;
  readonly profiles: ReadonlyMap<string, ProfileFactory>;
  /** Those that steps can choose from; none by default. */
  readonly probes?: readonly Probe[];
  /** Sends nothing that could change the target; what needs it is passed over, with that reason in the history. */
  readonly readOnly?: boolean;
  /** Ends the run after the present step or reading; what it created is still taken out again. */
  readonly signal?: AbortSignal;
}

/** The first line of the history of a run. `tool` is the program's name and version. */
export function describeRun(target: Target, run: { readonly tool: string; readonly seed: number }): RunLine {
  return {
    type: 'run',
    format: 1,
    tool: run.tool,
    seed: run.seed,
    target: { name: target.name, kind: target.kind },
    dialects: [...target.logs.values()].map((source) => source.specification),
    unavailable: unavailableOn(target),
  };
}

/**
 * Plays one scenario to a target: the steps, then, on somebody else's system, the deletion of everything that they
 * created (also when a step failed), then the reading of the logs. What cannot be done is noted in the history.
 * @throws ScimulateError `RUN_INTERRUPTED` after `signal`, and whatever a log source throws.
 */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<void> {
  const random = options.random.fork(`scenario/${scenario.name}`);
  const { target, scrubber, record } = options;
  record(
    scrubber.line({
      type: 'scenario',
      scenario: scenario.name,
      title: scenario.title,
      ...(scenario.profile === undefined ? {} : { profile: scenario.profile }),
    }),
  );
  const recorder = new RunRecorder({ scenario: scenario.name, target, scrubber, record, random: random.fork('time') });
  const reader = new LogReader(recorder);
  const profile = profileOf(scenario, options.profiles, random);
  const player = new StepPlayer({
    scenario,
    recorder,
    reader,
    random,
    profile,
    probes: options.probes ?? [],
    readOnly: options.readOnly ?? false,
    signal: options.signal,
  });
  try {
    await player.play(scenario.steps);
  } finally {
    if (target.kind === 'external') await player.cleanUp();
  }
  await readLogs(scenario, recorder, reader, random.fork('reads'), options.signal);
}

function profileOf({ profile, file }: Scenario, profiles: RunOptions['profiles'], random: Random): Profile | undefined {
  if (profile === undefined) return undefined;
  const factory = profiles.get(profile);
  if (factory !== undefined) return factory(random.fork(`profile/${profile}`));
  throw new ScimulateError('PROFILE_UNKNOWN', `there is no profile "${profile}".`, {
    place: { file },
    mend: `use one of: ${[...profiles.keys()].join(', ')}.`,
  });
}
