import { openStore } from '../../src/audit/index.ts';
import { SystemClock } from '../../src/kernel/index.ts';
import { draft } from './audit-store-support.ts';

/**
 * A process that writes to a store until it has written enough or is killed, and says after each commit how far the
 * log is known to reach: `node sqlite-writer-process.ts FILE NAME BATCHES`. A batch is two records and a piece of state.
 */
const [file = '', name = '', batches = '0'] = process.argv.slice(2);
const store = await openStore(file, { clock: new SystemClock() });
for (let batch = 0; batch < Number(batches); batch++) {
  const id = `${name}-${batch}`;
  const records = await store.append({
    records: [draft({ id: `${id}-1`, task: id }), draft({ id: `${id}-2`, task: id })],
    state: [{ tenant: 'acme', collection: 'last', key: name, value: batch }],
  });
  const { sequence, hash } = records.at(-1)!;
  process.stdout.write(`${JSON.stringify({ batch, sequence, hash })}\n`);
}
await store.close();
