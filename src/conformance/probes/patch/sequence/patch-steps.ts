import type { JsonObject, JsonValue } from '../../../../kernel/index.ts';
import type { PatchOperation } from '../../kit/index.ts';
import type { Subject } from './patch-subjects.ts';

/** Parts of a complex value, by name. */
export type Parts = { readonly [part: string]: JsonValue };

/** How an operation names its attribute: in `path`, or as a member of `value`. */
export type Way = 'path' | 'value';

/**
 * One operation on one subject, named by its path. It is JSON, since generated cases travel through histories, and says
 * what is meant; {@link operationOf} says it in the words of RFC 7644.
 */
export type Step =
  | {
      readonly act: 'set';
      readonly subject: string;
      readonly op: 'add' | 'replace';
      readonly way: Way;
      readonly value: JsonValue;
    }
  | { readonly act: 'unset'; readonly subject: string }
  | {
      readonly act: 'merge';
      readonly subject: string;
      readonly op: 'add' | 'replace';
      readonly way: Way;
      readonly value: Parts;
    }
  | {
      readonly act: 'set-part';
      readonly subject: string;
      readonly op: 'add' | 'replace';
      readonly part: string;
      readonly value: JsonValue;
    }
  | { readonly act: 'unset-part'; readonly subject: string; readonly part: string }
  | { readonly act: 'insert'; readonly subject: string; readonly way: Way; readonly values: readonly Parts[] }
  | { readonly act: 'renew'; readonly subject: string; readonly way: Way; readonly values: readonly Parts[] }
  | { readonly act: 'drop'; readonly subject: string; readonly where: Parts }
  | { readonly act: 'alter'; readonly subject: string; readonly where: Parts; readonly value: Parts }
  | {
      readonly act: 'alter-part';
      readonly subject: string;
      readonly where: Parts;
      readonly part: string;
      readonly value: JsonValue;
    }
  | { readonly act: 'drop-part'; readonly subject: string; readonly where: Parts; readonly part: string };

/** The operation of a PATCH request that a step is. */
export function operationOf(step: Step, subject: Subject): PatchOperation {
  const { path } = subject;
  switch (step.act) {
    case 'set':
    case 'merge':
      return written(subject, step.op, step.way, step.value);
    case 'insert':
      return written(subject, 'add', step.way, step.values);
    case 'renew':
      return written(subject, 'replace', step.way, step.values);
    case 'unset':
      return { op: 'remove', path };
    case 'set-part':
      return { op: step.op, path: `${path}.${step.part}`, value: step.value };
    case 'unset-part':
      return { op: 'remove', path: `${path}.${step.part}` };
    case 'drop':
      return { op: 'remove', path: selection(path, step.where) };
    case 'alter':
      return { op: 'replace', path: selection(path, step.where), value: step.value };
    case 'alter-part':
      return { op: 'replace', path: `${selection(path, step.where)}.${step.part}`, value: step.value };
    case 'drop-part':
    default:
      return { op: 'remove', path: `${selection(path, step.where)}.${step.part}` };
  }
}

function written(subject: Subject, op: string, way: Way, value: JsonValue): PatchOperation {
  return way === 'path' ? { op, path: subject.path, value } : { op, value: fragmentOf(subject, value) };
}

/** A resource with nothing but a value of the subject. */
export function fragmentOf({ name, extension }: Subject, value: JsonValue): JsonObject {
  return extension === undefined ? { [name]: value } : { [extension]: { [name]: value } };
}

function selection(path: string, where: Parts): string {
  const terms = Object.entries(where).map(([part, value]) => `${part} eq ${JSON.stringify(value)}`);
  return `${path}[${terms.join(' and ')}]`;
}
