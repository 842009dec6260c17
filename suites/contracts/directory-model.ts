import type { JsonObject } from '../../src/kernel/index.ts';

/** A resource as the model has it: no index, nothing derived, nothing shared. */
export interface ModelResource {
  readonly type: 'User' | 'Group';
  readonly id: string;
  readonly order: number;
  readonly name: string;
  readonly title?: string;
  readonly email?: string;
  readonly members: readonly string[];
  readonly created: string;
  readonly lastModified: string;
  readonly revision: number;
}

/** What a user or a group is to be. */
export interface Wish {
  readonly name: string;
  readonly title?: string | undefined;
  readonly email?: string | undefined;
  readonly members: readonly string[];
}

/**
 * The naive directory that the real one is held against: a list of resources, copied whole for each step, searched from
 * end to end. Every operation gives the list after it, or says how it is refused.
 */
export type Model = readonly ModelResource[];

export function created(
  model: Model,
  type: ModelResource['type'],
  id: string,
  order: number,
  wish: Wish,
  now: string,
): Model | string {
  const refused = refusal(model, type, undefined, wish);
  if (refused !== undefined) return refused;
  return [...model, { ...shape(type, wish), type, id, order, created: now, lastModified: now, revision: 1 }];
}

export function replaced(model: Model, id: string, wish: Wish, now: string): Model | string {
  const present = model.find((each) => each.id === id);
  if (present === undefined) return '404';
  const refused = refusal(model, present.type, id, wish);
  if (refused !== undefined) return refused;
  const next = shape(present.type, wish);
  const members = [
    ...present.members.filter((member) => next.members.includes(member)),
    ...next.members.filter((member) => !present.members.includes(member)),
  ];
  const { name, title, email } = present;
  const same =
    name === next.name && title === next.title && email === next.email && String(present.members) === String(members);
  if (same) return model;
  const { title: _title, email: _email, ...rest } = present;
  const changed = { ...rest, ...next, members, lastModified: now, revision: present.revision + 1 };
  return model.map((each) => (each === present ? changed : each));
}

export function deleted(model: Model, id: string, now: string): Model | string {
  if (!model.some((each) => each.id === id)) return '404';
  return model.filter((each) => each.id !== id).map((each) => (each.members.includes(id) ? left(each, id, now) : each));
}

function left(group: ModelResource, id: string, now: string): ModelResource {
  const members = group.members.filter((member) => member !== id);
  return { ...group, members, lastModified: now, revision: group.revision + 1 };
}

/** Groups of a resource with the way in which it belongs to them, in the order of their creation. */
export function groupsOf(model: Model, id: string): readonly JsonObject[] {
  const direct = model.filter(({ members }) => members.includes(id));
  let all = direct;
  for (;;) {
    const more = model.filter(
      (each) => all.includes(each) || each.members.some((member) => all.some((group) => group.id === member)),
    );
    if (more.length === all.length) break;
    all = more;
  }
  return model
    .filter((each) => all.includes(each))
    .map((group) => ({
      value: group.id,
      $ref: `/Groups/${group.id}`,
      display: group.name,
      type: direct.includes(group) ? 'direct' : 'indirect',
    }));
}

function shape(type: ModelResource['type'], wish: Wish): Pick<ModelResource, 'name' | 'title' | 'email' | 'members'> {
  if (type === 'Group') return { name: wish.name, members: [...new Set(wish.members)] };
  const { name, title, email } = wish;
  return { name, ...(title === undefined ? {} : { title }), ...(email === undefined ? {} : { email }), members: [] };
}

function refusal(model: Model, type: ModelResource['type'], id: string | undefined, wish: Wish): string | undefined {
  if (type === 'Group') {
    const stranger = wish.members.some((member) => !model.some((each) => each.id === member));
    return stranger ? '400 invalidValue' : undefined;
  }
  const taken = model.some(
    (each) => each.type === 'User' && each.id !== id && each.name.toLowerCase() === wish.name.toLowerCase(),
  );
  return taken ? '409 uniqueness' : undefined;
}
