import type { JsonValue } from '../../../kernel/index.ts';
import { schemaUris } from '../../../scim/index.ts';

/**
 * Characteristics that a definition has to have. `canonicalValues` and `referenceTypes` are sets; of any other a list
 * names what is allowed.
 */
export interface ExpectedDefinition {
  readonly characteristics: Readonly<Record<string, JsonValue>>;
  /** Sub-attributes by name. One that a target does not have is not missed: it may support a subset (RFC 7644 section 3.1). */
  readonly parts?: Readonly<Record<string, ExpectedDefinition>>;
}

/** What RFC 7643 section 8.7.1 says of attributes of one schema. */
export interface ExpectedAttributes {
  readonly requirement: string;
  readonly schema: string;
  readonly attributes: Readonly<Record<string, ExpectedDefinition>>;
}

type Characteristics = ExpectedDefinition['characteristics'];

const modifiable: Characteristics = { mutability: 'readWrite', returned: 'default' };
const optional: Characteristics = { ...modifiable, required: false };

function string(more: Characteristics = {}): ExpectedDefinition {
  return {
    characteristics: { type: 'string', multiValued: false, ...optional, caseExact: false, uniqueness: 'none', ...more },
  };
}

function one(type: string, more: Characteristics = {}): ExpectedDefinition {
  return { characteristics: { type, multiValued: false, ...optional, ...more } };
}

function complex(
  multiValued: boolean,
  parts: Readonly<Record<string, ExpectedDefinition>>,
  more: Characteristics = {},
): ExpectedDefinition {
  return { characteristics: { type: 'complex', multiValued, ...modifiable, ...more }, parts };
}

function labelled(value: ExpectedDefinition, canonicalValues: readonly string[]): ExpectedDefinition {
  const type = one('string', { canonicalValues });
  return complex(true, { value, display: one('string'), type, primary: one('boolean') });
}

function strings(...names: readonly string[]): Readonly<Record<string, ExpectedDefinition>> {
  return Object.fromEntries(names.map((name) => [name, string()]));
}

const external: ExpectedDefinition = one('reference', { referenceTypes: ['external'] });
const readOnly: Characteristics = { mutability: 'readOnly' };
const locked = (type: string, more: Characteristics = {}): ExpectedDefinition => ({
  characteristics: { type, multiValued: false, mutability: 'readOnly', ...more },
});
const fixed = (type: string, more: Characteristics = {}): ExpectedDefinition => ({
  characteristics: { type, multiValued: false, mutability: 'immutable', ...more },
});

const user = (letter: string, attributes: ExpectedAttributes['attributes']): ExpectedAttributes => ({
  requirement: `RFC7643-8.7.1-${letter}`,
  schema: schemaUris.user,
  attributes,
});

/** RFC 7643 section 8.7.1, requirement by requirement. */
export const coreDefinitions: readonly ExpectedAttributes[] = [
  // A server that keeps `userName` unique more widely than on itself does more than what is shown.
  user('a', { userName: string({ required: true, uniqueness: ['server', 'global'] }) }),
  user('b', {
    name: complex(
      false,
      strings('formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix'),
      { required: false },
    ),
  }),
  user('c', strings('displayName', 'nickName', 'title', 'userType', 'preferredLanguage', 'locale', 'timezone')),
  user('d', { profileUrl: external, photos: labelled(external, ['photo', 'thumbnail']) }),
  user('e', { active: one('boolean') }),
  user('f', {
    password: one('string', { mutability: 'writeOnly', returned: 'never', uniqueness: 'none' }),
  }),
  user('g', {
    emails: labelled(one('string'), ['work', 'home', 'other']),
    phoneNumbers: labelled(one('string'), ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    // Section 4.1.2 has `other` too, so that a server may list it.
    ims: labelled(one('string'), ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']),
  }),
  user('h', {
    addresses: complex(true, {
      ...Object.fromEntries(
        ['formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country'].map((name) => [
          name,
          one('string'),
        ]),
      ),
      type: one('string', { canonicalValues: ['work', 'home', 'other'] }),
    }),
  }),
  user('i', {
    groups: complex(
      true,
      {
        value: locked('string'),
        $ref: locked('reference'),
        display: locked('string'),
        type: locked('string', { canonicalValues: ['direct', 'indirect'] }),
      },
      readOnly,
    ),
  }),
  user('j', { entitlements: labelled(one('string'), []), roles: labelled(one('string'), []) }),
  user('k', { x509Certificates: labelled(one('binary'), []) }),
  {
    requirement: 'RFC7643-8.7.1-l',
    schema: schemaUris.group,
    // `required` is left out: sections 4.2 and 8.7.1 contradict each other. A server may keep the names of groups unique.
    attributes: {
      displayName: {
        characteristics: {
          type: 'string',
          multiValued: false,
          caseExact: false,
          ...modifiable,
          uniqueness: ['none', 'server', 'global'],
        },
      },
    },
  },
  {
    requirement: 'RFC7643-8.7.1-m',
    schema: schemaUris.group,
    attributes: {
      members: complex(true, {
        value: fixed('string'),
        $ref: fixed('reference'),
        type: fixed('string', { canonicalValues: ['User', 'Group'] }),
      }),
    },
  },
  {
    requirement: 'RFC7643-8.7.1-n',
    schema: schemaUris.enterpriseUser,
    attributes: strings('employeeNumber', 'costCenter', 'organization', 'division', 'department'),
  },
  {
    requirement: 'RFC7643-8.7.1-o',
    schema: schemaUris.enterpriseUser,
    attributes: {
      manager: complex(false, { value: one('string'), $ref: one('reference'), displayName: locked('string') }),
    },
  },
];
