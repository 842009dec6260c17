import { resolve } from 'node:path';
import { Command } from 'commander';
import { exportRecords, openStore } from '../../audit/index.ts';
import { SystemClock } from '../../kernel/index.ts';
import { DEFAULT_TENANT } from '../../simulator/index.ts';
import type { Session } from '../session.ts';
import { openSigner } from '../wiring/integrity-files.ts';
import { wholeNumber } from './run-options.ts';

interface ExportOptions {
  readonly tenant: string;
  readonly after?: number;
  readonly through?: number;
  readonly kind?: readonly string[];
  readonly key?: string;
  readonly name: string;
}

/** `scimulate export STORE`: records as they are stored, with what proves them. */
export function exportCommand(session: Session): Command {
  return new Command('export')
    .description('Print the records of one log as NDJSON that carries its own proof')
    .argument('<store>', 'an SQLite file of "serve --store"')
    .option('--tenant <tenant>', 'whose log', DEFAULT_TENANT)
    .option('--after <number>', 'only records behind this one', wholeNumber)
    .option('--through <number>', 'only records up to this one', wholeNumber)
    .option('--kind <kinds...>', 'only records of these kinds, such as scim.request')
    .option('--key <file>', 'sign the head of the log with this key; made up where there is no such file')
    .option('--name <name>', 'what a key that is made up is called', 'scimulate')
    .action(async (file: string, { key, name, kind, ...part }: ExportOptions) => {
      const store = await openStore(resolve(session.cwd, file), { clock: new SystemClock(), create: false });
      try {
        const signer = key === undefined ? {} : { signer: openSigner(key, name, session.cwd) };
        const options = { ...part, ...signer, ...(kind !== undefined && { kinds: kind }) };
        for await (const piece of exportRecords(store, options)) session.console.out(piece);
      } finally {
        await store.close();
      }
    });
}
