import type { ExternalApp } from '../apps/external-app.ts';
import type { Provisioning } from '../engine.ts';
import type { IdentityProvider, Integration } from '../model.ts';
import type { IdentitySource } from '../sources/identity-source.ts';
import type { CommitLane } from './commit-lane.ts';
import type { StoppableClock } from './stoppable-clock.ts';

/** What everything that runs by itself works with. */
export interface RunnerParts {
  readonly engine: Provisioning;
  readonly clock: StoppableClock;
  readonly lane: CommitLane;
  readonly appOf: (integration: Integration) => ExternalApp;
  readonly sourceOf: (provider: IdentityProvider) => IdentitySource;
  /** Starts work whose failure ends everything: the store is gone, or this program is wrong. */
  readonly launch: (work: () => Promise<void>) => void;
}
