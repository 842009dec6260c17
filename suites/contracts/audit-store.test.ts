import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore } from '../../src/audit/index.ts';
import { auditStoreContract } from './audit-store.contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-store-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

auditStoreContract({ name: 'memory', open: (clock) => openStore('memory', { clock }) });
auditStoreContract({ name: 'sqlite', open: (clock) => openStore(join(folder, `${files++}.db`), { clock }) });
