import { resolve } from 'node:path';
import { Command } from 'commander';
import { openStore, signCheckpoint, treeHead } from '../../audit/index.ts';
import { SystemClock } from '../../kernel/index.ts';
import type { Session } from '../session.ts';
import { openSigner } from '../wiring/integrity-files.ts';

interface CheckpointOptions {
  readonly key: string;
  readonly name: string;
  readonly tenant?: string;
}

/** `scimulate checkpoint STORE`: a signed statement of how far each log has come, to be kept elsewhere. */
export function checkpointCommand(session: Session): Command {
  return new Command('checkpoint')
    .description('Print signed checkpoints of the logs in an audit store, for "verify" to hold the store to later')
    .argument('<store>', 'an SQLite file of "serve --store"')
    .requiredOption(
      '--key <file>',
      'the signing key; made up where there is no such file, with its public part in <file>.pub',
    )
    .option('--name <name>', 'what a key that is made up is called', 'scimulate')
    .option('--tenant <tenant>', 'the log of this tenant only')
    .action(async (file: string, options: CheckpointOptions) => {
      const store = await openStore(resolve(session.cwd, file), { clock: new SystemClock(), create: false });
      try {
        const signer = openSigner(options.key, options.name, session.cwd);
        const tenants = options.tenant === undefined ? await store.tenants() : [options.tenant];
        const notes: string[] = [];
        for (const tenant of tenants) notes.push(signCheckpoint(await treeHead(store, tenant), signer));
        session.console.out(notes.join('\n'));
      } finally {
        await store.close();
      }
    });
}
