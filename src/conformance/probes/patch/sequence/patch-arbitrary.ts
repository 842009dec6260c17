import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  oneof,
  record,
  subarray,
  tuple,
  uniqueArray,
} from 'fast-check';
import type { JsonValue } from '../../../../kernel/index.ts';
import { identityOf } from './patch-model.ts';
import type { PatchSequence } from './patch-plan.ts';
import type { Parts, Step } from './patch-steps.ts';
import type { Subject, SubjectPart } from './patch-subjects.ts';

const op = constantFrom('add' as const, 'replace' as const);
const way = constantFrom('path' as const, 'value' as const);

/** Trials on the subjects of a type: what a resource begins with, and up to six steps. */
export function sequences(type: string, subjects: readonly Subject[]): Arbitrary<PatchSequence> {
  const given = Object.fromEntries(subjects.map((subject) => [subject.path, givenTo(subject)]));
  // There is more to get wrong in lists than in complex values, and least in single ones, of which there are the most.
  const kinds = (['single', 'complex', 'list'] as const).map((kind) => subjects.filter((each) => each.kind === kind));
  const weighted = kinds.map((own, index) => ({ weight: [1, 2, 4][index]!, own })).filter(({ own }) => own.length > 0);
  const step = oneof(...weighted.map(({ weight, own }) => ({ weight, arbitrary: oneof(...own.map(stepsOn)) })));
  // None at all is a case, too, so that shrinking can leave out the last step as well as the first.
  const steps = array(record({ joined: boolean(), step }), { maxLength: 6 });
  return record({ type: constant(type), given: record(given, { requiredKeys: [] }), steps });
}

function givenTo(subject: Subject): Arbitrary<JsonValue> {
  if (subject.kind === 'single') return constantFrom(...subject.values);
  return subject.kind === 'complex' ? someParts(subject.parts) : listOf(subject);
}

function stepsOn(subject: Subject): Arbitrary<Step> {
  const on = constant(subject.path);
  const unset: Arbitrary<Step> = record({ act: constant('unset'), subject: on });
  if (subject.kind === 'single') {
    const value = constantFrom(...subject.values);
    return oneof(record({ act: constant('set'), subject: on, op, way, value }), unset);
  }
  return subject.kind === 'complex' ? oneof(unset, ...stepsOnComplex(subject)) : oneof(unset, ...stepsOnList(subject));
}

function stepsOnComplex({ path, parts }: Subject): readonly Arbitrary<Step>[] {
  const on = constant(path);
  const setPart = constantFrom(...parts).chain(({ name, values }) =>
    record({
      act: constant('set-part' as const),
      subject: on,
      op,
      part: constant(name),
      value: constantFrom(...values),
    }),
  );
  const part = constantFrom(...parts.map(({ name }) => name));
  return [
    record({ act: constant('merge' as const), subject: on, op, way, value: someParts(parts) }),
    setPart,
    record({ act: constant('unset-part' as const), subject: on, part }),
  ];
}

function stepsOnList(subject: Subject): readonly Arbitrary<Step>[] {
  const { path, parts, changeable } = subject;
  const on = constant(path);
  const values = listOf(subject);
  const where = oneof(...parts.map(onePart), someParts(parts.slice(0, 2)));
  const steps: Arbitrary<Step>[] = [
    record({ act: constant('insert' as const), subject: on, way, values }),
    record({ act: constant('renew' as const), subject: on, way, values }),
    record({ act: constant('drop' as const), subject: on, where }),
  ];
  if (!changeable) return steps;
  // A value that is replaced says itself whether it is primary: what it keeps of the former one is not settled.
  const whole = subject.primary
    ? tuple(valueOf(subject), boolean()).map(([value, primary]): Parts => ({ ...value, primary }))
    : valueOf(subject);
  steps.push(record({ act: constant('alter' as const), subject: on, where, value: whole }));
  const changes: readonly SubjectPart[] = subject.primary ? [...parts, { name: 'primary', values: [true] }] : parts;
  const changed = constantFrom(...changes).chain(({ name, values: own }) =>
    record({
      act: constant('alter-part' as const),
      subject: on,
      where,
      part: constant(name),
      value: constantFrom(...own),
    }),
  );
  steps.push(changed);
  // Without `value` or `type` it is not settled what is left of a value.
  const removable = parts.filter(({ name }) => name !== 'value' && name !== 'type').map(({ name }) => name);
  if (removable.length > 0) {
    const part = constantFrom(...removable);
    steps.push(record({ act: constant('drop-part' as const), subject: on, where, part }));
  }
  return steps;
}

/** One value or two, of which at most one is primary. */
function listOf(subject: Subject): Arbitrary<readonly Parts[]> {
  const selector = (value: Parts): string => identityOf(value, subject);
  const list = uniqueArray(valueOf(subject), { minLength: 1, maxLength: 2, selector });
  if (!subject.primary) return list;
  return tuple(list, boolean()).map(([values, mark]) =>
    values.map((value, index) => (mark && index === 0 ? { ...value, primary: true } : value)),
  );
}

/** A value with all of its parts, without a word on whether it is primary. */
function valueOf({ parts }: Subject): Arbitrary<Parts> {
  return record(Object.fromEntries(parts.map(({ name, values }) => [name, constantFrom(...values)])));
}

function onePart({ name, values }: SubjectPart): Arbitrary<Parts> {
  return record({ [name]: constantFrom(...values) });
}

/** Some of the parts, at least one. */
function someParts(parts: readonly SubjectPart[]): Arbitrary<Parts> {
  return subarray([...parts], { minLength: 1 }).chain((chosen) =>
    record(Object.fromEntries(chosen.map(({ name, values }) => [name, constantFrom(...values)]))),
  );
}
