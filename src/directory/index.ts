export type {
  Directory,
  DirectoryCommit,
  DirectoryQuery,
  DirectoryTransaction,
  DirectoryWrite,
  Effect,
  MemberReference,
  StoredResource,
} from './directory.ts';
export { directoryCollections } from './directory-entries.ts';
export { createMemoryDirectory } from './memory-directory.ts';
