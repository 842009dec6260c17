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
