import { ScimError } from '../errors.ts';
import type { ResourceModel, ScimType, Strictness } from '../schema.ts';

/** What holds for a whole PATCH. */
export interface PatchScope {
  readonly model: ResourceModel;
  readonly tolerances: Partial<Strictness>;
}

/** @returns the error for an operation that cannot be carried out. */
export function refusal(detail: string, scimType: ScimType): ScimError {
  return new ScimError(400, `${detail}.`, scimType);
}
