import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/index.ts';
import {
  type AttributeDefinition,
  ScimError,
  type Strictness,
  validateCreate,
  validatePatched,
  validateReplace,
} from '../../../src/scim/index.ts';
import { deviceModel, deviceUri, fleetUri } from './sample-models.ts';
import { strict, strictness, tolerant } from './validation-support.ts';

const everyTolerance = tolerant(...(Object.keys(strictness) as (keyof Strictness)[]));

/** A value that the attribute can have. */
function valueOf(definition: AttributeDefinition): fc.Arbitrary<JsonValue> {
  const single = singleOf(definition);
  return definition.multiValued ? fc.array(single, { maxLength: 3 }) : single;
}

function singleOf({ type, subAttributes = [] }: AttributeDefinition): fc.Arbitrary<JsonValue> {
  switch (type) {
    case 'string':
      return fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    case 'boolean':
      return fc.boolean();
    case 'decimal':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'integer':
      return fc.maxSafeInteger();
    case 'dateTime':
      return fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
        .map((date) => date.toISOString());
    case 'binary':
      return fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64'));
    case 'reference':
      return fc.webUrl();
    case 'complex':
      return objectOf(subAttributes);
    default:
      return type satisfies never;
  }
}

/** An object with some of the attributes, and all that are required. */
function objectOf(definitions: readonly AttributeDefinition[]): fc.Arbitrary<JsonObject> {
  const properties = definitions.map((each) => [each.name, valueOf(each)] as const);
  const requiredKeys = definitions.filter(({ required }) => required).map(({ name }) => name);
  return fc.record(Object.fromEntries(properties), { requiredKeys, noNullPrototype: true });
}

const names = [...deviceModel.attributes.values()].map(({ name }) => name);
const fleet = deviceModel.extensions[0]!.schema;
const device: fc.Arbitrary<JsonObject> = fc
  .tuple(objectOf(deviceModel.base.attributes), fc.option(objectOf(fleet.attributes), { nil: undefined }))
  .map(([core, extension]) => {
    const body = Object.assign({ schemas: [deviceUri] }, core, { aliases: ['a'] });
    return extension === undefined
      ? body
      : Object.assign(body, { schemas: [deviceUri, fleetUri], [fleetUri]: extension });
  });

/** A device of which some values are anything at all. */
const damaged: fc.Arbitrary<JsonObject> = fc
  .tuple(device, fc.array(fc.tuple(fc.constantFrom(...names, fleetUri, 'x'), anything()), { maxLength: 3 }))
  .map(([resource, damage]) => Object.assign(resource, Object.fromEntries(damage)));

function anything(): fc.Arbitrary<JsonValue> {
  return fc.jsonValue();
}

/** The clean resource, or how it is refused. */
function attempt(work: () => JsonObject): JsonObject | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof ScimError && error.status === 400 && error.scimType !== undefined) return error.scimType;
    throw error;
  }
}

/** Secrets are kept in another form than they are given. */
function withoutSecrets({ pin: _pin, ...rest }: JsonObject): JsonObject {
  return rest;
}

const runs = { numRuns: 500, seed: 7643 };

describe('validation', () => {
  test('accepts what the schema describes', () => {
    fc.assert(
      fc.property(device, (body) => {
        expect(attempt(() => validateCreate(deviceModel, body, strict))).toBeTypeOf('object');
      }),
      runs,
    );
  });

  test('gives a clean resource or a 400 with a scimType, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, anything()), (body) => {
        for (const options of [strict, everyTolerance]) {
          attempt(() => validateCreate(deviceModel, body, options));
          attempt(() => validateReplace(deviceModel, body, { state: 'x' }, options));
        }
      }),
      runs,
    );
  });

  test('changes nothing about a clean resource: by POST, PUT or PATCH', () => {
    fc.assert(
      fc.property(damaged, (body) => {
        const created = attempt(() => validateCreate(deviceModel, body, strict));
        if (typeof created === 'string') return;
        const clean = withoutSecrets(created);
        expect(validateCreate(deviceModel, clean, strict)).toEqual(clean);
        const stored = { ...created, id: 'd', state: 's', meta: { version: 'v' } };
        expect(validateReplace(deviceModel, withoutSecrets(stored), stored, strict)).toEqual(stored);
        expect(validatePatched(deviceModel, structuredClone(stored), stored, strict)).toEqual(stored);
      }),
      runs,
    );
  });

  test('does not depend on the case or the order of names', () => {
    fc.assert(
      fc.property(damaged, fc.infiniteStream(fc.boolean()), (body, coins) => {
        const renamed = respelled(body, coins);
        const [first, second] = [body, renamed].map((each) => attempt(() => validateCreate(deviceModel, each, strict)));
        if (typeof first === 'string') expect(second).toBeTypeOf('string');
        else expect(second).toEqual(first);
      }),
      runs,
    );
  });

  test('with every tolerance accepts all that it accepts without, with the same result', () => {
    fc.assert(
      fc.property(damaged, (body) => {
        const created = attempt(() => validateCreate(deviceModel, body, strict));
        if (typeof created === 'string') return;
        expect(validateCreate(deviceModel, body, everyTolerance)).toEqual(created);
      }),
      runs,
    );
  });

  test('does not touch its input', () => {
    fc.assert(
      fc.property(damaged, (body) => {
        const copy = structuredClone(body);
        attempt(() => validateCreate(deviceModel, body, everyTolerance));
        expect(body).toEqual(copy);
      }),
      runs,
    );
  });
});

/** The same attributes at the top, last first, each name in upper case or not. */
function respelled(body: JsonObject, coins: Iterator<boolean>): JsonObject {
  const entries = Object.entries(body).toReversed();
  return Object.fromEntries(
    entries.map(([name, value]) => [coins.next().value === true ? name.toUpperCase() : name, value]),
  );
}
