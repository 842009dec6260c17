import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import { fragmentAt, isFreeText, overlaid, type PlacedAttribute, placedAttributes } from '../kit/index.ts';
import { type FilterCase, type FilterPlan, filterProbe } from './filter-probe.ts';
import { anchorOf } from './population.ts';
import { chooseType, isPlain, textsOf } from './text-choice.ts';

const requirement = 'RFC7644-3.4.2.2-f';

/** A text, a part of a complex attribute and a part of a multi-valued one, where the type has them. */
function subjectsOf(model: ResourceModel): readonly PlacedAttribute[] {
  const parts = placedAttributes(model).filter(
    (each) => each.extension === undefined && isFreeText(each) && isPlain(each) && each.path !== anchorOf(model),
  );
  const inside = (multiValued: boolean): PlacedAttribute | undefined =>
    parts.find(({ parent }) => parent?.multiValued === multiValued && parent.mutability === 'readWrite');
  return [textsOf(model)[0], inside(false), inside(true)].filter((each) => each !== undefined);
}

function casesOf(subjects: readonly PlacedAttribute[]): readonly FilterCase[] {
  const paths = subjects.flatMap(({ path, parent }) => (parent === undefined ? [path] : [path, parent.name]));
  return paths.map((path) => ({
    name: `${path} pr`,
    requirements: [requirement],
    filter: `${path} pr`,
    matches: ['full'],
  }));
}

function planWith(members: (subjects: readonly PlacedAttribute[]) => Readonly<Record<string, JsonObject>>) {
  return (discovery: Parameters<typeof chooseType>[0]): FilterPlan | undefined => {
    const chosen = chooseType(discovery, (model) => (subjectsOf(model).length === 0 ? undefined : subjectsOf(model)));
    if (chosen === undefined) return undefined;
    const { type, subject } = chosen;
    const full = subject.reduce<JsonObject>((whole, each) => overlaid(whole, fragmentAt(each, 'value')), {});
    return { type, members: { full, ...members(subject) }, cases: () => casesOf(subject) };
  };
}

/** `pr` (RFC 7644 table 3). */
export const presence = filterProbe({
  id: 'query/presence',
  title: '"pr" matches where there is a value, also of a complex and of a multi-valued attribute',
  requirements: [requirement],
  plan: planWith(() => ({ absent: {} })),
});

/** `pr` where a client has said in as many words that there is no value (RFC 7643 section 2.5). */
export const presenceOfNothing = filterProbe({
  id: 'query/presence-of-nothing',
  title: '"pr" does not match null and empty values',
  requirements: [requirement],
  plan: planWith((subjects) => {
    const nothing = (value: null | readonly []): JsonObject =>
      Object.fromEntries(
        subjects.map(({ definition, parent }) => {
          const { name, multiValued } = parent ?? definition;
          return [name, multiValued ? value : null];
        }),
      );
    return { null: nothing(null), empty: nothing([]) };
  }),
});
