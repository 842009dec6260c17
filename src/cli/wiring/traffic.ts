import { seededRandom } from '../../kernel/index.ts';
import type { ExchangeLine, HistoryLine } from '../../history/index.ts';
import { palette, terminalText } from '../../reporters/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import type { Session } from '../session.ts';
import { packageRoot } from './package-root.ts';
import { record } from './recording.ts';
import { referenceChoice } from './target-choice.ts';

/**
 * One line a request; with `json` every line of the history but the log reads and the description of the run.
 * Empty for what is not shown.
 */
export function trafficLine(line: HistoryLine, session: Session, json: boolean): string {
  if (line.type === 'run' || line.type === 'log-read') return '';
  if (json) return `${JSON.stringify(line)}\n`;
  const paint = palette(session.console.colours);
  if (line.type === 'scenario') return `${paint.bold(terminalText(line.scenario))}  ${terminalText(line.title)}\n`;
  if (line.type === 'exchange')
    return `  ${statusOf(line)}  ${terminalText(`${line.request.method} ${line.request.path}`)}\n`;
  if (line.type === 'note') return paint.dim(`  ${terminalText(`${line.step}: ${line.text}`)}\n`);
  return '';
}

function statusOf(line: ExchangeLine): string {
  return line.response === undefined ? (line.failure?.code ?? '---') : String(line.response.status);
}

/** What a run would send, played to the bundled simulator: ids and counts depend on the answers and will be others. */
export async function showRequests(
  scenarios: readonly Scenario[],
  session: Session,
  options: { readonly seed: number; readonly json?: true; readonly readOnly?: true },
): Promise<void> {
  const random = seededRandom(options.seed);
  await record(
    {
      tool: `scimulate/${packageRoot().version}`,
      seed: options.seed,
      random,
      scenarios,
      signal: session.signal,
      readOnly: options.readOnly === true,
      ...referenceChoice(random),
    },
    (line) => session.console.out(trafficLine(line, session, options.json === true)),
  );
}
