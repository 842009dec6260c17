import { isJsonObject, type JsonObject, type JsonValue } from '../../../kernel/index.ts';
import { listOf, member, textAt } from '../kit/index.ts';

/** The definition of an attribute as a schema resource has it, unread. */
export interface RawDefinition {
  /** `User: emails.value`, for messages. */
  readonly place: string;
  readonly definition: JsonObject;
  readonly parent?: JsonObject;
}

/** Definitions of attributes and, after each, of its sub-attributes, however deep. */
export function rawDefinitions(schema: JsonObject): readonly RawDefinition[] {
  const id = textAt(schema, 'id') ?? '';
  return nested(member(schema, 'attributes'), `${id.slice(id.lastIndexOf(':') + 1)}: `, 'subAttributes');
}

function nested(
  list: JsonValue | undefined,
  prefix: string,
  below: string,
  parent?: JsonObject,
): readonly RawDefinition[] {
  return listOf(list)
    .filter(isJsonObject)
    .flatMap((definition) => {
      const place = `${prefix}${textAt(definition, 'name') ?? '?'}`;
      const own: RawDefinition = parent === undefined ? { place, definition } : { place, definition, parent };
      return [own].concat(nested(member(definition, below), `${place}.`, below, definition));
    });
}

/** Values that a characteristic has where a definition leaves it out (RFC 7643 section 2.2). */
const defaults: Readonly<Record<string, JsonValue>> = {
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
};

/** A characteristic of a definition, its default where it is left out. */
export function characteristic(definition: JsonObject, name: string): JsonValue | undefined {
  return member(definition, name) ?? defaults[name];
}

/** The definition with this name among those of a schema or of a complex attribute, without regard to case. */
export function definitionOf(
  owner: JsonObject,
  list: 'attributes' | 'subAttributes',
  name: string,
): JsonObject | undefined {
  return listOf(member(owner, list))
    .filter(isJsonObject)
    .find((definition) => textAt(definition, 'name')?.toLowerCase() === name.toLowerCase());
}

/** An absolute URI: a scheme, a colon and something after it, without white space (RFC 3986). */
export function isAbsoluteUri(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/u.test(value);
}
