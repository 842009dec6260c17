import { resolve } from 'node:path';
import { Command } from 'commander';
import { seededRandom } from '../../kernel/index.ts';
import type { Session } from '../session.ts';
import { packageRoot } from '../wiring/package-root.ts';
import { recordHistory } from '../wiring/recording.ts';
import { openReportFolder } from '../wiring/report-folder.ts';
import { chooseScenarios } from '../wiring/scenario-choice.ts';
import { externalChoice, referenceChoice } from '../wiring/target-choice.ts';
import { trafficLine } from '../wiring/traffic.ts';
import { type RunCommandOptions, withRunOptions } from './run-options.ts';

/** `scimulate replay`: plays scenarios and shows the traffic, without judging it. */
export function replayCommand(session: Session): Command {
  const command = new Command('replay')
    .description('Play scenarios to a target and show the traffic, without judging it')
    .argument('<scenarios...>', 'bundled scenarios by name, or files and folders');
  return withRunOptions(command).action(async (words: readonly string[], options: RunCommandOptions) => {
    const scenarios = chooseScenarios(words, session.cwd);
    const folder = resolve(session.cwd, options.report);
    openReportFolder(folder);
    const random = seededRandom(options.seed);
    const choice =
      options.target === undefined ? referenceChoice(random) : await externalChoice(options.target, session);
    try {
      await recordHistory(folder, {
        tool: `scimulate/${packageRoot().version}`,
        seed: options.seed,
        random,
        scenarios,
        targetFor: choice.targetFor,
        release: choice.release,
        signal: session.signal,
        onLine: (line) => session.console.out(trafficLine(line, session, options.json === true)),
      });
    } finally {
      await choice.close();
    }
  });
}
