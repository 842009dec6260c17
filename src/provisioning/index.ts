export type { AppFault, HeldObject } from './apps/app-contents.ts';
export { fetchSender, type HttpSender } from './apps/http-sender.ts';
export { DirectoryGate } from './directory-gate.ts';
export type { Cause, Party, ProvisioningEffect } from './effect.ts';
export { Provisioning } from './engine.ts';
export type {
  ApplicationSettings,
  IdentityProvider,
  Integration,
  JobPolicy,
  ObjectType,
  SourceSettings,
  Task,
} from './model.ts';
export type { ProvisioningStep } from './provisioning-step.ts';
export { RemoteSystems, remoteCollections } from './remote-systems.ts';
export type { CommitStep } from './runner/commit-lane.ts';
export { ProvisioningRunner } from './runner/provisioning-runner.ts';
export type { SourceObject } from './sources/identity-source.ts';
export type { SourceFault } from './sources/source-contents.ts';
export { provisioningCollections, type ProvisioningEntry } from './state/provisioning-state.ts';
export { appFaultSchema, sourceFaultSchema, sourceObjectSchema } from './state/remote-schemas.ts';
export { isSynchronizationMode, type SynchronizationMode } from './tasks/synchronization-modes.ts';
