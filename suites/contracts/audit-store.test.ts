import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/audit/index.ts';
import { VirtualClock } from '../../src/kernel/index.ts';
import { auditStoreContract } from './audit-store.contract.ts';
import { requestLogContract } from './request-log.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const engines = {
  memory: (clock: VirtualClock) => openStore('memory', { clock }),
  sqlite: (clock: VirtualClock) => openStore(join(folder, `${files++}.db`), { clock }),
};

for (const [name, open] of Object.entries(engines)) {
  auditStoreContract({ name, open });
  requestLogContract(name, () => open(new VirtualClock(1_800_000_000_000)));
}
