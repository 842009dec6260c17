import type { JsonValue } from '../../kernel/index.ts';
import { ScimError } from '../errors.ts';
import type { AttributeDefinition, ScimType, Strictness } from '../schema.ts';
import type { SecretKeeper } from './secret-keeper.ts';

/** How a representation is judged. */
export interface ValidationOptions {
  readonly strictness: Strictness;
  /** What becomes of write-only values such as a password. */
  readonly secrets: SecretKeeper;
  /** `suggested` (default): any value may be used. `enforced`: only canonical ones (RFC 7643 section 2.3.1 permits both). */
  readonly canonicalValues?: 'suggested' | 'enforced';
}

/** Which request the representation comes from, since mutability means something else in each. */
type ValidationMode = 'create' | 'replace' | 'patch';

/** What holds for a whole validation. */
export interface ValidationScope extends ValidationOptions {
  readonly mode: ValidationMode;
}

export type Definitions = ReadonlyMap<string, AttributeDefinition>;

/** A mutable object under construction. Its names come from schemas, never from a request. */
export type Draft = Record<string, JsonValue | undefined>;

export function refuse(detail: string, scimType: ScimType): never {
  throw new ScimError(400, detail, scimType);
}

/** `Array.isArray` loses the type of what a read-only array holds. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

const byLowerName = new WeakMap<AttributeDefinition, Definitions>();

/** Sub-attributes by lower-case name. */
export function subDefinitions(definition: AttributeDefinition): Definitions {
  let known = byLowerName.get(definition);
  if (known === undefined) {
    known = new Map((definition.subAttributes ?? []).map((each) => [each.name.toLowerCase(), each]));
    byLowerName.set(definition, known);
  }
  return known;
}
