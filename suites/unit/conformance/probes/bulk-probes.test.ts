import { describe, expect, test } from 'vitest';
import { bulkProbes } from '../../../../src/conformance/probes/bulk/index.ts';
import { customModels } from './custom-models.ts';
import { runProbe, shortfalls } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';

describe.each(bulkProbes.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  test('passes on the reference', async () => {
    expect(shortfalls(await runProbe(probe, await referenceTarget()))).toEqual([]);
  });

  test('passes on the reference with a resource type of its own', async () => {
    expect(shortfalls(await runProbe(probe, await referenceTarget(customModels())))).toEqual([]);
  });
});
