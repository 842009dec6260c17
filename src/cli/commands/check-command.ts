import { resolve } from 'node:path';
import { Command } from 'commander';
import { seededRandom } from '../../kernel/index.ts';
import { readHistory } from '../../history/index.ts';
import type { Session } from '../session.ts';
import { runConformanceSuite } from '../wiring/conformance-suite.ts';
import { readDeviations } from '../wiring/deviations-file.ts';
import { parseVerdicts } from '../wiring/judgement.ts';
import { packageRoot } from '../wiring/package-root.ts';
import { showJudgement } from '../wiring/presentation.ts';
import { showProgress } from '../wiring/progress.ts';
import { recordHistory } from '../wiring/recording.ts';
import { openReportFolder } from '../wiring/report-folder.ts';
import { chooseScenarios } from '../wiring/scenario-choice.ts';
import { externalChoice, referenceChoice } from '../wiring/target-choice.ts';
import { showRequests } from '../wiring/traffic.ts';
import { type RunCommandOptions, withRunOptions } from './run-options.ts';

interface CheckOptions extends RunCommandOptions {
  readonly readOnly?: true;
  readonly dryRun?: true;
  readonly allure?: true;
  readonly deviations?: string;
}

/** `scimulate check`: records a run of the scenarios, judges it, prints the scorecard. */
export function checkCommand(session: Session): Command {
  const command = new Command('check')
    .description('Play the scenarios to a target and judge what its audit logs say about it')
    .argument('[scenarios...]', 'bundled scenarios by name, or files and folders; all bundled ones by default');
  withRunOptions(command)
    .option('--deviations <file>', 'known deviations: these failures are expected, and told when they no longer show')
    .option('--allure', 'also write allure-results into the report folder')
    .option('--read-only', 'send nothing that could change the target; what needs it is skipped')
    .option(
      '--dry-run',
      'print the requests that a run would send, as the bundled simulator would answer them, and send nothing',
    );
  return command.action(async (words: readonly string[], options: CheckOptions) => {
    const scenarios = chooseScenarios(words, session.cwd);
    const deviations = options.deviations === undefined ? [] : readDeviations(resolve(session.cwd, options.deviations));
    if (options.dryRun === true) {
      await showRequests(scenarios, session, options);
      return;
    }
    const folder = resolve(session.cwd, options.report);
    openReportFolder(folder);
    const random = seededRandom(options.seed);
    const choice =
      options.target === undefined ? referenceChoice(random) : await externalChoice(options.target, session);
    const progress = showProgress(session, scenarios.length);
    let history: string;
    try {
      history = await recordHistory(folder, {
        tool: `scimulate/${packageRoot().version}`,
        seed: options.seed,
        random,
        scenarios,
        targetFor: choice.targetFor,
        release: choice.release,
        signal: session.signal,
        readOnly: options.readOnly === true,
        onScenario: (scenario, position) => progress.step(position + 1, scenario.name),
      });
    } finally {
      await choice.close();
      progress.end();
    }
    progress.step(scenarios.length, 'judging');
    const text = await runConformanceSuite(folder, history, { allure: options.allure === true });
    progress.end();
    showJudgement({ document: parseVerdicts(text), text, lines: readHistory(history) }, session, {
      json: options.json === true,
      deviations,
      reportFolder: options.report,
    });
  });
}
