import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { parseArgs } from 'node:util';
import express from 'express';
import { SCIMMYRouters } from 'scimmy-routers';
import { declareResources } from '../../acceptance/peer/scimmy-resources.ts';
import { seedUsers } from './seed-users.ts';

/** SCIMMY's routers behind express over a map in memory, without any log. */
const { values } = parseArgs({ options: { users: { type: 'string' } } });
declareResources();
const app = express();
app.use(
  '/scim',
  new SCIMMYRouters({
    type: 'bearer',
    handler: (request) => {
      if (request.header('authorization') !== 'Bearer bench-token-4f9d2c71')
        throw new Error('The token is missing or wrong');
      return 'bench';
    },
  }),
);
const server = createServer(app);
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim`;
const headers = { authorization: 'Bearer bench-token-4f9d2c71', 'content-type': 'application/scim+json' };
const id = await seedUsers(Number(values.users), async (user) => {
  const created = await fetch(`${base}/Users`, { method: 'POST', headers, body: JSON.stringify(user) });
  return created.text();
});
process.stdout.write(`${JSON.stringify({ base, id })}\n`);
