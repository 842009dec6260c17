import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ScimulateError } from '../../kernel/index.ts';
import { probes, requirementRegistry } from '../../conformance/index.ts';
import { profiles } from '../../profiles/index.ts';
import { loadScenarios, type Scenario, type Step } from '../../scenario/index.ts';
import { packageRoot } from './package-root.ts';

/**
 * The scenarios that were asked for: names of bundled ones, or paths of files and folders; all bundled ones by default.
 * @throws ScimulateError `SCENARIO_UNKNOWN` for a word that is neither, and whatever loading throws.
 */
export function chooseScenarios(words: readonly string[], cwd: string): readonly Scenario[] {
  const bundled = join(packageRoot().folder, 'scenarios');
  const paths = words.length === 0 ? [bundled] : words.map((word) => pathOf(word, bundled, cwd));
  return loadScenarios(paths, {
    requirements: new Set(requirementRegistry().keys()),
    profiles: [...profiles.keys()],
    probes: probes.map(({ id }) => id),
  });
}

function pathOf(word: string, bundled: string, cwd: string): string {
  const named = join(bundled, `${word}.yaml`);
  if (/^[\w-]+$/u.test(word) && existsSync(named)) return named;
  const path = resolve(cwd, word);
  if (existsSync(path)) return path;
  throw new ScimulateError('SCENARIO_UNKNOWN', `"${word}" is neither a bundled scenario nor a file`, {
    place: { file: path },
    mend: 'name a file, or a scenario of the folder "scenarios"',
  });
}

/** Requirements that the steps of these scenarios declare expectations for. */
export function expectedRequirements(scenarios: readonly Scenario[]): ReadonlySet<string> {
  return new Set(scenarios.flatMap(({ steps }) => steps.flatMap(expectationsOf)));
}

function expectationsOf(step: Step): readonly string[] {
  if (step.kind === 'repeat') return step.steps.flatMap(expectationsOf);
  return step.kind === 'request' ? step.request.expect.map(({ requirement }) => requirement) : [];
}
