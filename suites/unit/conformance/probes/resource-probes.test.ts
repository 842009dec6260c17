import { describe, expect, test } from 'vitest';
import type { Probe } from '../../../../src/conformance/probe.ts';
import { resourceProbes } from '../../../../src/conformance/probes/resources/index.ts';
import { unknownVersion } from '../../../../src/conformance/probes/resources/protocol-version-probe.ts';
import { customModels } from './custom-models.ts';
import { mutate, runProbe, shortfalls, those } from './probe-harness.ts';
import { referenceTarget } from './reference-target.ts';
import { refusal, to } from './response-changes.ts';

/** What the reference has no subject for: an attribute of the core schemas that is immutable as a whole. */
const nothingToTry = new Set(['resources/immutable', 'resources/immutable-without-value']);

const versioned = 'RFC7644-3.12-s: skip, a version below the base URI is answered as any path is, with 404';

function skipped({ id, requirements }: Probe, custom: boolean): readonly string[] {
  if (id === 'resources/unknown-version') return [versioned];
  if (custom || !nothingToTry.has(id)) return [];
  return requirements.map((requirement) => `${requirement}: skip, the target has nothing to try this on`);
}

describe.each(resourceProbes.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  test('passes on the reference', async () => {
    const run = await runProbe(probe, await referenceTarget());
    expect(shortfalls(run)).toEqual(skipped(probe, false));
  });

  test('passes on the reference with a resource type of its own', async () => {
    const run = await runProbe(probe, await referenceTarget(customModels()));
    expect(shortfalls(run)).toEqual(skipped(probe, true));
  });
});

test('a refusal of a version is for a reason of its own', async () => {
  const target = mutate(await referenceTarget(), to('other version', refusal(400, 'invalidVers')));
  expect(those(await runProbe(unknownVersion, target), 'pass')).toEqual(['RFC7644-3.12-s']);
});
