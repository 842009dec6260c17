import type { JsonObject, JsonValue } from '../../../../kernel/index.ts';
import { quote } from '../../../wording.ts';
import { agrees, listOf, member, valuesAt } from '../../kit/index.ts';
import type { State } from './patch-model.ts';
import type { Subject } from './patch-subjects.ts';

/**
 * Where a resource is not in the state that it should be in: `emails: expected […], got […]`. Only the subjects are
 * looked at, and of complex values only the parts that operations are tried on, since servers add parts of their own.
 */
export function stateFaults(
  expected: State,
  subjects: readonly Subject[],
  resource: JsonObject | undefined,
): readonly string[] {
  return subjects.flatMap((subject) => {
    const wanted = expected.get(subject.path);
    const got = valuesAt(resource, subject.path);
    return isAsExpected(subject, listOf(wanted), got)
      ? []
      : [`expected ${subject.path} ${quote(wanted)}, got ${quote(subject.kind === 'list' ? got : got[0])}`];
  });
}

function isAsExpected(subject: Subject, wanted: readonly JsonValue[], got: readonly JsonValue[]): boolean {
  const { kind, parts } = subject;
  if (kind === 'single')
    return wanted.length === got.length && wanted.every((value, index) => agrees(value, got[index]));
  if (kind === 'complex') return parts.every(({ name }) => agrees(member(wanted[0], name), member(got[0], name)));
  if (wanted.length !== got.length) return false;
  // Which value is primary is settled only when one was marked: a server may mark one by itself.
  const marked = wanted.some(isPrimary);
  const left = [...got];
  return wanted.every((value) => {
    const position = left.findIndex((candidate) => isSame(subject, value, candidate, marked));
    if (position === -1) return false;
    left.splice(position, 1);
    return true;
  });
}

function isSame({ parts }: Subject, wanted: JsonValue, got: JsonValue, marked: boolean): boolean {
  const same = parts.every(({ name }) => agrees(member(wanted, name), member(got, name)));
  return same && (!marked || isPrimary(wanted) === isPrimary(got));
}

function isPrimary(value: JsonValue): boolean {
  return member(value, 'primary') === true;
}
