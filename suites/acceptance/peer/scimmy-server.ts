import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { Messages } from 'scimmy';
import { SCIMMYRouters } from 'scimmy-routers';
import { declareResources } from './scimmy-resources.ts';
import { RequestLog, type Deviation } from './scimmy-request-log.ts';

/** An independent SCIM server on loopback, with a request log of its own making. */
export interface Peer {
  readonly origin: string;
  readonly log: RequestLog;
  close(): Promise<void>;
}

/** Bearer tokens of the peer. */
export const peerTokens = {
  scim: 'peer-scim-token',
  administrator: 'peer-log-reader',
  outsider: 'peer-log-outsider',
} as const;

/**
 * SCIMMY's routers behind express on a free port of loopback. SCIMMY keeps its declarations in module state,
 * so one peer at a time: each start begins with an empty directory.
 */
export async function startPeer(deviation?: Deviation): Promise<Peer> {
  const log = new RequestLog(deviation);
  declareResources();
  const app = express();
  app.disable('x-powered-by');
  app.get('/audit/requests', (request, response) => readLog(log, request, response));
  app.use(express.text({ type: () => true, limit: '50mb' }));
  app.use('/scim', (request, response, next) => {
    capture(log, request, response);
    const text: unknown = request.body;
    if (typeof text === 'string' && text !== '') {
      try {
        request.body = JSON.parse(text);
      } catch {
        response
          .status(400)
          .type('application/scim+json')
          .send(new Messages.Error({ status: 400, scimType: 'invalidSyntax', message: 'The body is not JSON' }));
        return;
      }
    } else {
      request.body = undefined;
    }
    next();
  });
  app.use('/scim', new SCIMMYRouters({ type: 'bearer', handler: authenticate }));
  // The routers answer a fault of theirs and pass it on; express would then cut the connection under the next request.
  app.use((_error: unknown, _request: Request, _response: Response, _next: NextFunction) => undefined);
  const server = createServer(app);
  // A connection that is closed for idling while a request is on its way would be a failure of the test.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, log, close: () => closeServer(server) };
}

function authenticate(request: Request): string {
  if (request.header('authorization') !== `Bearer ${peerTokens.scim}`) throw new Error('The token is missing or wrong');
  return 'peer-client';
}

/** Notes the exchange once its response is complete. */
function capture(log: RequestLog, request: Request, response: Response): void {
  const id = randomUUID();
  const ts = Date.now();
  const text: unknown = request.body;
  const [path = '', query = ''] = request.originalUrl.slice('/scim'.length).split(/\?(.*)/su);
  response.setHeader('x-trace-id', id);
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  response.end = ((chunk?: unknown, ...rest: never[]) => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) chunks.push(Buffer.from(chunk as string));
    const body = Buffer.concat(chunks).toString('utf8');
    log.add({
      id,
      ts,
      verb: request.method,
      path,
      qs: query,
      headers: request.headers,
      payload: typeof text === 'string' ? text : '',
      code: response.statusCode,
      res: body,
    });
    return end(chunk as string, ...rest);
  }) as typeof response.end;
}

function readLog(log: RequestLog, request: Request, response: Response): void {
  const authorization = request.header('authorization');
  if (authorization === undefined) {
    response.status(401).json({ error: 'sign in' });
  } else if (authorization !== `Bearer ${peerTokens.administrator}`) {
    response.status(403).json({ error: 'forbidden' });
  } else {
    const { status, body } = log.read(new URL(request.originalUrl, 'http://peer').searchParams);
    response.status(status).json(body);
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.closeAllConnections();
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}
