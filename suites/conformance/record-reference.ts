import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { recordReference } from '../../src/cli/wiring/reference-recording.ts';

/** Records the bundled simulator once, so that the suite has a history to judge where no command gave it one. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'scimulate-'));
  const history = await recordReference(folder, { seed: 1 });
  project.provide('conformance', { history, verdicts: join(folder, 'verdicts.json') });
  return () => rmSync(folder, { recursive: true, force: true });
}
