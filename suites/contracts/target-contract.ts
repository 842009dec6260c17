import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LogEntry } from '../../src/history/index.ts';
import { type JsonValue, ScimulateError } from '../../src/kernel/index.ts';
import type { LogQuery, LogSource, Target, TargetResponse } from '../../src/targets/index.ts';

/** A target of one kind with whatever stands behind it. */
export interface OpenedTarget {
  readonly target: Target;
  close(): Promise<void>;
}

/** What every target promises to those who drive it and read its request log, however it is reached. */
export function targetContract(kind: string, open: () => Promise<OpenedTarget>): void {
  describe(`a target: ${kind}`, () => {
    let opened: OpenedTarget;
    let target: Target;
    let log: LogSource;
    const answers: (readonly [path: string, response: TargetResponse])[] = [];

    beforeAll(async () => {
      opened = await open();
      target = opened.target;
      log = target.logs.get('requests')!;
      await target.clock.until(target.probe());
      const paths = Array.from({ length: 7 }, (_, index) => `/Users?startIndex=${index + 1}&count=1`);
      for (const path of [...paths, '/Users/nobody']) answers.push([path, await send(path)]);
    });

    afterAll(async () => {
      await target.close();
      await opened.close();
    });

    function send(path: string, credential = 'valid', body = ''): Promise<TargetResponse> {
      const headers = {
        Accept: 'application/scim+json',
        ...(body === '' ? {} : { 'Content-Type': 'application/scim+json' }),
      };
      const [tenant = ''] = target.tenants;
      const method = body === '' ? 'GET' : 'POST';
      return target.clock.until(target.send({ method, path, headers, body, credential, tenant }));
    }

    async function walk(query: Partial<LogQuery> = {}): Promise<{ entries: LogEntry[]; pages: number }> {
      const entries: LogEntry[] = [];
      const [tenant = ''] = target.tenants;
      let cursor: string | undefined;
      for (let pages = 1; ; pages++) {
        const whole = { viewer: 'administrator', tenant, filters: {}, ...query };
        const page = await target.clock.until(log.read(cursor === undefined ? whole : { ...whole, cursor }));
        expect(page.status).toBe(200);
        entries.push(...page.entries);
        cursor = page.next;
        if (cursor === undefined) return { entries, pages };
      }
    }

    test('has credentials for valid, wrong and no access, and secrets that are none of their names', () => {
      expect(target.credentials).toEqual(expect.arrayContaining(['valid', 'wrong', 'none']));
      expect(target.tenants.length).toBeGreaterThan(0);
      for (const [name, value] of target.secrets) expect(value).not.toBe(name);
    });

    test('answers with the status and the headers of the system, their names in lower case', async () => {
      expect(answers.map(([, response]) => ('status' in response ? response.status : response.failure))).toEqual([
        ...Array<number>(7).fill(200),
        404,
      ]);
      for (const [, response] of answers) {
        const names = Object.keys('headers' in response ? response.headers : {});
        expect(names).toEqual(names.map((name) => name.toLowerCase()));
        expect(names).toContain('content-type');
      }
    });

    test.each(['wrong', 'none'])('is not let in with the credential %s', async (credential) => {
      expect(await send('/Users?count=1', credential)).toMatchObject({ status: 401 });
    });

    test('a credential that is not there is an error before anything is sent', async () => {
      const { length } = (await walk()).entries;
      await expect(send('/Users', 'no-such-credential')).rejects.toThrow(ScimulateError);
      expect((await walk()).entries).toHaveLength(length);
    });

    test('its log gives every request once, the newest first, in pages of any size', async () => {
      const whole = await walk();
      expect(whole.entries.length).toBeGreaterThanOrEqual(9);
      const paged = await walk({ limit: 2 });
      expect(paged.entries).toEqual(whole.entries);
      expect(paged.pages).toBeGreaterThanOrEqual(Math.ceil(whole.entries.length / 2));
      const times = whole.entries.map(({ time }) => timeText(time));
      expect(times).toEqual(times.toSorted().toReversed());
      for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
    });

    test('an entry has under the dialect’s names what the client saw', async () => {
      const { entries } = await walk();
      const header = log.specification.columns.find(({ name }) => name === 'requestId')!.header!;
      for (const [path, response] of answers) {
        if ('failure' in response) throw new Error('there is no response');
        const [endpoint, query = ''] = path.split('?');
        const failed = response.status >= 400;
        expect(entries.find(({ requestId }) => requestId === response.headers[header])).toMatchObject({
          method: 'GET',
          endpoint,
          query,
          status: failed ? 'Failed' : 'Success',
          statusCode: response.status,
          response: response.body,
          request: { method: 'GET', body: '' },
          ...(failed ? { errorMessage: expect.stringMatching(/\S/u) } : {}),
        });
      }
    });

    test('filters hold together, and none is passed over', async () => {
      const failed = await walk({ filters: { status: 'Failed', endpoint: '/Users/nobody' } });
      expect(failed.entries.map(({ endpoint, statusCode }) => [endpoint, statusCode])).toEqual([
        ['/Users/nobody', 404],
      ]);
      expect((await walk({ filters: { method: 'DELETE' } })).entries).toEqual([]);
      const everything = await walk();
      expect((await walk({ filters: { method: 'All', status: 'All' } })).entries).toEqual(everything.entries);
      const today = timeText(everything.entries[0]!['time']).slice(0, 10);
      expect((await walk({ filters: { startDate: today, endDate: today } })).entries).toEqual(everything.entries);
      expect((await walk({ filters: { endDate: '1999-12-31' } })).entries).toEqual([]);
    });

    test.each<Record<string, string>>([
      { method: 'FETCH' },
      { startDate: 'yesterday' },
      { startDate: '2026-05-13', endDate: '2026-05-12' },
    ])('an impossible filter is a page with the refusal: %j', async (filters) => {
      const [tenant = ''] = target.tenants;
      const page = await target.clock.until(log.read({ viewer: 'administrator', tenant, filters }));
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.entries).toEqual([]);
      expect(page.error).toMatch(/\S/u);
    });

    test('who may not read the log gets a page without entries', async () => {
      expect(log.viewers).toContain('outsider');
      const [tenant = ''] = target.tenants;
      const page = await target.clock.until(log.read({ viewer: 'outsider', tenant, filters: {} }));
      expect([401, 403, 404]).toContain(page.status);
      expect(page.entries).toEqual([]);
    });
  });
}

function timeText(time: JsonValue | undefined): string {
  if (typeof time !== 'string') throw new TypeError('a time is not text');
  return time;
}
