export type {
  Dialogue,
  Member,
  Profile,
  ProfileFactory,
  ProfileRequest,
  ProfileResponse,
  RemoteId,
  SourceGroup,
  SourceUser,
} from './profile.ts';
export { createProfile, profiles } from './registry.ts';
export { createEntraProfile } from './entra.ts';
