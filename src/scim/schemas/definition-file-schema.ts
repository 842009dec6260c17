/** JSON Schemas of the files in which schemas and resource types are defined: `/Schemas` and `/ResourceTypes` resources. */
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
/** A URI with a scheme; most are URNs. */
const uri = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+$' } as const;
const strings = { type: 'array', items: text, uniqueItems: true } as const;
/** Written by servers and without meaning here, so that what was fetched from one can be loaded as it is. */
const envelope = { schemas: { type: 'array' }, meta: { type: 'object' } } as const;

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'];

const characteristics = {
  /** RFC 7643 section 2.1, and the `$ref` of section 2.4. */
  name: { type: 'string', pattern: '^(?:\\$ref|[A-Za-z][A-Za-z0-9$_-]*)$' },
  multiValued: flag,
  description: text,
  required: flag,
  canonicalValues: strings,
  caseExact: flag,
  mutability: { enum: ['readOnly', 'readWrite', 'immutable', 'writeOnly'] },
  returned: { enum: ['always', 'never', 'default', 'request'] },
  uniqueness: { enum: ['none', 'server', 'global'] },
  referenceTypes: { ...strings, minItems: 1 },
} as const;

const subAttribute = {
  type: 'object',
  properties: { ...characteristics, type: { enum: types } },
  required: ['name', 'type'],
  additionalProperties: false,
};

const attribute = {
  type: 'object',
  properties: {
    ...characteristics,
    type: { enum: [...types, 'complex'] },
    subAttributes: { type: 'array', items: subAttribute, minItems: 1 },
  },
  required: ['name', 'type'],
  additionalProperties: false,
};

export const schemaFileSchema = {
  type: 'object',
  properties: {
    ...envelope,
    id: uri,
    name: text,
    description: text,
    attributes: { type: 'array', items: attribute, minItems: 1 },
  },
  required: ['id', 'attributes'],
  additionalProperties: false,
};

export const resourceTypeFileSchema = {
  type: 'object',
  properties: {
    ...envelope,
    id: { type: 'string', minLength: 1 },
    name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9$_-]*$' },
    endpoint: { type: 'string', pattern: '^/?[A-Za-z0-9][A-Za-z0-9_-]*$' },
    description: text,
    schema: uri,
    schemaExtensions: {
      type: 'array',
      items: {
        type: 'object',
        properties: { schema: uri, required: flag },
        required: ['schema', 'required'],
        additionalProperties: false,
      },
    },
  },
  required: ['name', 'endpoint', 'schema'],
  additionalProperties: false,
};
