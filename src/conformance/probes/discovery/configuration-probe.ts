import type { JsonValue } from '../../../kernel/index.ts';
import { isJsonObject } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';
import { quote } from '../../wording.ts';
import { fixedProbe, get, isText, type Judgement, listOf, member, textAt, valueAt, valuesAt } from '../kit/index.ts';

/** A statement about one value of the configuration. */
interface Clause {
  readonly requirement: string;
  readonly path: string;
  readonly expected: string;
  readonly holds: (value: JsonValue | undefined) => boolean;
}

const isBoolean = (value: JsonValue | undefined): boolean => typeof value === 'boolean';
const isCount = (value: JsonValue | undefined): boolean => Number.isInteger(value) && Number(value) >= 0;

function complex(requirement: string, path: string): Clause {
  return { requirement, path, expected: 'an object', holds: isJsonObject };
}

function flag(requirement: string, path: string): Clause {
  return { requirement, path: `${path}.supported`, expected: 'true or false', holds: isBoolean };
}

function limit(requirement: string, path: string): Clause {
  return { requirement, path, expected: 'an integer', holds: isCount };
}

/** RFC 7643 section 5. */
const clauses: readonly Clause[] = [
  complex('RFC7643-5-1', 'patch'),
  flag('RFC7643-5-2', 'patch'),
  complex('RFC7643-5-3', 'bulk'),
  flag('RFC7643-5-4', 'bulk'),
  limit('RFC7643-5-5', 'bulk.maxOperations'),
  limit('RFC7643-5-6', 'bulk.maxPayloadSize'),
  complex('RFC7643-5-7', 'filter'),
  flag('RFC7643-5-8', 'filter'),
  limit('RFC7643-5-9', 'filter.maxResults'),
  complex('RFC7643-5-10', 'changePassword'),
  flag('RFC7643-5-11', 'changePassword'),
  complex('RFC7643-5-12', 'sort'),
  flag('RFC7643-5-13', 'sort'),
  complex('RFC7643-5-14', 'etag'),
  flag('RFC7643-5-15', 'etag'),
];

/** Limits that leave nothing to ask for are wrong where the feature is supported. */
const limits = { 'RFC7643-5-5': 'bulk', 'RFC7643-5-6': 'bulk', 'RFC7643-5-9': 'filter' } as const;

/** Types that RFC 7643 section 5 defines for authentication schemes. */
const schemeTypes = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'];

export const providerConfiguration = fixedProbe({
  id: 'discovery/provider-configuration',
  title: 'The configuration of the service provider is one object with everything that RFC 7643 requires in it',
  requirements: [
    'RFC7644-4-1',
    ...clauses.map(({ requirement }) => requirement),
    'RFC7643-5-17',
    'RFC7643-5-18',
    'RFC7643-5-19',
    'RFC7643-5-20',
  ],
  *stimulate() {
    yield get('configuration', '/ServiceProviderConfig');
  },
  judge(judgement) {
    judgeObject(judgement);
    const asked = judgement.one('configuration');
    const others = [...clauses.map(({ requirement }) => requirement), ...schemeRequirements, 'RFC7643-5-17'];
    if (!judgement.founded(asked, ...others)) return;
    const { body } = asked.response;
    for (const { requirement, path, expected, holds } of clauses) {
      const value = valueAt(body, path);
      judgement.check(requirement, holds(value), `expected ${path} to be ${expected}, got ${quote(value)}`, asked);
    }
    for (const [requirement, feature] of Object.entries(limits)) {
      const { path } = clauses.find((clause) => clause.requirement === requirement)!;
      if (valueAt(body, `${feature}.supported`) !== true || valueAt(body, path) !== 0) continue;
      judgement.check(requirement, false, `expected ${path} to be 1 or more with ${feature} supported, got 0`, asked);
    }
    judgeSchemes(judgement);
  },
});

function judgeObject(judgement: Judgement): void {
  const asked = judgement.one('configuration');
  const { status, body } = asked.response;
  const uris = valuesAt(body, 'schemas');
  const single = body !== undefined && member(body, 'Resources') === undefined;
  const right = status === 200 && single && uris.includes(schemaUris.serviceProviderConfig);
  const what = single ? `schemas ${quote(uris)}` : 'something else';
  const message = `expected one object of ${schemaUris.serviceProviderConfig}, got ${status} with ${what}`;
  judgement.check('RFC7644-4-1', right, message, asked);
}

const schemeRequirements = ['RFC7643-5-18', 'RFC7643-5-19', 'RFC7643-5-20'];

function judgeSchemes(judgement: Judgement): void {
  const asked = judgement.one('configuration');
  const list = member(asked.response.body, 'authenticationSchemes');
  const schemes = listOf(list);
  const isListOfObjects = Array.isArray(list) && schemes.every(isJsonObject);
  const came = quote(list);
  judgement.check(
    'RFC7643-5-17',
    isListOfObjects,
    `expected authenticationSchemes, an array of objects, got ${came}`,
    asked,
  );
  if (schemes.length === 0) {
    for (const requirement of schemeRequirements) judgement.skip(requirement, 'no authentication scheme is announced');
  }
  for (const scheme of schemes) {
    const type = textAt(scheme, 'type');
    const defined = schemeTypes.find((known) => known === type?.toLowerCase().replaceAll(/[^a-z0-9]/gu, ''));
    const spelled = isText(type) && (defined === undefined || defined === type);
    const expected = defined === undefined ? 'a type' : `type ${quote(defined)}`;
    judgement.check('RFC7643-5-18', spelled, `expected ${expected}, got ${quote(valueAt(scheme, 'type'))}`, asked);
    for (const [requirement, name] of [['RFC7643-5-19', 'name'] as const, ['RFC7643-5-20', 'description'] as const]) {
      const value = valueAt(scheme, name);
      judgement.check(requirement, isText(value), `expected a ${name} of each scheme, got ${quote(value)}`, asked);
    }
  }
}

export const publicConfiguration = fixedProbe({
  id: 'discovery/public-configuration',
  title: 'Authentication schemes can be read before authenticating',
  requirements: ['RFC7643-5-16'],
  *stimulate() {
    yield get('configuration', '/ServiceProviderConfig');
    yield get('anonymous', '/ServiceProviderConfig', { credential: 'none' });
  },
  judge(judgement) {
    if (!judgement.founded('configuration', 'RFC7643-5-16')) return;
    const { status, body } = judgement.one('anonymous').response;
    const holds = status === 200 && Array.isArray(member(body, 'authenticationSchemes'));
    const message = `expected authenticationSchemes without a credential, got ${status}`;
    judgement.check('RFC7643-5-16', holds, message, 'anonymous');
  },
});
