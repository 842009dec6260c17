import { durationPattern, timeOfDayPattern } from './duration.ts';

/** Names of people, groups, captures: what stands in `{{…}}`. */
const namePattern = '^[a-z][A-Za-z0-9-]*$';
const kebabPattern = '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$';

type Schema = Readonly<Record<string, unknown>>;

const nameText = 'a name of letters, digits and dashes that begins with a lower-case letter';
const kebabText = 'a name in lower case, its words joined with dashes';
const name: Schema = { type: 'string', pattern: namePattern, description: nameText };
const kebabName: Schema = { type: 'string', pattern: kebabPattern, description: kebabText };
const text: Schema = { type: 'string', minLength: 1 };
const optionalText: Schema = { type: ['string', 'null'], minLength: 1 };

function closed(properties: Record<string, Schema>, required: readonly string[], description?: string): Schema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    required,
    additionalProperties: false,
  };
}

/** One schema for values of a type, another for all others: unlike `anyOf`, it gives errors that say what is wrong. */
function whereType(type: string, schema: Schema, otherwise: Schema): Schema {
  // oxlint-disable-next-line unicorn/no-thenable -- A keyword of JSON Schema.
  return { if: { type }, then: schema, else: otherwise };
}

const credential: Schema = {
  type: 'string',
  pattern: kebabPattern,
  examples: ['valid', 'expired', 'wrong', 'none'],
  description:
    'the name of the credential that goes with the requests, valid where it is left out; without such a credential the step is passed over',
};

const tenant: Schema = {
  type: 'string',
  minLength: 1,
  description: 'the name of the tenant, the first of the target where it is left out',
};

/** `create-user: ada`, or an object where there is more to say. */
function subject(role: string, description: string): Schema {
  return {
    description,
    ...whereType('string', name, closed({ [role]: name, credential }, [role])),
  };
}

function named(
  role: string,
  properties: Record<string, Schema>,
  required: readonly string[],
  description: string,
): Schema {
  return closed({ [role]: name, ...properties, credential }, [role, ...required], description);
}

const members: Schema = { type: 'array', items: name, minItems: 1, uniqueItems: true };

const person: Schema = {
  type: ['object', 'null'],
  description:
    'A person in the directory of the identity provider. What is left out is made up under the seed; null means that this person has none.',
  properties: {
    userName: { ...text, description: 'Must contain {{namespace}}.' },
    givenName: text,
    familyName: text,
    email: { ...text, description: 'Must contain {{namespace}}.' },
    department: optionalText,
    employeeNumber: optionalText,
    title: optionalText,
  },
  additionalProperties: false,
};

const group: Schema = {
  type: ['object', 'null'],
  description: 'A group in the directory of the identity provider.',
  properties: { displayName: { ...text, description: 'Must contain {{namespace}}.' } },
  additionalProperties: false,
};

const personChanges: Record<string, Schema> = {
  userName: text,
  givenName: text,
  familyName: text,
  email: text,
  department: text,
  employeeNumber: text,
  title: text,
};

const status: Schema = { type: 'integer', minimum: 100, maximum: 599 };
const pointer: Schema = {
  type: 'string',
  pattern: '^(?:/.*)?$',
  description: 'a JSON pointer (RFC 6901) into the response body, such as /name/familyName',
};

const expectation = closed(
  {
    requirement: { ...text, description: 'Id of the requirement that this decides.' },
    status: {
      description: 'The status code, or a list of accepted ones.',
      ...whereType('array', { items: status, minItems: 1 }, status),
    },
    body: {
      type: 'object',
      propertyNames: pointer,
      minProperties: 1,
      description: 'JSON pointer to the value that must stand there.',
    },
    absent: { type: 'array', items: pointer, minItems: 1, description: 'JSON pointers at which nothing may stand.' },
    headers: {
      type: 'object',
      propertyNames: { pattern: '^[a-z0-9-]+$' },
      additionalProperties: { type: 'string', format: 'regex' },
      minProperties: 1,
      description: 'Response header, in lower case, to a regular expression that it must match.',
    },
  },
  ['requirement'],
  'What a requirement says about the response.',
);

const request = closed(
  {
    name: { ...text, description: 'What the exchange is called in reports.' },
    method: {
      type: 'string',
      pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
      description: 'an HTTP method token; any is sent as written',
    },
    path: {
      type: 'string',
      pattern: '^/(?:[!"$-~]|\\{\\{[^}]*\\}\\})*$',
      description:
        'a path below the SCIM base URI, in ASCII and without white space; it is sent as written, values of placeholders percent-encoded',
    },
    query: {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean'] },
      description: 'Appended to the path, percent-encoded.',
    },
    headers: {
      type: 'object',
      additionalProperties: { type: ['string', 'null'] },
      description: 'null leaves out a default header.',
    },
    body: { description: 'A string is sent as it is, anything else as JSON.' },
    credential,
    tenant,
    capture: {
      type: 'object',
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: 'string',
        pattern: '^(?:/.*|header:[a-z0-9-]+)$',
        description: 'a JSON pointer such as /id, or header: and a name in lower case',
      },
      description: 'Name to a JSON pointer into the response body, or to header: and a name in lower case.',
    },
    expect: { type: 'array', items: expectation, minItems: 1 },
  },
  ['method', 'path'],
  'One raw request.',
);

const admin = closed(
  {
    action: {
      type: 'string',
      pattern: '^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$',
      description: 'a verb of the driver in lower case, such as role.create',
    },
    with: { type: 'object', propertyNames: { pattern: namePattern }, description: 'Parameters of the action.' },
    as: {
      ...name,
      description: 'who does it: an actor of the driver, a session that an earlier step gave, or nobody',
    },
    tenant,
    gives: {
      ...name,
      description: 'the name under which later steps use what comes of it: a session, or a credential of the SCIM door',
    },
    capture: {
      type: 'object',
      propertyNames: { pattern: namePattern },
      additionalProperties: pointer,
      description: 'Name to a JSON pointer into what comes back.',
    },
    expect: {
      enum: ['success', 'unchanged', 'refused'],
      description:
        'What the story needs to come of it, success by default; unchanged is a success that changes nothing.',
    },
  },
  ['action'],
  'Something that SCIM cannot ask for, done by the driver of the target; passed over where it cannot do it.',
);

const duration: Schema = { type: 'string', pattern: durationPattern };

const steps: Schema = { type: 'array', items: { $ref: '#/definitions/step' }, minItems: 1 };

/** Every step of the language by its name. */
const stepProperties: Record<string, Schema> = {
  'test-connection': closed({ credential }, [], 'The connection test of the profile.'),
  'create-user': subject('user', 'Looks the person up and creates the user, as the profile does it.'),
  'update-user': {
    ...named('user', personChanges, [], 'Changes attributes of the person and sends them.'),
    minProperties: 2,
  },
  'deactivate-user': subject('user', 'Takes the access away, as the profile does it.'),
  'reactivate-user': subject('user', 'Gives the access back.'),
  'delete-user': subject('user', 'Removes the user for good, if the profile ever does.'),
  'create-group': subject('group', 'Looks the group up and creates it.'),
  'rename-group': named(
    'group',
    { displayName: { ...text, description: 'Must contain {{namespace}}.' } },
    ['displayName'],
    'Gives the group another name.',
  ),
  'add-members': named('group', { members }, ['members'], 'Adds people to the group.'),
  'remove-members': named('group', { members }, ['members'], 'Takes people out of the group.'),
  'delete-group': subject('group', 'Deletes the group.'),
  request,
  admin,
  repeat: {
    ...closed(
      {
        times: { type: 'integer', minimum: 1, maximum: 10_000 },
        over: { type: 'array', minItems: 1 },
        steps,
      },
      ['steps'],
      'Plays steps several times: {{repeat.index}} counts from 1, {{repeat.value}} is the item of over.',
    ),
    minProperties: 2,
    maxProperties: 2,
  },
  clock: {
    ...closed(
      {
        advance: { ...duration, description: 'a duration such as 90s or 1d12h: so much time elapses' },
        to: {
          type: 'string',
          pattern: timeOfDayPattern,
          description: 'a time of day in UTC such as 23:59:59.999: time elapses until then',
        },
        step: { ...duration, description: 'a duration such as -5s: the clock is corrected by it, and no time elapses' },
      },
      [],
      'Moves a virtual clock; passed over on a target that lives in real time.',
    ),
    minProperties: 1,
    maxProperties: 1,
  },
  'read-log': closed(
    {
      log: {
        type: 'string',
        pattern: kebabPattern,
        description: 'the name of a dialect, in lower case, words joined with dashes',
      },
      purpose: { enum: ['complete', 'filtered', 'refused', 'restored', 'paged', 'outsider'] },
      viewer: kebabName,
      filters: { type: 'object', additionalProperties: { type: 'string' } },
      search: text,
      partition: { ...text, description: 'Which part of a log that has parts: the id of an integration.' },
      zone: { ...text, description: 'The time zone of the reader, by its IANA name.' },
      tenant,
      limit: { type: 'integer', minimum: 1 },
      between: closed(
        { rounds: { type: 'integer', minimum: 1 }, steps },
        ['rounds', 'steps'],
        'Steps that are played after each page, for so many pages.',
      ),
    },
    ['log'],
    'Reads one log in the middle of the story.',
  ),
  probes: {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^[a-z][a-z0-9-]*(?:/[a-z0-9-]+)?$',
      description: 'an area of probes, or area/name',
    },
    minItems: 1,
    uniqueItems: true,
    description: 'Questions about the protocol: all probes of an area, or single ones by their ids.',
  },
};

/** Names of all steps, for suggestions. */
export const stepNames: readonly string[] = Object.keys(stepProperties);

const depth: Schema = { enum: ['none', 'complete', 'basic', 'full'] };

/** JSON Schema (draft 7) of a scenario file, for the loader and for editors. */
export const scenarioSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'scimulate scenario',
  type: 'object',
  properties: {
    scenario: {
      type: 'string',
      pattern: kebabPattern,
      description: 'the name of its file, in lower case, words joined with dashes',
    },
    title: { ...text, description: 'What happens, in one line.' },
    profile: {
      type: 'string',
      pattern: kebabPattern,
      description:
        'the name of the identity provider whose actions the steps are, in lower case, words joined with dashes',
    },
    people: { type: 'object', propertyNames: { pattern: namePattern }, additionalProperties: person },
    groups: { type: 'object', propertyNames: { pattern: namePattern }, additionalProperties: group },
    reads: {
      description:
        'How much of the logs is read after the steps: for all of them, or by dialect. basic where it is left out.',
      ...whereType('string', depth, { type: 'object', additionalProperties: depth }),
    },
    steps,
  },
  required: ['scenario', 'title', 'steps'],
  additionalProperties: false,
  definitions: {
    step: {
      description: 'One step; its only key says what it does.',
      ...whereType(
        'string',
        { enum: ['test-connection'] },
        { type: 'object', properties: stepProperties, additionalProperties: false, minProperties: 1, maxProperties: 1 },
      ),
    },
  },
};
