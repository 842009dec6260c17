import type { DialectSpecification } from '../../../src/audit/dialects/specification.ts';
import { VirtualClock } from '../../../src/kernel/index.ts';
import {
  loadTargetFile,
  type LogSource,
  openTarget,
  type Target,
  type TargetResponse,
  type Transport,
  type TransportRequest,
} from '../../../src/targets/index.ts';

/** A small dialect with one column of each kind that a map has to convert. */
export const dialect: DialectSpecification = {
  dialect: 'requests',
  title: 'Requests',
  source: 'a test',
  scope: { grain: 'exchange', kinds: ['scim.request'], capture: [] },
  columns: [
    column('requestId', 'identifier', 'always', 'http.requestId'),
    column('time', 'instant', 'always', 'occurredAt'),
    { ...column('status', 'enumeration', 'always', 'outcome'), values: { success: 'Success', failure: 'Failed' } },
    column('endpoint', 'path', 'always', 'http.endpoint'),
    column('query', 'query', 'may', 'http.query'),
    column('statusCode', 'integer', 'always', 'http.statusCode'),
    column('response', 'body', 'may', 'http.responseBody'),
    column('request', 'request', 'always', 'http.request'),
    column('errorMessage', 'text', 'failure', 'reason'),
  ],
  filters: [
    filter('startDate', 'time', 'on-or-after'),
    filter('endDate', 'time', 'on-or-before'),
    { ...filter('method', 'request', 'equals'), all: 'All', values: ['GET', 'POST'] },
    { ...filter('status', 'status', 'equals'), all: 'All' },
  ],
  search: { columns: ['endpoint'], caseSensitive: false, requirements: [] },
  order: { by: 'time', direction: 'newest-first', requirements: [] },
  access: { roles: ['administrator'], requirements: [] },
};

function column(
  name: string,
  type: DialectSpecification['columns'][number]['type'],
  presence: DialectSpecification['columns'][number]['presence'],
  fact: DialectSpecification['columns'][number]['fact'],
): DialectSpecification['columns'][number] {
  return { name, title: name, type, fact, presence, requirements: [] };
}

function filter(
  name: string,
  on: string,
  operator: DialectSpecification['filters'][number]['operator'],
): DialectSpecification['filters'][number] {
  return { name, title: name, column: on, operator, caseSensitive: true, requirements: [] };
}

/** Values that a test puts into the environment; none may be seen in an error. */
export const environment = {
  SCIM_TOKEN: 'scim-token-5up3r+secret/1',
  ADMIN_TOKEN: 'admin-token-5up3r+secret/2',
  OUTSIDER_TOKEN: 'outsider-token-5up3r+secret/3',
  CLIENT_ID: 'client-id',
  CLIENT_SECRET: 'client-s3cret+/:4',
} as const;

/** What a test says of a log; everything else is as usual. */
export interface FakeLog {
  readonly source?: Readonly<Record<string, unknown>>;
  readonly log?: Readonly<Record<string, unknown>>;
  readonly file?: Readonly<Record<string, unknown>>;
}

/** The text of a target file with one log. */
export function targetFileText({ source = {}, log = {}, file = {} }: FakeLog = {}): string {
  return JSON.stringify({
    name: 'fake',
    scim: { baseUrl: 'https://scim.example/v2', auth: { tokenEnv: 'SCIM_TOKEN' } },
    logs: [
      {
        dialect: 'requests',
        viewers: { administrator: { tokenEnv: 'ADMIN_TOKEN' }, outsider: { tokenEnv: 'OUTSIDER_TOKEN' } },
        source: { type: 'http-json', url: '/logs', entries: '/data', paging: { style: 'none' }, ...source },
        ...log,
      },
    ],
    ...file,
  });
}

/** A target over a function in place of the network. */
export function openFake(request: Transport, fake: FakeLog = {}, clock = new VirtualClock(0)): Target {
  const file = loadTargetFile(targetFileText(fake), 'fake.yaml');
  return openTarget(file, { clock, env: environment, dialects: [dialect], request });
}

/** Its log. */
export function openFakeLog(request: Transport, fake: FakeLog = {}, clock = new VirtualClock(0)): LogSource {
  return openFake(request, fake, clock).logs.get('requests')!;
}

/** A 200 with a JSON body. */
export function json(body: unknown, headers: Readonly<Record<string, string>> = {}): TargetResponse {
  return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** A transport that keeps what it was asked and answers in turn, with its last answer from then on. */
export function answering(...answers: readonly TargetResponse[]): Transport & { readonly asked: TransportRequest[] } {
  const asked: TransportRequest[] = [];
  const transport = (request: TransportRequest): Promise<TargetResponse> => {
    asked.push(request);
    return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1]!);
  };
  return Object.assign(transport, { asked });
}

/** A read of the whole log by an administrator. */
export const plain = { viewer: 'administrator', tenant: 'default', filters: {} } as const;
