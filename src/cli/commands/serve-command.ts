import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { seededRandom, SystemClock, systemSecret } from '../../kernel/index.ts';
import { openStore } from '../../audit/index.ts';
import { createSimulator, DEFAULT_TENANT, serve, STRICT } from '../../simulator/index.ts';
import type { Session } from '../session.ts';
import { loadModels } from '../wiring/custom-schemas.ts';
import { wholeNumber } from './run-options.ts';

interface ServeCommandOptions {
  readonly host: string;
  readonly port: number;
  readonly token?: string;
  readonly logToken?: string;
  readonly store: string;
  readonly schemas?: string;
  readonly tolerate?: readonly string[];
  readonly json?: true;
}

/** `scimulate serve`: the reference simulator on a port, until it is told to stop by a signal. */
export function serveCommand(session: Session): Command {
  return new Command('serve')
    .description('Serve the reference simulator over HTTP until it is interrupted')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 for one that is free', wholeNumber, 8080)
    .option('--token <token>', 'bearer token of the SCIM client; made up by default')
    .option('--log-token <token>', 'bearer token of the administrator who reads the logs; made up by default')
    .option(
      '--store <location>',
      '"memory", or the path of an SQLite file that is created where there is none',
      'memory',
    )
    .addOption(
      new Option('--tolerate <switch...>', 'departures from the RFCs that are let pass; none by default').choices(
        Object.keys(STRICT),
      ),
    )
    .option(
      '--schemas <folder>',
      'further resource types: *.schema.yaml and *.type.yaml, as /Schemas and /ResourceTypes show them',
    )
    .option('--json', 'print one JSON object instead of text')
    .action(async (options: ServeCommandOptions) => {
      const { token = systemSecret(24), logToken = systemSecret(24) } = options;
      const clock = new SystemClock();
      const location = options.store === 'memory' ? options.store : resolve(session.cwd, options.store);
      const simulator = await createSimulator({
        clock,
        random: seededRandom(systemSecret(16)),
        secret: systemSecret(32),
        strictness: Object.fromEntries((options.tolerate ?? []).map((name) => [name, true])),
        ...(options.schemas === undefined ? {} : { models: loadModels(resolve(session.cwd, options.schemas)) }),
        store: await openStore(location, { clock }),
        tenants: [
          {
            id: DEFAULT_TENANT,
            credentials: [{ name: 'client', token }],
            viewers: [{ name: 'administrator', token: logToken, role: 'workspace-administrator' }],
          },
        ],
      });
      const server = await serve({ simulator, host: options.host, port: options.port });
      const facts = { scim: `${server.origin}/scim/v2`, token, logs: `${server.origin}/logs/requests`, logToken };
      session.console.out(options.json === true ? `${JSON.stringify(facts)}\n` : announcement(facts));
      await interruption(session.signal);
      await server.stop();
    });
}

function announcement(facts: Readonly<Record<'scim' | 'token' | 'logs' | 'logToken', string>>): string {
  return [
    `SCIM base URL  ${facts.scim}`,
    `bearer token   ${facts.token}`,
    `request log    ${facts.logs}`,
    `log token      ${facts.logToken}`,
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}

function interruption(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
