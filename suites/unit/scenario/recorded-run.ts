import { type HistoryLine, Scrubber } from '../../../src/history/index.ts';
import { seededRandom } from '../../../src/kernel/index.ts';
import { profiles } from '../../../src/profiles/index.ts';
import { parseScenario, type RunOptions, runScenario } from '../../../src/scenario/index.ts';
import { FakeTarget } from './fake-target.ts';

/** Lines of one type. */
export function linesOf<Type extends HistoryLine['type']>(
  lines: readonly HistoryLine[],
  type: Type,
): Extract<HistoryLine, { type: Type }>[] {
  return lines.filter((line): line is Extract<HistoryLine, { type: Type }> => line.type === type);
}

/** Plays a scenario from its text, without `scenario` and `title`, to a fake and gives what was recorded. */
export async function play(
  text: string,
  target = new FakeTarget(),
  options: Partial<RunOptions> & { readonly seed?: number } = {},
): Promise<HistoryLine[]> {
  const lines: HistoryLine[] = [];
  await playInto(lines, text, target, options);
  return lines;
}

/** As `play`, for runs that are expected to fail: what was recorded until then is in `lines`. */
export function playInto(
  lines: HistoryLine[],
  text: string,
  target = new FakeTarget(),
  { seed = 7, ...options }: Partial<RunOptions> & { readonly seed?: number } = {},
): Promise<void> {
  const scenario = parseScenario(`scenario: story\ntitle: A story\n${text}`, 'story.yaml');
  return runScenario(scenario, {
    target,
    random: seededRandom(seed),
    scrubber: new Scrubber(target.secrets),
    record: (line) => lines.push(line),
    profiles,
    ...options,
  });
}
