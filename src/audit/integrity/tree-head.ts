import type { AuditStore } from '../store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { MerkleFrontier } from './merkle-frontier.ts';
import { leafHash } from './merkle-hash.ts';
import { MerkleTree } from './merkle-tree.ts';

const LINES_AT_ONCE = 1000;

/** The head of a tenant's tree as its log stands, from what is stored. */
export async function treeHead(store: AuditStore, tenant: string): Promise<Checkpoint> {
  const frontier = new MerkleFrontier();
  for await (const line of storedLines(store, tenant)) frontier.push(leafHash(line));
  return { tenant, size: frontier.size, root: frontier.root() };
}

/** The tree of a tenant's log as it stands, for proofs. It takes 64 bytes a record. */
export async function treeOf(store: AuditStore, tenant: string): Promise<MerkleTree> {
  const tree = new MerkleTree();
  for await (const line of storedLines(store, tenant)) tree.push(leafHash(line));
  return tree;
}

/** The lines of a tenant in the order of the log, read a thousand at a time. */
export async function* storedLines(store: AuditStore, tenant: string): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const lines = await store.lines(tenant, after, LINES_AT_ONCE);
    for (const { line } of lines) yield line;
    after = lines.at(-1)?.sequence ?? after;
    if (lines.length < LINES_AT_ONCE) return;
  }
}
