import type { ExchangeLine, HistoryLine, LogReadLine, RunLine } from '../../../src/history/index.ts';

/** Lines of every type, small and valid. */
export const run: RunLine = {
  type: 'run',
  format: 1,
  tool: 'scimulate 0.1.0',
  seed: 7,
  target: { name: 'sample', kind: 'external' },
  dialects: [],
  unavailable: { 'filter:requests.method': 'the log has no such parameter' },
};

export const exchange: ExchangeLine = {
  type: 'exchange',
  scenario: 'story',
  number: 1,
  step: 'create-user ada',
  sentAt: 1_763_600_000_000,
  receivedAt: 1_763_600_000_004,
  tenant: 'default',
  credential: 'valid',
  request: { method: 'POST', path: '/Users', headers: { Accept: 'application/scim+json' }, body: '{"userName":"ada"}' },
  response: { status: 201, headers: { 'content-type': 'application/scim+json' }, body: '{"id":"1"}' },
  expect: [{ requirement: 'RFC7644-3.3-3', status: [201] }],
};

export const logRead: LogReadLine = {
  type: 'log-read',
  scenario: 'story',
  dialect: 'requests',
  purpose: 'complete',
  walk: 1,
  page: 0,
  at: 1_763_600_000_010,
  viewer: 'administrator',
  tenant: 'default',
  filters: {},
  status: 200,
  entries: [{ requestId: 'r1', statusCode: 201, errorMessage: null }],
  more: false,
};

export const story: readonly HistoryLine[] = [
  run,
  { type: 'scenario', scenario: 'story', title: 'A story' },
  exchange,
  { type: 'probe', scenario: 'story', probe: 'filter/equality', trial: 1, generated: ['a', null] },
  { ...exchange, number: 2, probe: { id: 'filter/equality', trial: 1, label: 'list' } },
  { type: 'clock', scenario: 'story', at: 1_763_600_000_005, action: 'step', milliseconds: -5_000 },
  logRead,
  { type: 'note', scenario: 'story', step: 'read requests', text: 'the log cannot be searched' },
];
