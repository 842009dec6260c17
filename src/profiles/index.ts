export type {
  Dialogue,
  Grade,
  Member,
  Profile,
  ProfileFactory,
  ProfilePause,
  ProfileRequest,
  ProfileResponse,
  RemoteId,
  SourceGroup,
  SourceUser,
} from './profile.ts';
export { createProfile, profiles } from './registry.ts';
export { createEntraProfile, type EntraOptions } from './entra.ts';
