import type { AttributeDefinition, ResourceModel } from '../../../scim/index.ts';
import type { Random } from '../../../kernel/index.ts';
import { isFreeText, isReturned, isSimple, isWritable, type PlacedAttribute, placedAttributes } from '../kit/index.ts';
import { anchorOf } from './population.ts';
import { isPlain } from './text-choice.ts';

/** An attribute that generated filters ask for, and how they may: by itself, or by parts of each of its values. */
export type FilterSubject =
  | { readonly kind: 'single'; readonly attribute: PlacedAttribute }
  | {
      readonly kind: 'list';
      /** The complex multi-valued attribute. */
      readonly attribute: PlacedAttribute;
      readonly value: PlacedAttribute;
      readonly type: PlacedAttribute | undefined;
      readonly primary: PlacedAttribute | undefined;
    };

/** Complex multi-valued attributes whose values a client may choose. */
type ListSubject = Extract<FilterSubject, { kind: 'list' }>;

export function listSubjects(model: ResourceModel): readonly ListSubject[] {
  return subjectsOf(model).filter((each) => each.kind === 'list');
}

/** So many attributes of each kind take part in one run; which ones, its seed decides. */
const perKind: Readonly<Record<string, number>> = { string: 2, list: 2 };

/** A choice of a type's attributes that has something of each kind. */
export function chooseSubjects(model: ResourceModel, random: Random): readonly FilterSubject[] {
  const kinds = Map.groupBy(subjectsOf(model), kindOf);
  return [...kinds].flatMap(([kind, all]) => {
    const left = [...all];
    const chosen: FilterSubject[] = [];
    while (left.length > 0 && chosen.length < (perKind[kind] ?? 1))
      chosen.push(...left.splice(random.integer(left.length), 1));
    return chosen;
  });
}

function kindOf(subject: FilterSubject): string {
  if (subject.kind === 'list') return 'list';
  const { definition, parent, extension } = subject.attribute;
  if (parent !== undefined) return 'part';
  return extension === undefined ? definition.type : `${definition.type} of an extension`;
}

function subjectsOf(model: ResourceModel): readonly FilterSubject[] {
  const all = placedAttributes(model);
  return all.flatMap((attribute): readonly FilterSubject[] => {
    const { definition, parent } = attribute;
    if (definition.type === 'complex' && definition.multiValued) return listSubject(attribute, all);
    const single = isSimple(attribute) || (parent?.multiValued === false && definition.type === 'string');
    const usable = single && isWritable(attribute) && isPlain(attribute) && attribute.path !== anchorOf(model);
    return usable && isComparable(attribute) ? [{ kind: 'single', attribute }] : [];
  });
}

function isComparable(attribute: PlacedAttribute): boolean {
  const { type } = attribute.definition;
  return type === 'string' ? isFreeText(attribute) : ['boolean', 'integer', 'decimal', 'dateTime'].includes(type);
}

function listSubject(attribute: PlacedAttribute, all: readonly PlacedAttribute[]): readonly FilterSubject[] {
  const part = (name: string, type: AttributeDefinition['type']): PlacedAttribute | undefined =>
    all.find(
      (each) =>
        each.parent === attribute.definition &&
        each.extension === attribute.extension &&
        each.definition.name.toLowerCase() === name &&
        each.definition.type === type &&
        isWritable(each) &&
        isReturned(each),
    );
  const value = part('value', 'string');
  // Values of other attributes have a form of their own, or are ids of resources.
  const free = value !== undefined && (isFreeText(value) || value.path === 'emails.value');
  const refers = (attribute.definition.subAttributes ?? []).some(({ name }) => name.toLowerCase() === '$ref');
  if (!free || refers || !isWritable(attribute) || !isReturned(attribute)) return [];
  return [{ kind: 'list', attribute, value, type: part('type', 'string'), primary: part('primary', 'boolean') }];
}
