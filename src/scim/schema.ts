/** Attribute data types (RFC 7643 section 2.3). */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex';

/** An attribute definition as a `/Schemas` resource carries it (RFC 7643 section 7). */
export interface AttributeDefinition {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly canonicalValues?: readonly string[];
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
}

/** A schema as a `/Schemas` resource carries it. */
export interface SchemaDefinition {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
}

/** A resource type as a `/ResourceTypes` resource carries it (RFC 7643 section 6). */
export interface ResourceTypeDefinition {
  readonly id: string;
  readonly name: string;
  /** Relative to the base URI: `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  /** URI of the base schema. */
  readonly schema: string;
  readonly schemaExtensions: readonly { readonly schema: string; readonly required: boolean }[];
}

/**
 * A resource type together with its schemas: what validation, filters, PATCH and projection ask about attributes.
 * Names are found without regard to case (RFC 7643 section 2.1).
 */
export interface ResourceModel {
  readonly type: ResourceTypeDefinition;
  readonly base: SchemaDefinition;
  readonly extensions: readonly { readonly schema: SchemaDefinition; readonly required: boolean }[];
  /** Common attributes (`id`, `externalId`, `meta`, `schemas`) and those of the base schema, by lower-case name. */
  readonly attributes: ReadonlyMap<string, AttributeDefinition>;
  /** Attributes of each extension, by lower-case URI, then by lower-case name. */
  readonly extensionAttributes: ReadonlyMap<string, ReadonlyMap<string, AttributeDefinition>>;
}

/** `scimType` keywords: RFC 7644 table 9 and RFC 9865 table 3. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/**
 * Tolerances that real providers need, each a named switch. All off: the RFCs to the letter.
 * A tolerance widens what is accepted and never changes what is returned.
 */
export interface Strictness {
  /** PATCH `op` in any case: `Replace` (Entra ID). RFC 7644 section 3.5.2 spells them in lower case. */
  readonly anyCaseOperations: boolean;
  /** `"True"` and `"False"` for a boolean (Entra ID, Keycloak). */
  readonly booleanStrings: boolean;
  /** `remove` on `members` with the members to remove as `value` (Entra ID, legacy). */
  readonly removeWithValue: boolean;
  /** Filters with an unquoted comparison value: `externalId eq abc`. */
  readonly unquotedFilterValues: boolean;
  /** Filters that compare a sub-attribute of a value path: `emails[type eq "work"].value eq "x"` (Entra ID). */
  readonly valuePathComparisons: boolean;
  /** Keys of a PATCH value without `path` that are attribute paths: `name.givenName` (Entra ID with its flag). */
  readonly pathKeys: boolean;
  /** PATCH with an empty `Operations` array. */
  readonly emptyOperations: boolean;
  /** Unknown attributes and schema URIs are dropped, not refused. */
  readonly unknownAttributes: boolean;
  /** A multi-valued attribute given as a single value, not an array, and `null` for an empty one. */
  readonly singleForMultiValued: boolean;
  /** A singular attribute given as an array of one value (Entra ID's `manager`). */
  readonly arrayForSingular: boolean;
  /** A member that is there already, or is unknown, is passed over in silence. */
  readonly lenientMembers: boolean;
  /** A manager given as a plain string; the empty string removes it. */
  readonly managerAsString: boolean;
  /** Requests with a body of `application/json`, or without a content type. */
  readonly plainJson: boolean;
}
