import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Discovery, SeenExchange } from '../../probe.ts';
import {
  came,
  fragmentAt,
  isFreeText,
  type Judgement,
  overlaid,
  type PlacedAttribute,
  placedAttributes,
  succeeded,
  valuesAt,
} from '../kit/index.ts';
import { type Chosen, chooseType, isPlain, textsOf } from './text-choice.ts';

/** Attributes that come by default, on which projections are tried. */
interface Projected {
  readonly one: PlacedAttribute;
  readonly other: PlacedAttribute;
  /** Two parts of one complex attribute, where the type has that. */
  readonly parts: readonly PlacedAttribute[];
  /** An attribute of an extension, where the type has that. */
  readonly extended: PlacedAttribute | undefined;
  /** The attributes with the URI of their schema before them. */
  readonly base: string;
}

function projectedOf(model: ResourceModel): Projected | undefined {
  const [one, other] = textsOf(model).filter(({ definition }) => isDefault(definition.returned));
  if (one === undefined || other === undefined) return undefined;
  const all = placedAttributes(model).filter(
    (each) => isFreeText(each) && isPlain(each) && isDefault(each.definition.returned),
  );
  const part = all.find(({ parent, extension }) => extension === undefined && parent?.multiValued === false);
  const sibling = all.find((each) => each !== part && each.parent !== undefined && each.parent === part?.parent);
  const extended = all.find(({ parent, extension }) => extension !== undefined && parent === undefined);
  const parts = part === undefined || sibling === undefined ? [] : [part, sibling];
  return { one, other, parts, extended, base: model.base.id };
}

function isDefault(returned: string): boolean {
  return returned === 'default';
}

export function chooseProjected(discovery: Pick<Discovery, 'models'>): Chosen<Projected> | undefined {
  return chooseType(discovery, projectedOf);
}

/** A resource with a value in each of the attributes. */
export function projectedValues({ one, other, parts, extended }: Projected): JsonObject {
  return [one, other, ...parts, ...(extended === undefined ? [] : [extended])].reduce<JsonObject>(
    (whole, each) => overlaid(whole, fragmentAt(each, 'value')),
    {},
  );
}

/** What a query selects, and which paths its resources have then and have not. */
interface Selection {
  readonly requirements: readonly string[];
  readonly name: string;
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** The clauses that a set of selections is about, each with its requirements. */
type SelectionClauses = Readonly<Record<'effect' | 'notation' | 'minimum' | 'excludedNotation', readonly string[]>>;

/** Selections by whole attributes, by qualified names, by parts, and by an attribute of an extension. */
export function selectionsOn(projected: Projected, clauses: SelectionClauses): readonly Selection[] {
  const { one, other, parts, extended, base } = projected;
  const [first, second] = parts;
  const qualified = `${base}:${one.path}`;
  const only = (name: string, clause: keyof SelectionClauses, path: string, shown: string, ...lacks: string[]) => {
    return { name, requirements: clauses[clause], attributes: [path], has: [shown], lacks };
  };
  const without = (name: string, clause: keyof SelectionClauses, excluded: string[], has: string[], lacks: string) => {
    return { name, requirements: clauses[clause], excludedAttributes: excluded, has, lacks: [lacks] };
  };
  const selections: Selection[] = [
    only('attributes', 'effect', one.path, one.path, other.path),
    only('qualified', 'notation', qualified, one.path, other.path),
    without('excluded', 'effect', [one.path], ['id', other.path], one.path),
    without('minimum', 'minimum', ['id', one.path], ['id', other.path], one.path),
    without('excluded qualified', 'excludedNotation', [qualified], [other.path], one.path),
  ];
  if (first !== undefined && second !== undefined) {
    selections.push(only('part', 'notation', first.path, first.path, second.path, one.path));
    selections.push(without('excluded part', 'excludedNotation', [first.path], [second.path, one.path], first.path));
  }
  if (extended !== undefined) selections.push(only('extension', 'notation', extended.path, extended.path, one.path));
  return selections;
}

/** Checks what each resource of a list, or the one that was read, has and lacks. */
export function judgeSelection(
  judgement: Judgement,
  selection: Selection,
  exchange: SeenExchange,
  resources: readonly JsonObject[],
): void {
  const { requirements, has, lacks } = selection;
  const asked = selection.attributes ?? selection.excludedAttributes ?? [];
  const what = `${selection.attributes === undefined ? 'excludedAttributes' : 'attributes'} ${asked.join()}`;
  for (const requirement of requirements) {
    if (!succeeded(exchange) || resources.length === 0) {
      const message = `expected 200 with resources for ${what}, got ${came(exchange)} with ${resources.length}`;
      judgement.check(requirement, false, message, exchange);
      continue;
    }
    const missing = resources.flatMap((each) => has.filter((path) => valuesAt(each, path).length === 0));
    const stray = resources.flatMap((each) => lacks.filter((path) => valuesAt(each, path).length > 0));
    const got = missing.length > 0 ? `no ${missing[0]}` : (stray[0] ?? 'them');
    const wanted = lacks.length === 0 ? has.join() : `${has.join()} and no ${lacks.join()}`;
    const message = `expected ${wanted} with ${what}, got ${got}`;
    judgement.check(requirement, missing.length === 0 && stray.length === 0, message, exchange);
  }
}
