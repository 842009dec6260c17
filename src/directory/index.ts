export type {
  Directory,
  DirectoryCommit,
  DirectoryPage,
  DirectoryQuery,
  DirectoryTransaction,
  DirectoryWrite,
  Effect,
  MemberReference,
  ResourceChange,
  StoredResource,
} from './directory.ts';
