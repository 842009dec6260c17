import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Writable } from 'node:stream';
import type { CliOptions, Reporter } from 'vitest/node';
import { ScimulateError } from '../../kernel/index.ts';
import { packageRoot } from './package-root.ts';

/**
 * Judges a recorded history by running the conformance suite over it in vitest.
 * Writes `verdicts.json` and `junit.xml` into the folder, and `allure-results/` where that is wanted.
 * @returns the text of `verdicts.json`.
 * @throws ScimulateError `SUITE_FAILED` when the suite came to no verdicts.
 */
export async function runConformanceSuite(
  folder: string,
  history: string,
  options: { readonly allure: boolean },
): Promise<string> {
  const { code } = packageRoot();
  const verdicts = join(folder, 'verdicts.json');
  const draft = `${verdicts}.part`;
  const suite = join(code, 'suites', 'conformance');
  const faults: string[] = [];
  const faultCollector: Reporter = {
    onTestRunEnd: (_modules, errors) => void faults.push(...errors.map((error) => error.message)),
  };
  // Vitest reports through its reporters; its exit code would tell failed verdicts from a failed suite no better.
  const before = process.exitCode;
  // Loaded only here: it is most of the program's start, and the other commands do without it.
  const { startVitest } = await import('vitest/node');
  const allure = options.allure ? [await allureReporter(join(folder, 'allure-results'))] : [];
  const settings = {
    root: code,
    config: false,
    watch: false,
    dir: suite,
    include: ['conformance.test.{ts,js}'],
    // A published package lies in node_modules, which is left out by default.
    exclude: [],
    pool: 'threads',
    provide: { conformance: { history, verdicts: draft } },
    reporters: [
      faultCollector,
      ['junit', { outputFile: join(folder, 'junit.xml'), suiteName: 'scimulate' }],
      ...allure,
    ],
    ...(options.allure ? { setupFiles: ['allure-vitest/setup'] } : {}),
  } satisfies CliOptions;
  // What vitest prints by itself would stand between the progress and the scorecard.
  const vitest = await startVitest([], settings, {}, { stdout: silence(), stderr: silence() });
  const broken = vitest.state.getTestModules().flatMap((module) => module.errors().map((error) => error.message));
  await vitest.close();
  process.exitCode = before;
  if (!existsSync(draft)) {
    throw new ScimulateError(
      'SUITE_FAILED',
      `the conformance suite came to no verdicts: ${[...faults, ...broken].join('; ')}`,
      {
        place: { file: history },
        mend: 'report this as a fault',
      },
    );
  }
  renameSync(draft, verdicts);
  return readFileSync(verdicts, 'utf8');
}

function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

async function allureReporter(resultsDir: string): Promise<Reporter> {
  const { default: AllureVitestReporter } = await import('allure-vitest/reporter');
  return new AllureVitestReporter({ resultsDir });
}
