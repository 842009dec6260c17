import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { type AttributeDefinition, canonicalPath, type ResourceModel } from '../../../scim/index.ts';

/** An attribute or sub-attribute with its place in a resource. */
export interface PlacedAttribute {
  /** In attribute notation, those of extensions with their URI: `emails.value`. */
  readonly path: string;
  readonly definition: AttributeDefinition;
  /** The complex attribute that it is a part of. */
  readonly parent?: AttributeDefinition;
  /** URI of the extension in whose container it lies. */
  readonly extension?: string;
}

/** Attributes and, after each, its sub-attributes: those of the base schema, then of each extension; no common ones. */
export function placedAttributes(model: ResourceModel): readonly PlacedAttribute[] {
  return [
    ...model.base.attributes.flatMap((definition) => placed(definition)),
    ...model.extensions.flatMap(({ schema }) => schema.attributes.flatMap((each) => placed(each, schema.id))),
  ].filter(({ definition, parent }) => !commonNames.has((parent ?? definition).name.toLowerCase()));
}

/** Common attributes, which some targets list in their schemas (RFC 7643 section 3.1). */
const commonNames: ReadonlySet<string> = new Set(['id', 'externalid', 'meta', 'schemas']);

function placed(definition: AttributeDefinition, extension?: string): readonly PlacedAttribute[] {
  const inside = extension === undefined ? {} : { extension };
  const place = (path: string, own: AttributeDefinition, parent?: AttributeDefinition): PlacedAttribute =>
    Object.assign({ path, definition: own }, parent === undefined ? {} : { parent }, inside);
  const path = canonicalPath({ kind: 'attribute', ...inside, attribute: definition });
  const parts = (definition.subAttributes ?? []).map((subAttribute) =>
    place(
      canonicalPath({ kind: 'attribute', ...inside, attribute: definition, subAttribute }),
      subAttribute,
      definition,
    ),
  );
  return [place(path, definition), ...parts];
}

/** Whether a client can set the attribute: it and the attribute that it is a part of. */
export function isWritable({ definition, parent }: PlacedAttribute): boolean {
  return definition.mutability !== 'readOnly' && parent?.mutability !== 'readOnly';
}

/** Whether a representation shows the attribute without being asked: it and the attribute that it is a part of. */
export function isReturned({ definition, parent }: PlacedAttribute): boolean {
  return [definition, parent].every((each) => each === undefined || ['default', 'always'].includes(each.returned));
}

/** A simple attribute with one value, on the top level of the resource or of an extension. */
export function isSimple({ definition, parent }: PlacedAttribute): boolean {
  return parent === undefined && definition.type !== 'complex' && !definition.multiValued;
}

/** Whether clients may choose any text: no canonical values, and no meaning of its own that a server could check. */
export function isFreeText(attribute: PlacedAttribute): boolean {
  const { definition } = attribute;
  const canonical = definition.canonicalValues ?? [];
  return (
    definition.type === 'string' &&
    canonical.length === 0 &&
    isWritable(attribute) &&
    !formatted.has(definition.name.toLowerCase()) &&
    !attribute.path.startsWith('emails.') &&
    !attribute.path.startsWith('phoneNumbers.') &&
    !attribute.path.startsWith('ims.') &&
    !/:manager(?:\.|$)/u.test(attribute.path)
  );
}

/** Strings of User for which RFC 7643 section 4.1 names a format, and the secret. */
const formatted: ReadonlySet<string> = new Set(['password', 'preferredlanguage', 'locale', 'timezone', 'country']);

/** A resource with nothing but a value at the attribute's place. A multi-valued attribute on the way gets one element. */
export function fragmentAt(attribute: PlacedAttribute, value: JsonValue): JsonObject {
  const { definition, parent, extension } = attribute;
  const own: JsonObject = { [definition.name]: definition.multiValued && !Array.isArray(value) ? [value] : value };
  const whole: JsonObject = parent === undefined ? own : { [parent.name]: parent.multiValued ? [own] : own };
  return extension === undefined ? whole : { [extension]: whole };
}
