import { isJsonObject, type JsonObject, type JsonValue } from '../../../../kernel/index.ts';
import { isList, listOf, overlaid, type PatchOperation } from '../../kit/index.ts';
import type { State } from './patch-model.ts';
import type { PlannedRequest } from './patch-plan.ts';
import { stateFaults } from './patch-state.ts';
import { fragmentOf, operationOf } from './patch-steps.ts';
import { memberTokens, type Subject } from './patch-subjects.ts';

/** Translates between what a case says and what goes over the wire, where members have ids. */
export class Trial {
  readonly subjects: readonly Subject[];
  readonly #ids: readonly string[];

  /** @param ids of the Users that the tokens for members stand for; none where there are no members. */
  constructor(subjects: readonly Subject[], ids: readonly string[]) {
    this.subjects = subjects;
    this.#ids = ids;
  }

  /** A resource with these values of the subjects, on top of what it must have. */
  resource(minimal: JsonObject, state: JsonObject): JsonObject {
    const chosen = this.subjects.filter(({ path }) => state[path] !== undefined);
    const body = chosen.map((subject) => fragmentOf(subject, state[subject.path]!)).reduce(overlaid, minimal);
    const schemas = new Set([...listOf(body['schemas']), ...chosen.flatMap(({ extension }) => extension ?? [])]);
    return this.#object({ ...body, schemas: [...schemas] });
  }

  operations({ steps }: PlannedRequest): readonly PatchOperation[] {
    return steps.map((step) => {
      const subject = this.subjects.find(({ path }) => path === step.subject)!;
      const { op, path, value } = operationOf(step, subject);
      return {
        op,
        ...(path === undefined ? {} : { path: this.#text(path) }),
        ...(value === undefined ? {} : { value: this.#value(value) }),
      };
    });
  }

  /** Where a resource is not in the state; see `stateFaults`. */
  faults(state: State, resource: JsonObject | undefined): readonly string[] {
    const expected = new Map([...state].map(([path, value]) => [path, this.#value(value)]));
    return stateFaults(expected, this.subjects, resource);
  }

  #value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#text(value);
    if (isList(value)) return value.map((each) => this.#value(each));
    return isJsonObject(value) ? this.#object(value) : value;
  }

  #object(value: JsonObject): JsonObject {
    const members = Object.entries(value).map(
      ([name, own]) => [name, own === undefined ? own : this.#value(own)] as const,
    );
    return Object.fromEntries(members);
  }

  #text(text: string): string {
    return memberTokens.reduce((filled, token, index) => filled.replaceAll(token, this.#ids[index] ?? token), text);
  }
}

/** A value of every subject; of a list one for each value that its first part can have. */
export function fullState(subjects: readonly Subject[]): JsonObject {
  return Object.fromEntries(
    subjects.map(({ path, kind, values, parts }): [string, JsonValue] => {
      const at = (index: number): JsonObject =>
        Object.fromEntries(parts.map((part) => [part.name, part.values[index % part.values.length]!]));
      if (kind === 'single') return [path, values[0]!];
      return [path, kind === 'complex' ? at(0) : (parts[0]?.values ?? []).map((_, index) => at(index))];
    }),
  );
}
