import { closed, listOf, objectType, text } from './schema-parts.ts';

const times = { type: 'integer', minimum: 1 };
const resource = { type: 'object' };

/** A fault of a simulated application. */
export const appFaultSchema = closed(
  {
    on: { enum: ['put', 'check', 'inventory'] },
    matching: text,
    effect: { enum: ['refuse', 'error', 'no-answer', 'lost-answer'] },
    reason: text,
    times,
  },
  ['matching', 'times'],
);

/** A fault of a simulated identity provider. */
export const sourceFaultSchema = closed({ effect: { enum: ['error', 'no-answer'] }, reason: text, times }, ['times']);

/** An object of an identity provider. */
export const sourceObjectSchema = closed({ type: objectType, id: text, resource });

/** JSON Schemas of what simulated systems hold, by what it is. */
export const remoteSchemas = {
  heldObject: closed({
    type: objectType,
    id: text,
    attributes: resource,
    owner: { enum: ['ours', 'other', 'nobody'] },
  }),
  appFaults: closed({ faults: listOf(appFaultSchema) }),
  sourceObjects: closed({ objects: listOf(sourceObjectSchema) }),
  sourceFaults: closed({ faults: listOf(sourceFaultSchema) }),
} as const;
