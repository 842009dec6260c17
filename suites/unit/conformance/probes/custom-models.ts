import {
  type AttributeDefinition,
  buildModel,
  coreModels,
  type ResourceModel,
  type SchemaDefinition,
} from '../../../../src/scim/index.ts';

type Given = Partial<AttributeDefinition> & { readonly name: string };

function attribute(given: Given): AttributeDefinition {
  return {
    type: 'string',
    multiValued: false,
    description: `The ${given.name}.`,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...given,
  };
}

const device: SchemaDefinition = {
  id: 'urn:example:schemas:2.0:Device',
  name: 'Device',
  description: 'A device',
  attributes: [
    attribute({ name: 'label', required: true }),
    attribute({ name: 'serialNumber', required: true, caseExact: true, mutability: 'immutable', uniqueness: 'server' }),
    attribute({ name: 'assetTag', uniqueness: 'global' }),
    attribute({ name: 'model', caseExact: true }),
    attribute({ name: 'batch', mutability: 'immutable' }),
    attribute({ name: 'weight', type: 'decimal' }),
    attribute({ name: 'slots', type: 'integer' }),
    attribute({ name: 'boughtAt', type: 'dateTime' }),
    attribute({ name: 'managed', type: 'boolean' }),
    attribute({ name: 'key', type: 'binary', caseExact: true }),
    attribute({ name: 'manual', type: 'reference', caseExact: true, referenceTypes: ['external'] }),
    attribute({ name: 'pin', mutability: 'writeOnly', returned: 'never' }),
    attribute({ name: 'vendor', returned: 'always' }),
    attribute({ name: 'history', returned: 'request' }),
    attribute({ name: 'tags', multiValued: true }),
    attribute({ name: 'state', canonicalValues: ['new', 'used'] }),
    attribute({ name: 'lastSeen', type: 'dateTime', mutability: 'readOnly' }),
    attribute({
      name: 'screen',
      type: 'complex',
      subAttributes: [attribute({ name: 'width', type: 'integer' }), attribute({ name: 'panel' })],
    }),
    attribute({
      name: 'ports',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        attribute({ name: 'value' }),
        attribute({ name: 'type', canonicalValues: ['usb', 'network'] }),
        attribute({ name: 'primary', type: 'boolean' }),
      ],
    }),
  ],
};

const lease: SchemaDefinition = {
  id: 'urn:example:schemas:extension:2.0:Lease',
  name: 'Lease',
  description: 'What a leased device is under',
  attributes: [
    attribute({ name: 'contract', required: true }),
    attribute({ name: 'monthly', type: 'decimal' }),
    attribute({ name: 'Remark' }),
  ],
};

/** The core types and one with an attribute for every characteristic, and an extension that it requires. */
export function customModels(): readonly ResourceModel[] {
  const type = {
    id: 'Device',
    name: 'Device',
    endpoint: '/Devices',
    description: 'Device',
    schema: device.id,
    schemaExtensions: [{ schema: lease.id, required: true }],
  };
  return [...coreModels(), buildModel(type, [device, lease])];
}
