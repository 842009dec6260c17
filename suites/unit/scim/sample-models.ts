import { buildModel, coreModels, type ResourceModel, ScimError, schemaUris } from '../../../src/scim/index.ts';
import { attribute, complex, withMutability } from '../../../src/scim/schemas/define-attribute.ts';

function coreModel(name: string): ResourceModel {
  const model = coreModels().find(({ type }) => type.name === name);
  if (model === undefined) throw new Error(`no core model ${name}`);
  return model;
}

export const userModel = coreModel('User');
export const groupModel = coreModel('Group');
export const enterprise = schemaUris.enterpriseUser;

export const deviceUri = 'urn:example:params:scim:schemas:Device';
/** It ends in what is no attribute name, as registered URIs may. */
export const fleetUri = 'urn:example:params:scim:schemas:fleet:2.0';

/** A resource type with an attribute of every data type and every characteristic. */
export const deviceModel: ResourceModel = buildModel(
  {
    id: 'Device',
    name: 'Device',
    endpoint: '/Devices',
    description: 'A thing on the network.',
    schema: deviceUri,
    schemaExtensions: [{ schema: fleetUri, required: false }],
  },
  [
    {
      id: deviceUri,
      name: 'Device',
      description: 'A thing on the network.',
      attributes: [
        attribute('serial', 'string', 'Set once.', { caseExact: true, mutability: 'immutable' }),
        attribute('label', 'string', 'Has to be there.', { required: true }),
        attribute('ports', 'integer', 'How many.'),
        attribute('weight', 'decimal', 'In kilograms.'),
        attribute('installed', 'dateTime', 'Since when.'),
        attribute('key', 'binary', 'Its key.'),
        attribute('secure', 'boolean', 'Whether it boots securely.'),
        attribute('manual', 'reference', 'Where to read on.', { referenceTypes: ['external'] }),
        attribute('owner', 'reference', 'Whose it is.', { referenceTypes: ['User'] }),
        attribute('tags', 'string', 'Any words.', { multiValued: true }),
        attribute('pin', 'string', 'Nobody reads it.', { mutability: 'writeOnly', returned: 'never' }),
        attribute('diagnosis', 'string', 'Long.', { returned: 'request' }),
        attribute('constructor', 'string', 'A name that every object inherits.'),
        attribute('state', 'string', 'Observed.', { mutability: 'readOnly' }),
        attribute('aliases', 'string', 'At least one.', { multiValued: true, required: true }),
        complex('vendor', 'Who made it.', [
          attribute('name', 'string', 'Always told.', { returned: 'always' }),
          attribute('contract', 'string', 'Told when asked for.', { returned: 'request' }),
          attribute('secret', 'string', 'Never told.', { returned: 'never' }),
          attribute('country', 'string', 'Told by default.'),
        ]),
        complex(
          'rooms',
          'Where it stands.',
          [
            attribute('number', 'integer', 'Of the room.', { required: true }),
            attribute('floor', 'string', 'Of the building.', { mutability: 'immutable' }),
            attribute('since', 'dateTime', 'When it got there.'),
          ],
          { multiValued: true },
        ),
        complex(
          'seenBy',
          'Who saw it.',
          withMutability('readOnly', [
            attribute('value', 'string', 'Id.', { caseExact: true }),
            attribute('$ref', 'reference', 'URI.', { referenceTypes: ['User'] }),
          ]),
          { multiValued: true, mutability: 'readOnly' },
        ),
        complex(
          'users',
          'Who uses it.',
          [
            attribute('value', 'string', 'Id.', { caseExact: true, mutability: 'immutable' }),
            attribute('$ref', 'reference', 'URI.', { referenceTypes: ['User'], mutability: 'immutable' }),
            attribute('note', 'string', 'What for.'),
          ],
          { multiValued: true },
        ),
      ],
    },
    {
      id: fleetUri,
      name: 'Fleet',
      description: 'Who keeps it.',
      attributes: [
        attribute('depot', 'string', 'Where it is serviced.'),
        attribute('number', 'integer', 'In the fleet.', { required: true }),
      ],
    },
  ],
);

/** What an error tells a client: `400 invalidFilter`. Fails when nothing is thrown, or what is thrown is no ScimError. */
export function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return `${error.status} ${error.scimType ?? ''}`.trimEnd();
    throw error;
  }
  throw new Error('nothing was refused');
}
