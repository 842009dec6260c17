import { describe, expect, test } from 'vitest';
import { patchProbes } from '../../../../src/conformance/probes/patch/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

const fixed = patchProbes.filter((probe) => !('trials' in probe));

describe.each(fixed.map((probe) => [probe.id, probe] as const))('%s', (id, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget());
    // No attribute of the core schemas is immutable as a whole.
    const skipped = id === 'patch/immutable' ? probe.requirements : [];
    expect(shortfalls(run)).toEqual(
      skipped.map((requirement) => `${requirement}: skip, the target has nothing to try this on`),
    );
  });

  test('passes on the reference with a resource type of its own', async () => {
    const run = await runProbe(probe, await referenceTarget(customModels()));
    expect(shortfalls(run)).toEqual([]);
  });
});
