import { constantFrom, oneof, string } from 'fast-check';
import type { JsonObject, JsonValue } from '../../../kernel/index.ts';
import { type AttributeType, parseDateTime } from '../../../scim/index.ts';
import type { Discovery } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  fixedProbe,
  generatedProbe,
  get,
  isBuildable,
  isReturned,
  isWritable,
  type Judgement,
  placedAttributes,
  sampleValue,
  type Stage,
  valueAt,
} from '../kit/index.ts';
import { resourceWith, type Subject, subjectsWhere } from './subjects.ts';
import type { Stimulus } from '../../probe.ts';

/** The first simple attribute of a data type that clients can write and read; those of users first. */
function subjectOf(discovery: Discovery, type: AttributeType): Subject | undefined {
  const [first] = subjectsWhere(
    discovery,
    (each) =>
      each.definition.type === type &&
      isWritable(each) &&
      isReturned(each) &&
      each.definition.referenceTypes?.some(isOutside) !== false,
  );
  return first;
}

function isOutside(referenceType: string): boolean {
  return referenceType === 'external' || referenceType === 'uri';
}

/** Creates a resource with a value at the attribute, and reads it where that went well. */
function* tried(stage: Stage, label: string, subject: Subject, value: JsonValue): Stimulus {
  const made = yield* stage.create(label, subject.type, resourceWith(stage, subject, value));
  if (made !== undefined) yield get(`${label} read`, made.path);
}

/** A value that is valid: it is taken and comes back in the same type. */
function judgeKept(
  judgement: Judgement,
  requirement: string,
  label: string,
  { attribute }: Subject,
  value: JsonValue,
): void {
  if (!judgement.founded(label, requirement)) return;
  judgement.value(requirement, `${label} read`, attribute.path, value);
}

/** A value that is not valid: it is refused, or what comes back is valid all the same, or nothing does. */
function judgeRefused(
  judgement: Judgement,
  requirement: string,
  label: string,
  { attribute }: Subject,
  valid: (value: JsonValue) => boolean,
): void {
  const fine = (body: JsonObject): boolean => {
    const value = valueAt(body, attribute.path);
    return value === undefined || valid(value);
  };
  const expected = `a valid ${attribute.definition.type} at ${attribute.path}`;
  judgement.refusedOr(requirement, label, fine, expected, attribute.path);
  const read = judgement.maybe(`${label} read`);
  if (read !== undefined) judgement.refusedOr(requirement, read, fine, expected, attribute.path);
}

/** A data type, what is valid of it and what is not. */
interface TypeCase {
  readonly requirement: string;
  readonly type: AttributeType;
  readonly valid: readonly JsonValue[];
  readonly invalid: readonly JsonValue[];
  readonly isValid: (value: JsonValue) => boolean;
}

const isDateTime = (value: JsonValue): boolean => typeof value === 'string' && parseDateTime(value) !== undefined;

const typeCases: readonly TypeCase[] = [
  {
    requirement: 'RFC7643-2.3.2-a',
    type: 'boolean',
    valid: [true, false],
    invalid: ['true', 'yes', 1],
    isValid: (value) => typeof value === 'boolean',
  },
  {
    requirement: 'RFC7643-2.3.3-a',
    type: 'decimal',
    valid: [12.75, -0.5],
    invalid: ['12.75'],
    isValid: (value) => typeof value === 'number',
  },
  {
    requirement: 'RFC7643-2.3.4-1',
    type: 'integer',
    valid: [42],
    invalid: [1.5, '42'],
    isValid: (value) => Number.isInteger(value),
  },
  {
    requirement: 'RFC7643-2.3.5-1',
    type: 'dateTime',
    valid: ['2024-02-29T12:34:56Z', '2024-02-29T12:34:56.789+02:00'],
    invalid: ['2024-01-01', 'yesterday', '2023-02-29T12:00:00Z'],
    isValid: isDateTime,
  },
  {
    requirement: 'RFC7643-2.3.5-2',
    type: 'dateTime',
    valid: ['2024-02-29T12:34:56Z'],
    invalid: [1_709_210_096_000],
    isValid: (value) => typeof value === 'string',
  },
];

/** Values of the right and of the wrong type (RFC 7643 section 2.3). */
export const dataTypes = fixedProbe({
  id: 'schema/data-types',
  title: 'Values of each data type are kept in that type, and values of another are not',
  requirements: typeCases.map(({ requirement }) => requirement),
  *stimulate(stage) {
    for (const { requirement, type, valid, invalid } of typeCases) {
      const subject = subjectOf(stage.context, type);
      if (subject === undefined) continue;
      for (const [index, value] of valid.entries())
        yield* tried(stage, `${requirement} valid ${index}`, subject, value);
      for (const [index, value] of invalid.entries())
        yield* tried(stage, `${requirement} invalid ${index}`, subject, value);
    }
  },
  judge(judgement) {
    for (const { requirement, type, valid, invalid, isValid } of typeCases) {
      const subject = subjectOf(judgement.seen, type);
      if (subject === undefined) {
        judgement.skip(requirement, `the target publishes no writable attribute of type ${type}`);
        continue;
      }
      for (const [index, value] of valid.entries())
        judgeKept(judgement, requirement, `${requirement} valid ${index}`, subject, value);
      for (const index of invalid.keys())
        judgeRefused(judgement, requirement, `${requirement} invalid ${index}`, subject, isValid);
    }
  },
});

const awkward = [
  'Zoë Ångström',
  '李小龍',
  '😀 family 👨‍👩‍👧',
  'e\u0301a\u0308',
  'quote " back \\ slash / end',
  'tab\there',
  'Ðuro Ωmega ñandú',
  '\u{1F1EA}\u{1F1FA} שלום',
];

/** Texts of all scripts (RFC 7643 section 2.3.1). */
export const unicodeText = generatedProbe<string>({
  id: 'schema/unicode-text',
  title: 'A text comes back as the same Unicode text',
  requirements: ['RFC7643-2.3.1-a'],
  trials: 12,
  // White space around a text is left alone: trimming it is what many forms do before a server sees it.
  cases: () =>
    oneof(
      constantFrom(...awkward),
      string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `a${text}z`),
    ),
  *stimulate(stage, text) {
    const subject = textSubject(stage.context);
    if (subject !== undefined) yield* tried(stage, 'create', subject, text);
  },
  judge(judgement, text) {
    const { path } = textSubject(judgement.seen)!.attribute;
    // A provider may have rules for names; that it silently makes another one of it is the fault.
    if (!judgement.founded('create', 'RFC7643-2.3.1-a')) return;
    for (const label of ['create', 'create read']) judgement.value('RFC7643-2.3.1-a', label, path, text);
  },
});

function textSubject(discovery: Discovery): Subject | undefined {
  const model = discovery.models.get('User');
  const named = model === undefined ? [] : placedAttributes(model);
  const attribute = named.find(({ path }) => path === 'displayName') ?? named.find(({ path }) => path === 'nickName');
  return attribute === undefined ? subjectOf(discovery, 'string') : { type: 'User', attribute };
}

/** A complex attribute takes an object and nothing else (RFC 7643 section 2.3.8). */
export const complexValues = fixedProbe({
  id: 'schema/complex-values',
  title: 'A complex attribute is an object of its sub-attributes',
  requirements: ['RFC7643-2.3.8-a'],
  *stimulate(stage) {
    const subject = complexSubject(stage.context);
    if (subject === undefined) return;
    yield* tried(stage, 'text', subject, 'Jane');
    yield* tried(stage, 'object', subject, sampleValue(subject.attribute.definition, stage.name('complex')));
  },
  judge(judgement) {
    const subject = complexSubject(judgement.seen)!;
    judgeRefused(judgement, 'RFC7643-2.3.8-a', 'text', subject, isObject);
    if (!judgement.founded('object', 'RFC7643-2.3.8-a')) return;
    const value = valueAt(judgement.one('object read').response.body, subject.attribute.path);
    const message = `expected ${subject.attribute.path} to be an object, got ${quote(value)}`;
    judgement.check('RFC7643-2.3.8-a', value !== undefined && isObject(value), message, 'object read');
  },
});

const isObject = (value: JsonValue): boolean => typeof value === 'object';

function complexSubject({ models }: Discovery): Subject | undefined {
  for (const [type, model] of models) {
    if (!isBuildable(model)) continue;
    const attribute = placedAttributes(model).find(
      (each) =>
        each.definition.type === 'complex' &&
        !each.definition.multiValued &&
        each.extension === undefined &&
        isWritable(each) &&
        isReturned(each) &&
        each.definition.subAttributes?.some(({ type: own }) => own === 'string') === true,
    );
    if (attribute !== undefined) return { type, attribute };
  }
  return undefined;
}
