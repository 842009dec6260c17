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
export { directoryCollections } from './directory-entries.ts';
export { createMemoryDirectory, type MemoryDirectoryOptions } from './memory-directory.ts';
