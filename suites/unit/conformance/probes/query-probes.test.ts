import { describe, expect, test } from 'vitest';
import { queryProbes } from '../../../../src/conformance/probes/query/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

/** What the core schemas have nothing for: a number. */
const withoutSubject: ReadonlySet<string> = new Set(['query/numeric-order']);

describe.each(queryProbes.map((probe) => [probe.id, probe] as const))('%s', (id, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget());
    const skipped = withoutSubject.has(id) ? probe.requirements : [];
    expect(shortfalls(run)).toEqual(
      skipped.map((requirement) => `${requirement}: skip, the target has nothing to try this on`),
    );
  });

  test('passes on the reference with a resource type of its own', async () => {
    const run = await runProbe(probe, await referenceTarget(customModels()));
    expect(shortfalls(run)).toEqual([]);
  });
});
