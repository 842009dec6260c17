import { ScimulateError } from '../../kernel/index.ts';

/** The errors that every engine has alike. */

export function closedError(): ScimulateError {
  return new ScimulateError('STORE_CLOSED', 'The audit store is closed.', { mend: 'use it before closing it' });
}

export function duplicateError(tenant: string, id: string): ScimulateError {
  return new ScimulateError('STORE_DUPLICATE', `Tenant "${tenant}" has a record with id "${id}" already.`, {
    mend: 'give each record an id of its own; a retry of the same record has succeeded before',
  });
}

export function damagedError(tenant: string, sequence: number, cause?: unknown): ScimulateError {
  return new ScimulateError('STORE_DAMAGED', `Record ${sequence} of tenant "${tenant}" cannot be read.`, {
    mend: 'verify the store to see what was altered',
    cause,
  });
}
