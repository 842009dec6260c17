import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { parseArgs } from 'node:util';

/** The physical limit: `node:http` that gives the same bytes to every request. */
const { values } = parseArgs({
  options: { status: { type: 'string' }, headers: { type: 'string' }, body: { type: 'string' } },
});
const headers = JSON.parse(values.headers ?? '{}') as Record<string, string>;
const body = values.body ?? '';
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(Number(values.status), headers).end(body);
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
process.stdout.write(
  `${JSON.stringify({ base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, id: '' })}\n`,
);
