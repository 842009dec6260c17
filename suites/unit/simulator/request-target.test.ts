import { describe, expect, test } from 'vitest';
import { addressOf } from '../../../src/simulator/door-address.ts';
import { parseQuery } from '../../../src/simulator/http/query-parameters.ts';
import { pathSegments, splitTarget } from '../../../src/simulator/http/request-target.ts';

test.each([
  ['/scim/v2/Users?count=1', '/scim/v2/Users', 'count=1'],
  ['/scim/v2/Users?', '/scim/v2/Users', ''],
  ['/scim/v2/Users', '/scim/v2/Users', ''],
  ['/Users?filter=a?b&c=?', '/Users', 'filter=a?b&c=?'],
  ['http://idp.example:8080/Users?x=1', '/Users', 'x=1'],
  ['https://idp.example', '/', ''],
  ['https://idp.example?x=1', '/', 'x=1'],
  ['/Users#top', '/Users', ''],
  ['', '/', ''],
])('splits the target %j', (url, path, query) => {
  expect(splitTarget(url)).toEqual({ path, query });
});

test.each([
  ['/', []],
  ['/Users', ['Users']],
  ['/Users/', ['Users']],
  ['/Users//', ['Users', '']],
  ['//Users', ['', 'Users']],
  ['/Users/a%20b%2Fc', ['Users', 'a b/c']],
  ['/Users/%C3%A9', ['Users', 'é']],
  ['/Users/%zz', undefined],
  ['/Users/%C3', undefined],
])('decodes the path %j', (path, segments) => {
  expect(pathSegments(path)).toEqual(segments);
});

describe('query parameters', () => {
  test.each([
    ['', []],
    ['&', []],
    ['count=1&', [['count', ['1']]]],
    [
      'cursor&count=10',
      [
        ['cursor', ['']],
        ['count', ['10']],
      ],
    ],
    [
      'cursor=&count=10',
      [
        ['cursor', ['']],
        ['count', ['10']],
      ],
    ],
    ['a=1&a=2', [['a', ['1', '2']]]],
    ['filter=userName%20eq%20%22a%2Bb%22', [['filter', ['userName eq "a+b"']]]],
    ['filter=userName+eq+%22x%22', [['filter', ['userName eq "x"']]]],
    ['a=b=c', [['a', ['b=c']]]],
    ['__proto__=1', [['__proto__', ['1']]]],
  ])('decodes %j', (query, expected) => {
    expect([...parseQuery(query)!]).toEqual(expected);
  });

  test.each(['filter=%zz', '%zz=1', 'filter=%'])('does not guess at %j', (query) => {
    expect(parseQuery(query)).toBeUndefined();
  });
});

test.each([
  ['/scim/v2/Users/1', { door: 'scim', tenant: 'default', prefix: '', version: 'v2', path: '/Users/1' }],
  ['/scim/v2', { door: 'scim', tenant: 'default', prefix: '', version: 'v2', path: '/' }],
  ['/scim/Users', { door: 'scim', tenant: 'default', prefix: '', version: undefined, path: '/Users' }],
  ['/scim/v3/Users', { door: 'scim', tenant: 'default', prefix: '', version: 'v3', path: '/Users' }],
  ['/scim/v2x', { door: 'scim', tenant: 'default', prefix: '', version: undefined, path: '/v2x' }],
  [
    '/tenants/acme/scim/v2/.search',
    { door: 'scim', tenant: 'acme', prefix: '/tenants/acme', version: 'v2', path: '/.search' },
  ],
  ['/logs', { door: 'logs', tenant: 'default', prefix: '', version: undefined, path: '/' }],
  [
    '/tenants/acme/logs/requests',
    { door: 'logs', tenant: 'acme', prefix: '/tenants/acme', version: undefined, path: '/requests' },
  ],
  ['/oauth/token', { door: 'token', tenant: 'default', prefix: '', version: undefined, path: '/' }],
  ['/', undefined],
  ['/scimmy/v2', undefined],
  ['/logsx', undefined],
  ['/tenants//scim/v2', undefined],
  ['/tenants/acme', undefined],
])('finds the door of %j', (path, expected) => {
  expect(addressOf(path)).toEqual(expected);
});
