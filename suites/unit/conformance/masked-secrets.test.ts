import { describe, expect, test } from 'vitest';
import { missingHeader } from '../../../src/conformance/observation/header-agreement.ts';
import { sameBody, sameText } from '../../../src/conformance/observation/masking.ts';
import { sensitiveValues } from '../../../src/conformance/observation/sensitive-values.ts';
import { requestsDialect } from '../../../src/audit/dialects/requests/requests-dialect.ts';
import type { ExchangeLine, HistoryLine } from '../../../src/history/line.ts';
import { messages, withOutcome } from './support/outcomes.ts';
import { StoryRecorder } from './support/story-recorder.ts';
import { correctEntry } from './support/story-server.ts';

const secret = '{{secret:token}}';

describe('text', () => {
  test.each([
    ['count=1', 'count=1', true],
    ['count=1', 'count=2', false],
    ['count=1', 'count%3D1', false],
    [`a=${secret}&b=1`, 'a=***&b=1', true],
    [`a=${secret}&b=1`, `a=${secret}&b=1`, true],
    [`a=${secret}&b=1`, 'a=&b=1', true],
    [`a=${secret}&b=1`, 'a=***', false],
    [`a=${secret}`, 'b=***', false],
    [`${secret}x${secret}`, 'x', true],
    [`${secret}x${secret}`, 'y', false],
    [`x${secret}x`, 'x', false],
  ])('%s shown as %s', (sent, shown, same) => {
    expect(sameText(sent, shown)).toBe(same);
  });
});

describe('bodies', () => {
  test.each([
    ['{"a":1,"b":[true,null]}', '{ "b": [true, null], "a": 1 }', true],
    ['{"a":1}', { a: 1 }, true],
    ['[1,2]', '[2,1]', false],
    ['[1,2]', '[1,3]', false],
    ['[1,2]', '[1,2,3]', false],
    ['{"a":1}', '{"a":"1"}', false],
    ['{"a":1,"b":2}', '{"a":1}', false],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1}', '{"a":1', false],
    ['{"a":1}', null, false],
    ['{"password":"x","a":1}', '{"password":"***","a":1}', true],
    ['{"password":"x","a":1}', '{"a":1}', true],
    ['{"password":"x","a":1}', '{"password":"***","a":2}', false],
    ['{"urn:ietf:params:scim:schemas:core:2.0:User:password":"x"}', '{}', true],
    [
      '{"Operations":[{"op":"replace","path":"password","value":"x"}]}',
      '{"Operations":[{"op":"replace","path":"password","value":"***"}]}',
      true,
    ],
    [
      '{"Operations":[{"op":"replace","path":"title","value":"x"}]}',
      '{"Operations":[{"op":"replace","path":"title","value":"***"}]}',
      false,
    ],
    [`{"a":"${secret}"}`, '{"a":"***"}', true],
    [`{"a":"${secret}"}`, '{}', true],
    [`{"a":"x ${secret} y"}`, '{"a":"x *** y"}', true],
    [`{"a":"x ${secret} y"}`, '{"a":"x *** z"}', false],
    ['no json', 'no json', true],
    ['no json', 'no jso', false],
    [`no json ${secret}`, 'no json ***', true],
    // What of this may be masked cannot be said.
    ['{"password":"x"', '{"password":"***"', undefined],
    ['{"password":"x"', '', undefined],
    ['{"PASSWORD":"x"', '', undefined],
  ])('%s shown as %j', (sent, shown, same) => {
    expect(sameBody(sent, shown)).toBe(same);
  });
});

describe('headers', () => {
  const sent = {
    Accept: 'application/scim+json',
    'Accept-Encoding': 'gzip,deflate',
    Authorization: `Bearer ${secret}`,
    'User-Agent': '',
    Host: 'a',
  };
  test.each([
    [
      { accept: 'application/scim+json', 'accept-encoding': 'gzip, deflate', via: '1.1 proxy', 'user-agent': 'node' },
      undefined,
    ],
    [
      { ACCEPT: 'application/scim+json', 'accept-encoding': 'gzip,deflate', authorization: '***', host: 'b' },
      undefined,
    ],
    [{ 'accept-encoding': 'gzip,deflate' }, 'Accept'],
    [{ accept: 'application/json', 'accept-encoding': 'gzip,deflate' }, 'Accept'],
    [{ accept: 'application/scim+json', 'accept-encoding': 'gzip' }, 'Accept-Encoding'],
    [{ accept: ['application/scim+json'], 'accept-encoding': ['gzip', 'deflate'] }, undefined],
  ])('%j', (shown, missing) => {
    expect(missingHeader(sent, shown)).toBe(missing);
  });
});

function exchange(headers: Record<string, string>, body: string, path = '/Users'): ExchangeLine {
  return {
    type: 'exchange',
    scenario: 's',
    number: 1,
    step: 's',
    sentAt: 0,
    receivedAt: 1,
    tenant: 't',
    credential: 'valid',
    request: { method: 'POST', path, headers, body },
    expect: [],
  };
}

const story = (leak: boolean): HistoryLine[] => {
  const recorder = new StoryRecorder({
    specification: requestsDialect,
    makeEntry: (sent) => {
      const entry = correctEntry(sent);
      if (leak) return entry;
      return {
        ...entry,
        request: { method: sent.method, headers: sent.headers, body: sent.body.replace('correct horse', '***') },
      };
    },
  });
  recorder.scenario('story');
  recorder.send({ method: 'POST', path: '/Users', body: '{"userName":"a","password":"correct horse"}', status: 201 });
  recorder.read('complete');
  return recorder.lines;
};

describe('credentials that the recorder did not know', () => {
  test.each([
    [{ Authorization: 'Bearer abcdefgh' }, '', ['abcdefgh']],
    [{ Cookie: 'session=abcdefgh; theme=dark' }, '', ['abcdefgh']],
    [{ 'X-Api-Key': 'abcdefgh' }, '', ['abcdefgh']],
    [{ Authorization: `Bearer ${secret}` }, '', []],
    [{}, '{"password":"correct horse"}', ['correct horse', 'correct%20horse']],
    [
      {},
      '{"Operations":[{"op":"add","path":"password","value":"battery staple"}]}',
      ['battery staple', 'battery%20staple'],
    ],
    [{}, '{"Operations":[{"data":{"password":"in bulk"}}]}', ['in bulk', 'in%20bulk']],
    [{}, '{"userName":"barbara","password":"barbara"}', []],
    [{}, '{"password":"short"}', []],
    [{}, '{"userName":"barbara"}', []],
  ])('%j %s', (headers, body, values) => {
    expect([...sensitiveValues([exchange(headers, body)]).keys()]).toEqual(values);
  });

  test('are looked for in the log', () => {
    expect(messages(story(false), 'fail')).toEqual([]);
    expect(withOutcome(story(true), 'fail')).toEqual(['REQ-SECRET-1']);
  });
});
