import { resolve } from 'node:path';
import { Command } from 'commander';
import { readHistory } from '../../history/index.ts';
import type { Session } from '../session.ts';
import { judgeHistory } from '../wiring/judgement.ts';
import { showJudgement } from '../wiring/presentation.ts';
import { openReportFolder, writeReport } from '../wiring/report-folder.ts';

interface JudgeOptions {
  readonly json?: true;
  readonly report?: string;
}

/** `scimulate judge HISTORY`: the verdicts of an archived run, from its history alone. */
export function judgeCommand(session: Session): Command {
  return new Command('judge')
    .description('Compute the verdicts of an archived run again, from its history.ndjson alone')
    .argument('<history>', 'a history.ndjson that a run has written')
    .option('--json', 'print the verdicts document instead of the scorecard')
    .option('--report <folder>', 'also write verdicts.json into this folder')
    .action((file: string, options: JudgeOptions) => {
      const judgement = judgeHistory(readHistory(resolve(session.cwd, file)));
      if (options.report !== undefined) {
        const folder = resolve(session.cwd, options.report);
        openReportFolder(folder);
        writeReport(folder, 'verdicts.json', judgement.text);
      }
      showJudgement(judgement, session, { json: options.json === true });
    });
}
