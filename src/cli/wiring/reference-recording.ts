import { seededRandom } from '../../kernel/index.ts';
import { packageRoot } from './package-root.ts';
import { recordHistory } from './recording.ts';
import { chooseScenarios } from './scenario-choice.ts';
import { referenceChoice } from './target-choice.ts';

/** Records all bundled scenarios against the bundled simulator. @returns the path of the history. */
export function recordReference(folder: string, options: { readonly seed: number }): Promise<string> {
  const random = seededRandom(options.seed);
  return recordHistory(folder, {
    tool: `scimulate/${packageRoot().version}`,
    seed: options.seed,
    random,
    scenarios: chooseScenarios([], folder),
    ...referenceChoice(random),
  });
}
