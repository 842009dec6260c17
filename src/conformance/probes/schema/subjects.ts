import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import type { Discovery } from '../../probe.ts';
import {
  fragmentAt,
  isBuildable,
  isSimple,
  listOf,
  minimalResource,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  sampleValue,
  type Stage,
} from '../kit/index.ts';

/** An attribute on which a characteristic is tried, and the resource type that has it. */
export interface Subject {
  readonly type: string;
  readonly attribute: PlacedAttribute;
}

/**
 * Simple attributes with a single value that satisfy the test, in resource types of which resources can be built; those
 * of users first.
 */
export function subjectsWhere(
  { models }: Discovery,
  test: (attribute: PlacedAttribute) => boolean,
): readonly Subject[] {
  return [...models]
    .filter(([, model]) => isBuildable(model))
    .toSorted(([left], [right]) => Number(right === 'User') - Number(left === 'User'))
    .flatMap(([type, model]) =>
      placedAttributes(model)
        .filter((attribute) => isSimple(attribute) && test(attribute))
        .map((attribute) => ({ type, attribute })),
    );
}

/** For labels and messages: `User title`. */
export function nameOf({ type, attribute }: Subject): string {
  return `${type} ${attribute.path}`;
}

/** A minimal resource of the subject's type with a value at its place. */
export function resourceWith(stage: Stage, { type, attribute }: Subject, value: JsonValue): JsonObject {
  const minimal = minimalResource(stage.model(type)!, stage.name(type.toLowerCase()));
  const resource = overlaid(minimal, fragmentAt(attribute, value));
  const { extension } = attribute;
  const schemas = listOf(resource['schemas']);
  if (extension === undefined || schemas.includes(extension)) return resource;
  return { ...resource, schemas: [...schemas, extension] };
}

/** A valid value of the subject that nobody else has, as far as its type allows. */
export function ownValue(stage: Stage, { attribute }: Subject): JsonValue {
  return sampleValue(attribute.definition, stage.name('value'), attribute.parent);
}

/** Two valid values that differ, where the attribute's type and canonical values have them. */
export function twoValues(stage: Stage, { attribute }: Subject): readonly [JsonValue, JsonValue] | undefined {
  const { type, canonicalValues = [], referenceTypes = [] } = attribute.definition;
  if (referenceTypes.some((each) => each !== 'external' && each !== 'uri')) return undefined;
  if (canonicalValues.length > 1) return [canonicalValues[0]!, canonicalValues[1]!];
  const values = { boolean: [true, false], integer: [41, 42], decimal: [1.25, 2.5] } as const;
  if (type === 'boolean' || type === 'integer' || type === 'decimal') return values[type];
  if (type === 'dateTime') return ['2024-02-29T12:34:56Z', '2025-03-30T01:02:03Z'];
  if (type === 'complex') return undefined;
  const name = (): JsonValue =>
    sampleValue({ ...attribute.definition, canonicalValues: [] }, stage.name('value'), attribute.parent);
  return [name(), name()];
}
