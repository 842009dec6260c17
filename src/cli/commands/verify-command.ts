import { Command } from 'commander';
import { terminalText } from '../../reporters/index.ts';
import { exitCode } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { readCheckpoints, readVerifier } from '../wiring/integrity-files.ts';
import { type LogEvidence, verifyLogFile } from '../wiring/log-verification.ts';

interface VerifyOptions {
  readonly checkpoint: readonly string[];
  readonly key?: string;
  readonly json?: true;
}

/** `scimulate verify FILE|STORE`: whether a log is as it was written, and where it is not. */
export function verifyCommand(session: Session): Command {
  return new Command('verify')
    .description('Tell whether the records of an audit store, or of an export of one, are as they were written')
    .argument('<log>', 'an SQLite file of "serve --store", or NDJSON that "export" has written')
    .option(
      '--checkpoint <file>',
      'one or more checkpoints that were kept elsewhere; may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    )
    .option('--key <file>', 'the key that checkpoints are signed with; without it their signatures are not looked at')
    .option('--json', 'print one JSON object instead of text')
    .action(async (log: string, options: VerifyOptions) => {
      const verifier = options.key === undefined ? undefined : readVerifier(options.key, session.cwd);
      const checkpoints = readCheckpoints(options.checkpoint, session.cwd, verifier);
      const evidence = await verifyLogFile(log, session.cwd, {
        checkpoints,
        ...(verifier !== undefined && { verifier }),
      });
      session.console.out(options.json === true ? `${JSON.stringify(evidence)}\n` : describe(evidence, log));
      session.exit(evidence.intact ? exitCode.ok : exitCode.notConforming);
    });
}

function describe({ tenants, damage, intact, signaturesChecked, isPart }: LogEvidence, log: string): string {
  const lines = tenants.map(({ tenant, records, proven, fault }) => {
    const name = `${terminalText(tenant)}: ${records} ${records === 1 ? 'record' : 'records'}`;
    if (fault !== undefined) return `${name}, NOT INTACT: ${terminalText(fault.message)}.`;
    if (proven === 0) return `${name}, intact.`;
    const whose = signaturesChecked ? 'signed' : 'unsigned or unchecked';
    return isPart
      ? `${name}, intact, each proven to be in the log of ${proven} that a ${whose} checkpoint was made over.`
      : `${name}, intact, the first ${proven} proven by a ${whose} checkpoint.`;
  });
  lines.push(...damage.map((text) => `The file is damaged: ${terminalText(text)}`));
  const open = tenants.filter(({ fault, proven }) => fault === undefined && proven === 0).length;
  if (open > 0)
    lines.push(
      'Without a checkpoint that was kept elsewhere nothing tells whether records were cut off from the end, or all of them written anew.',
    );
  if (isPart)
    lines.push('It is a part of a log: that nothing was left out of it follows only where it has every record.');
  lines.push(`${terminalText(log)} is ${intact ? 'intact' : 'not intact'}.`);
  return `${lines.join('\n')}\n`;
}
