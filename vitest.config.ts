import { defineConfig } from 'vitest/config';

/** One project a kind of test, so that `vitest run --project contracts` runs just those. */
const project = (name: string, timeoutMilliseconds: number) => ({
  test: {
    name,
    include: [`suites/${name}/**/*.test.ts`],
    testTimeout: timeoutMilliseconds,
    hookTimeout: timeoutMilliseconds,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('architecture', 30_000),
      project('unit', 30_000),
      project('contracts', 60_000),
      {
        test: { ...project('conformance', 120_000).test, globalSetup: 'suites/conformance/record-reference.ts' },
      },
      project('simulation', 300_000),
      project('acceptance', 120_000),
    ],
  },
});
