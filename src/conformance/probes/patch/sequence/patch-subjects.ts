import type { JsonValue } from '../../../../kernel/index.ts';
import { type AttributeDefinition, type ResourceModel, schemaUris } from '../../../../scim/index.ts';
import { isFreeText, isReturned, isSimple, type PlacedAttribute, placedAttributes } from '../../kit/index.ts';

/** A part of a complex value, and the values that it is given. */
export interface SubjectPart {
  readonly name: string;
  readonly values: readonly JsonValue[];
}

/** An attribute that sequences of PATCH operations are tried on. */
export interface Subject {
  /** One simple value, one complex value, or several complex ones. */
  readonly kind: 'single' | 'complex' | 'list';
  readonly name: string;
  /** URI of the extension that it belongs to. */
  readonly extension?: string;
  /** In attribute notation. */
  readonly path: string;
  /** What a single value is set to; empty for other kinds. */
  readonly values: readonly JsonValue[];
  readonly parts: readonly SubjectPart[];
  /** Whether one value of a list can be marked. */
  readonly primary: boolean;
  /** Whether parts of a value can be changed once it is there. */
  readonly changeable: boolean;
}

/** Stand for the ids of Users that a trial creates. */
export const memberTokens = ['@0', '@1', '@2'] as const;

/**
 * The attributes of a type whose treatment RFC 7644 settles for every server: optional ones that a client may write and
 * that are returned, without a format of their own, and that servers do not derive from others.
 */
export function subjectsOf(model: ResourceModel): readonly Subject[] {
  const all = placedAttributes(model);
  return all.filter(isOpen).flatMap((each) => {
    if (isSimple(each)) return single(each);
    const parts = all.filter(({ parent, extension }) => parent === each.definition && extension === each.extension);
    return each.extension === undefined ? several(model, each, parts) : [];
  });
}

/** Names that servers fill in by themselves, or by which they decide about more than the attribute. */
const derived: ReadonlySet<string> = new Set(['displayname', 'display', 'formatted', 'active']);

function isOpen(each: PlacedAttribute): boolean {
  const { definition, parent } = each;
  const { name, mutability, required, uniqueness } = definition;
  const plain = mutability === 'readWrite' && !required && uniqueness === 'none' && isReturned(each);
  return parent === undefined && plain && !derived.has(name.toLowerCase());
}

function single(each: PlacedAttribute): readonly Subject[] {
  const values = valuesOf(each);
  return values.length < 2
    ? []
    : [{ ...placeOf(each), kind: 'single', values, parts: [], primary: false, changeable: true }];
}

function valuesOf(each: PlacedAttribute): readonly JsonValue[] {
  const { type, canonicalValues = [] } = each.definition;
  if (type === 'boolean') return [true, false];
  if (type === 'integer') return [1, 2, 3];
  if (type === 'decimal') return [1.5, 2.25];
  if (type !== 'string') return [];
  if (canonicalValues.length > 0) return canonicalValues.slice(0, 3);
  return isFreeText(each) ? ['alpha', 'beta', 'gamma'] : [];
}

/** `value` and `type` come first; with a few others they are enough to tell values apart. */
const mostParts = 4;

/** Of the lists of a User only these: others have formats, or values that a server knows all of. */
const listsOfUser: ReadonlySet<string> = new Set(['emails', 'addresses']);

function several(model: ResourceModel, each: PlacedAttribute, parts: readonly PlacedAttribute[]): readonly Subject[] {
  const { definition } = each;
  if (definition.type !== 'complex') return [];
  if (model.base.id === schemaUris.group && definition.name.toLowerCase() === 'members') return [members(each)];
  if (parts.some((part) => part.definition.type === 'reference' || part.definition.required)) return [];
  const primary = definition.multiValued && parts.some((part) => isMark(part.definition));
  const own = parts.toSorted((one, other) => rankOf(one) - rankOf(other)).flatMap((part) => partOf(definition, part));
  const kind = definition.multiValued ? 'list' : 'complex';
  const known = model.base.id !== schemaUris.user || kind === 'complex' || listsOfUser.has(definition.name);
  if (!known || own.length < 2) return [];
  return [{ ...placeOf(each), kind, values: [], parts: own.slice(0, mostParts), primary, changeable: true }];
}

function rankOf({ definition }: PlacedAttribute): number {
  return ['value', 'type', definition.name].indexOf(definition.name);
}

/** What a part is given, where operations can be tried on it. */
function partOf(definition: AttributeDefinition, part: PlacedAttribute): readonly SubjectPart[] {
  const { name, mutability, type } = part.definition;
  if (mutability !== 'readWrite' || !isReturned(part) || derived.has(name.toLowerCase())) return [];
  if (definition.name === 'emails' && name === 'value')
    return [{ name, values: ['a@example.com', 'b@example.com', 'c@example.com'] }];
  if (type !== 'string') return [];
  const values = name === 'type' ? (part.definition.canonicalValues ?? ['work', 'home']) : valuesOf(part);
  return values.length < 2 ? [] : [{ name, values: values.slice(0, name === 'type' ? 2 : 3) }];
}

function isMark({ name, type, mutability }: AttributeDefinition): boolean {
  return name === 'primary' && type === 'boolean' && mutability === 'readWrite';
}

function members(each: PlacedAttribute): Subject {
  const parts = [{ name: 'value', values: memberTokens }];
  return { ...placeOf(each), kind: 'list', values: [], parts, primary: false, changeable: false };
}

function placeOf({ path, definition, extension }: PlacedAttribute): Pick<Subject, 'name' | 'path' | 'extension'> {
  return { path, name: definition.name, ...(extension === undefined ? {} : { extension }) };
}
