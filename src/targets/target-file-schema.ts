const environmentName = {
  type: 'string',
  pattern: '^[A-Z_][A-Z0-9_]{0,99}$',
  description: 'the name of an environment variable, in capital letters',
} as const;
const parameterName = { type: 'string', minLength: 1 } as const;
const pointer = {
  type: 'string',
  pattern: '^(?:/.*)?$',
  description: 'a JSON pointer: empty, or beginning with "/"',
} as const;
const httpUrl = {
  type: 'string',
  pattern: '^https?://[^\\s@?#]+$',
  description: 'an absolute http or https URL without user, query and fragment',
} as const;
const headerName = {
  type: 'string',
  pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
  description: 'the name of a header field',
} as const;
const headerValue = {
  type: ['string', 'object'],
  pattern: '^[\\t\\x20-\\x7e]*$',
  required: ['env'],
  additionalProperties: false,
  properties: { env: environmentName },
} as const;
const headers = {
  type: 'object',
  propertyNames: headerName,
  additionalProperties: headerValue,
} as const;
const milliseconds = { type: 'integer', minimum: 0 } as const;
const scalar = { type: ['string', 'number', 'boolean', 'null'] } as const;
const pagingEnd = { more: pointer, total: pointer } as const;

function object(required: readonly string[], properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: 'object', required, additionalProperties: false, properties };
}

/** An object of several kinds, told apart by one of its properties. */
function oneOf(tag: string, kinds: Readonly<Record<string, Record<string, unknown>>>): Record<string, unknown> {
  return {
    type: 'object',
    required: [tag],
    properties: { [tag]: { enum: Object.keys(kinds) } },
    allOf: Object.entries(kinds).map(([kind, schema]) => ({
      if: { required: [tag], properties: { [tag]: { const: kind } } },
      // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema.
      then: schema,
    })),
  };
}

const credentialType = { enum: ['bearer', 'oauth-client-credentials'] } as const;

const token = object(['tokenEnv'], {
  type: credentialType,
  tokenEnv: environmentName,
  header: headerName,
  scheme: { type: 'string', pattern: '^[A-Za-z0-9-]*$' },
});

const oauth = object(['type', 'tokenUrl', 'clientIdEnv', 'clientSecretEnv'], {
  type: { const: 'oauth-client-credentials' },
  tokenUrl: httpUrl,
  clientIdEnv: environmentName,
  clientSecretEnv: environmentName,
  scope: { type: 'string' },
  clientAuthentication: { enum: ['basic', 'form'] },
});

const credential = {
  type: 'object',
  properties: { type: credentialType },
  if: { required: ['type'], properties: { type: { const: 'oauth-client-credentials' } } },
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema.
  then: oauth,
  else: token,
};

const paging = oneOf('style', {
  none: object(['style'], { style: { const: 'none' } }),
  cursor: object(['style', 'parameter', 'next'], {
    style: { const: 'cursor' },
    parameter: parameterName,
    next: pointer,
    emptyPageEnds: { type: 'boolean' },
  }),
  link: object(['style'], { style: { const: 'link' }, next: pointer, emptyPageEnds: { type: 'boolean' } }),
  page: object(['style', 'parameter'], {
    style: { const: 'page' },
    parameter: parameterName,
    first: { type: 'integer', minimum: 0 },
    ...pagingEnd,
  }),
  offset: object(['style', 'parameter'], {
    style: { const: 'offset' },
    parameter: parameterName,
    first: { type: 'integer', minimum: 0 },
    ...pagingEnd,
  }),
});

const value = {
  type: ['string', 'object'],
  pattern: pointer.pattern,
  description: pointer.description,
  required: ['pointer'],
  additionalProperties: false,
  properties: {
    pointer,
    format: { enum: ['iso', 'iso-utc', 'epoch-ms', 'epoch-s'] },
    values: {
      type: 'object',
      additionalProperties: { type: [...scalar.type, 'array'], items: scalar },
    },
    parse: { const: 'json' },
    stripPrefix: { type: 'string', minLength: 1 },
  },
} as const;

const field = {
  if: { type: 'object', required: ['members'] },
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is a keyword of JSON Schema.
  then: object(['members'], { members: { type: 'object', minProperties: 1, additionalProperties: value } }),
  else: value,
};

const filter = object(['parameter'], {
  parameter: parameterName,
  format: { enum: ['text', 'date', 'iso', 'epoch-ms', 'epoch-s'] },
  values: { type: 'object', additionalProperties: { type: 'string' } },
  template: { type: 'string', pattern: '\\{value\\}', description: 'a text with {value} in it' },
  join: { type: 'string' },
});

const place = {
  type: 'string',
  pattern: '^(?:https?:/)?/[^\\s@?#]+$',
  description: 'an absolute http or https URL, or a path that begins with "/", without user, query and fragment',
} as const;

const source = object(['type', 'url', 'entries', 'paging'], {
  type: { const: 'http-json' },
  url: place,
  method: { enum: ['GET', 'POST'] },
  headers,
  parameters: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
  entries: pointer,
  paging,
  limit: object(['parameter'], { parameter: parameterName, maximum: { type: 'integer', minimum: 1 } }),
  fields: { type: 'object', minProperties: 1, additionalProperties: field },
  filters: { type: 'object', additionalProperties: filter },
  search: object(['parameter'], { parameter: parameterName }),
  partition: object(['parameter'], { parameter: parameterName }),
  refresh: pointer,
  zone: object(['parameter'], { parameter: parameterName }),
  choices: {
    type: 'object',
    minProperties: 1,
    additionalProperties: object(['url', 'choices'], { url: place, choices: pointer, text: pointer }),
  },
  settle: object([], { wait: milliseconds, poll: { type: 'integer', minimum: 1 }, timeout: milliseconds }),
});

const text = { type: 'string', minLength: 1 } as const;

const gives = {
  type: 'object',
  description: 'JSON pointers to a session, to a token of the SCIM door, or to id and secret of an OAuth client.',
  properties: { session: pointer, token: pointer, clientId: pointer, clientSecret: pointer, tokenUrl: text },
  additionalProperties: false,
  minProperties: 1,
  dependencies: { clientId: ['clientSecret', 'tokenUrl'], clientSecret: ['clientId'], tokenUrl: ['clientId'] },
};

const action = object(['method', 'path'], {
  method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
  path: { type: 'string', pattern: '^/[^\\s#]*$', description: 'a path that begins with "/"' },
  body: {},
  target: object([], { type: text, id: text }),
  actor: object([], { id: pointer, display: pointer }),
  gives,
  secrets: { type: 'array', items: pointer },
});

const driver = object(['url', 'actors', 'actions'], {
  url: place,
  headers,
  actors: {
    type: 'object',
    minProperties: 1,
    propertyNames: { not: { const: 'nobody' } },
    additionalProperties: object(['auth'], { auth: credential, id: text, display: text }),
  },
  actions: { type: 'object', minProperties: 1, additionalProperties: action },
});

/** JSON Schema (draft 7) of a target file. */
export const targetFileSchema: Readonly<Record<string, unknown>> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'scimulate target file',
  description: 'How to reach a SCIM service provider and read its audit logs. Secrets are named, never written.',
  ...object(['name', 'scim'], {
    name: { type: 'string', pattern: '^\\S(?:.*\\S)?$', maxLength: 100 },
    scim: object(['baseUrl', 'auth'], {
      baseUrl: httpUrl,
      tenant: { type: 'string', minLength: 1 },
      auth: credential,
      headers,
      credentials: {
        type: 'object',
        propertyNames: { not: { enum: ['valid', 'none', 'wrong'] } },
        additionalProperties: credential,
      },
    }),
    logs: {
      type: 'array',
      items: object(['dialect', 'viewers', 'source'], {
        dialect: { type: 'string', minLength: 1 },
        viewers: { type: 'object', required: ['administrator'], additionalProperties: credential },
        responseHeaders: { type: 'object', additionalProperties: headerName },
        clockTolerance: milliseconds,
        source,
      }),
    },
    driver,
    timeout: { type: 'integer', minimum: 1 },
    rateLimit: { type: 'number', exclusiveMinimum: 0 },
    maximumResponseBytes: { type: 'integer', minimum: 1 },
  }),
};
