import type { JsonObject } from '../../kernel/index.ts';
import type { ObjectType } from '../model.ts';

/** An account or organization as an identity provider has it. */
export type SourceObject = {
  readonly type: ObjectType;
  /** Unique among the provider's objects of the type. */
  readonly id: string;
  /** A SCIM resource; `members` carry ids of the provider. */
  readonly resource: JsonObject;
};

/** The data of one identity provider. */
export interface IdentitySource {
  /** All of it. @throws Error when it cannot be read, which keeps an import from starting. */
  read(signal: AbortSignal): Promise<readonly SourceObject[]>;
}
