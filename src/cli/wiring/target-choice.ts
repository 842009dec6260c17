import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, type Random, ScimulateError, seededRandom, SystemClock } from '../../kernel/index.ts';
import { createProfile } from '../../profiles/index.ts';
import type { Scenario } from '../../scenario/index.ts';
import { loadTargetFile, openTarget, type Target } from '../../targets/index.ts';
import type { Session } from '../session.ts';
import { dialects } from './dialects.ts';
import { openReference } from './reference-world.ts';

/** How a run gets its target for each scenario, and lets go of it. */
export interface TargetChoice {
  readonly targetFor: (scenario: Scenario) => Promise<Target>;
  readonly release: (target: Target) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Each scenario gets a bundled simulator of its own, with the tolerances that its provider needs and no others. */
export function referenceChoice(random: Random): TargetChoice {
  return {
    targetFor: ({ name, profile }) => {
      const needs = profile === undefined ? [] : createProfile(profile, seededRandom(0)).needs;
      return openReference(random.fork(`reference/${name}`), Object.fromEntries(needs.map((need) => [need, true])));
    },
    release: (target) => target.close(),
    close: () => Promise.resolve(),
  };
}

/**
 * The system that a target file describes, the same one for all scenarios.
 * @throws ScimulateError `TARGET_UNREADABLE`, `TARGET_INVALID`, `TARGET_CREDENTIALS_…`, `TARGET_UNREACHABLE`.
 */
export async function externalChoice(file: string, session: Session): Promise<TargetChoice> {
  const target = openTarget(loadTargetFile(readTargetFile(resolve(session.cwd, file)), file), {
    clock: new SystemClock(),
    env: session.env,
    dialects,
  });
  try {
    await target.probe();
  } catch (error) {
    await target.close();
    throw error;
  }
  return {
    targetFor: () => Promise.resolve(target),
    release: () => Promise.resolve(),
    close: () => target.close(),
  };
}

function readTargetFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ScimulateError('TARGET_UNREADABLE', `the target file cannot be read: ${messageOf(error)}`, {
      place: { file: path },
      mend: 'name a YAML file that describes the target',
      cause: error,
    });
  }
}
