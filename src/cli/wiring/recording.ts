import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, ScimulateError } from '../../kernel/index.ts';
import { type HistoryLine, HistoryWriter, Scrubber } from '../../history/index.ts';
import { probes } from '../../conformance/index.ts';
import { profiles } from '../../profiles/index.ts';
import { describeRun, runScenario, type Scenario } from '../../scenario/index.ts';
import type { Target } from '../../targets/index.ts';

export interface RecordingOptions {
  /** Name and version of this program. */
  readonly tool: string;
  readonly seed: number;
  readonly random: Random;
  readonly scenarios: readonly Scenario[];
  /** Gives the target that a scenario is played to: a fresh one each time, or always the same. */
  readonly targetFor: (scenario: Scenario) => Promise<Target>;
  /** Called after each scenario, before the next one opens. */
  readonly release: (target: Target) => Promise<void>;
  readonly signal?: AbortSignal;
  /** Nothing is sent that could change the target. */
  readonly readOnly?: boolean;
  readonly onScenario?: (scenario: Scenario, position: number) => void;
  /** Takes each line as it is recorded. */
  readonly onLine?: (line: HistoryLine) => void;
}

/**
 * Plays scenarios one after the other and writes what is observed to `history.ndjson` in the folder, whole or not at all.
 * @returns the path of the history.
 * @throws ScimulateError `NO_SCENARIO` when there is nothing to play, and whatever a target or its logs throw.
 */
export async function recordHistory(folder: string, options: RecordingOptions): Promise<string> {
  const path = join(folder, 'history.ndjson');
  const draft = `${path}.part`;
  const writer = new HistoryWriter(draft);
  try {
    await record(options, (line) => {
      writer.write(line);
      options.onLine?.(line);
    });
    writer.close();
    renameSync(draft, path);
    return path;
  } catch (error) {
    writer.abandon();
    rmSync(draft, { force: true });
    throw error;
  }
}

/** As `recordHistory`, with the lines given to `take` alone. */
export async function record(options: RecordingOptions, take: (line: HistoryLine) => void): Promise<void> {
  const { scenarios, tool, seed, random, signal, readOnly = false } = options;
  if (scenarios.length === 0) {
    throw new ScimulateError('NO_SCENARIO', 'there is no scenario to play', { mend: 'name at least one' });
  }
  const scrubber = new Scrubber();
  for (const [position, scenario] of scenarios.entries()) {
    options.onScenario?.(scenario, position);
    const target = await options.targetFor(scenario);
    try {
      if (position === 0) take(scrubber.line(describeRun(target, { tool, seed })));
      await runScenario(scenario, {
        target,
        random,
        scrubber,
        record: take,
        profiles,
        probes,
        readOnly,
        ...(signal === undefined ? {} : { signal }),
      });
    } finally {
      await options.release(target);
    }
  }
}
