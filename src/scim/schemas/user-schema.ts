import type { AttributeDefinition, SchemaDefinition } from '../schema.ts';
import { attribute, complex, withMutability } from './define-attribute.ts';
import { schemaUris } from './schema-uris.ts';

const primary = attribute(
  'primary',
  'boolean',
  'Whether this is the preferred value of the attribute. No more than one value has it true.',
);

/**
 * A multi-valued attribute with the default sub-attributes of RFC 7643 section 2.4. `display` can be written, as in the
 * characteristics of section 8.7.1, although its description there says READ-ONLY: providers send it.
 */
function values(
  name: string,
  description: string,
  value: AttributeDefinition,
  types: readonly string[] | undefined,
): AttributeDefinition {
  const type = attribute(
    'type',
    'string',
    'A label of the function of the value.',
    types === undefined ? {} : { canonicalValues: types },
  );
  const display = attribute('display', 'string', 'A name for people, for display.');
  return complex(name, description, [value, display, type, primary], { multiValued: true });
}

const name = complex('name', "The components of the user's name.", [
  attribute('formatted', 'string', 'The full name, formatted for display.'),
  attribute('familyName', 'string', 'The family name, or last name in most Western languages.'),
  attribute('givenName', 'string', 'The given name, or first name in most Western languages.'),
  attribute('middleName', 'string', 'The middle names.'),
  attribute('honorificPrefix', 'string', "The honorific prefixes, such as 'Ms.'."),
  attribute('honorificSuffix', 'string', "The honorific suffixes, such as 'III'."),
]);

const singular: readonly AttributeDefinition[] = [
  attribute('userName', 'string', 'Unique identifier for the user, typically used to authenticate.', {
    required: true,
    uniqueness: 'server',
  }),
  name,
  attribute('displayName', 'string', 'The name of the user, suitable for display.'),
  attribute('nickName', 'string', 'The casual way to address the user.'),
  attribute('profileUrl', 'reference', "URL of a page that represents the user's online profile.", {
    referenceTypes: ['external'],
  }),
  attribute('title', 'string', "The user's title, such as 'Vice President'."),
  attribute('userType', 'string', 'The relationship between the organization and the user.'),
  attribute('preferredLanguage', 'string', 'Preferred languages, in the format of the HTTP Accept-Language field.'),
  attribute('locale', 'string', 'Location for purposes of localization, as a language tag of RFC 5646.'),
  attribute('timezone', 'string', "Time zone in the IANA database's format, such as 'America/Los_Angeles'."),
  attribute('active', 'boolean', "The user's administrative status."),
  // Section 8.7.1 has `caseExact` false. A password that compares without case would be a different one.
  attribute('password', 'string', "The user's password in clear, to set or replace it.", {
    caseExact: true,
    mutability: 'writeOnly',
    returned: 'never',
  }),
];

const addresses = complex(
  'addresses',
  'Physical mailing addresses.',
  [
    attribute('formatted', 'string', 'The full mailing address, formatted for display.'),
    attribute('streetAddress', 'string', 'The full street address component.'),
    attribute('locality', 'string', 'The city or locality.'),
    attribute('region', 'string', 'The state or region.'),
    attribute('postalCode', 'string', 'The zip code or postal code.'),
    attribute('country', 'string', 'The country, as an ISO 3166-1 alpha-2 code.'),
    attribute('type', 'string', 'A label of the function of the address.', {
      canonicalValues: ['work', 'home', 'other'],
    }),
    // Section 8.7.1 leaves it out, but section 2.4 gives it to every multi-valued attribute and section 8.2 shows it here.
    primary,
  ],
  { multiValued: true },
);

const groups = complex(
  'groups',
  'Groups that the user belongs to, directly or through nested groups.',
  withMutability('readOnly', [
    // Section 8.7.1 has `caseExact` false, but the value is an `id`, and an `id` is case exact (section 3.1).
    attribute('value', 'string', 'The `id` of the group.', { caseExact: true }),
    // Section 8.7.1 names User too; section 4.1.2 says that it is the URI of a Group.
    attribute('$ref', 'reference', 'URI of the group.', { referenceTypes: ['Group'] }),
    attribute('display', 'string', 'The name of the group.'),
    attribute('type', 'string', "How the user belongs to it: 'direct' or 'indirect'.", {
      canonicalValues: ['direct', 'indirect'],
    }),
  ]),
  { multiValued: true, mutability: 'readOnly' },
);

const text = (description: string): AttributeDefinition => attribute('value', 'string', description);

/** RFC 7643 section 4.1, with the characteristics of section 8.7.1. */
export const userSchema: SchemaDefinition = {
  id: schemaUris.user,
  name: 'User',
  description: 'User Account',
  attributes: [
    ...singular,
    values('emails', 'E-mail addresses.', text('The e-mail address.'), ['work', 'home', 'other']),
    values('phoneNumbers', 'Phone numbers.', text('The phone number, preferably as a URI of RFC 3966.'), [
      'work',
      'home',
      'mobile',
      'fax',
      'pager',
      'other',
    ]),
    // Section 4.1.2 has 'other' too, which section 8.7.1 leaves out.
    values('ims', 'Instant messaging addresses.', text('The instant messaging address.'), [
      'aim',
      'gtalk',
      'icq',
      'xmpp',
      'msn',
      'skype',
      'qq',
      'yahoo',
      'other',
    ]),
    values(
      'photos',
      'URLs of photos.',
      attribute('value', 'reference', 'URL of the photo.', { referenceTypes: ['external'] }),
      ['photo', 'thumbnail'],
    ),
    addresses,
    groups,
    values('entitlements', 'Things that the user has.', text('The entitlement.'), undefined),
    values('roles', 'What the user is, in roles.', text('The role.'), undefined),
    values(
      'x509Certificates',
      'Certificates issued to the user.',
      attribute('value', 'binary', 'One DER-encoded X.509 certificate.'),
      undefined,
    ),
  ],
};
