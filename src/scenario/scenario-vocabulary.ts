import { isJsonObject, type JsonValue, ScimulateError } from '../kernel/index.ts';
import { expressionsIn } from './placeholders.ts';
import { below, type ScenarioDocument, scenarioFault } from './scenario-document.ts';
import { nearest, suggestion } from './suggestion.ts';

/** What can be said of a person and of a group in a placeholder. */
const personFields: readonly string[] = [
  'id',
  'userName',
  'givenName',
  'familyName',
  'email',
  'department',
  'employeeNumber',
  'title',
  'remoteId',
];
const groupFields: readonly string[] = ['id', 'displayName', 'remoteId'];

const fixedExpressions: readonly string[] = ['namespace', 'random.uuid', 'random.hex.16', 'random.text.16'];
const repeatExpressions: readonly string[] = ['repeat.index', 'repeat.value'];
const reservedNames = new Set(['namespace', 'random', 'repeat', 'secret']);

/** What the caller of a loader knows that a scenario refers to. What is left out is not checked. */
export interface References {
  readonly requirements?: ReadonlySet<string>;
  readonly profiles?: readonly string[];
  /** Ids of probes; the part before the slash is the area, which stands for all of its probes. */
  readonly probes?: readonly string[];
}

/** Where a text stands: in the declaration of a person or group, in a step, or in a step that is repeated. */
export type Scope = 'declaration' | 'step' | 'repeat';

/** Names that a scenario has declared so far; every use of a name is checked against them, in the order of the steps. */
export class ScenarioVocabulary {
  readonly #document: ScenarioDocument;
  readonly #references: References;
  readonly #people: readonly string[];
  readonly #groups: readonly string[];
  readonly #captures = new Set<string>();

  /** @throws ScimulateError `SCENARIO_INVALID` when two things have the same name, or one that the language needs itself. */
  constructor(document: ScenarioDocument, references: References) {
    this.#document = document;
    this.#references = references;
    this.#people = Object.keys(document.content.people ?? {});
    this.#groups = Object.keys(document.content.groups ?? {});
    for (const name of this.#people) this.#mustBeFree(name, below('/people', name), []);
    for (const name of this.#groups) this.#mustBeFree(name, below('/groups', name), this.#people);
  }

  /** The scenario's profile is one that there is. */
  knownProfile(): void {
    const { profile } = this.#document.content;
    const known = this.#references.profiles;
    if (profile !== undefined && known !== undefined && !known.includes(profile)) {
      throw this.#fault('/profile', `there is no profile "${profile}".`, suggestion(profile, known));
    }
  }

  /** The step at `pointer` needs a profile. */
  profile(pointer: string): void {
    if (this.#document.content.profile === undefined) {
      throw this.#fault(
        pointer,
        'the step is an action of an identity provider, but the scenario has no profile.',
        'add "profile: " with its name above the steps.',
      );
    }
  }

  probe(name: string, pointer: string): void {
    const ids = this.#references.probes;
    if (ids === undefined) return;
    const known = [...new Set(ids.map((id) => id.split('/', 1)[0]!)), ...ids];
    if (!known.includes(name)) throw this.#fault(pointer, `there are no probes "${name}".`, suggestion(name, known));
  }

  person(name: string, pointer: string): void {
    if (!this.#people.includes(name))
      throw this.#fault(pointer, `"${name}" is not among the people.`, suggestion(name, this.#people));
  }

  group(name: string, pointer: string): void {
    if (!this.#groups.includes(name))
      throw this.#fault(pointer, `"${name}" is not among the groups.`, suggestion(name, this.#groups));
  }

  /** A capture may be bound again by a later request, but not be taken for a person or a group. */
  capture(name: string, pointer: string): void {
    this.#mustBeFree(name, pointer, [...this.#people, ...this.#groups]);
    this.#captures.add(name);
  }

  requirement(id: string, pointer: string): void {
    const known = this.#references.requirements;
    if (known === undefined || known.has(id)) return;
    const near = nearest(id, known);
    throw new ScimulateError('REQUIREMENT_UNKNOWN', `there is no requirement "${id}".`, {
      place: this.#document.place(pointer),
      mend: near === undefined ? 'run "scimulate requirements" for a list.' : `did you mean "${near}"?`,
    });
  }

  /** Names that go to the target must not meet those of another run on the same system. */
  namespaced(text: string | undefined, pointer: string): void {
    if (text === undefined || expressionsIn(text).expressions.includes('namespace')) return;
    throw this.#fault(pointer, `"${text}" could belong to somebody on a shared system.`, 'put {{namespace}} into it.');
  }

  /** Checks the placeholders in every text of a value. */
  texts(value: JsonValue | undefined, pointer: string, scope: Scope): void {
    if (typeof value === 'string') this.#text(value, pointer, scope);
    else if (Array.isArray(value))
      value.forEach((item: JsonValue, index) => this.texts(item, below(pointer, index), scope));
    else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        this.#text(key, below(pointer, key), scope);
        this.texts(member, below(pointer, key), scope);
      }
    }
  }

  #text(text: string, pointer: string, scope: Scope): void {
    const { expressions, malformed } = expressionsIn(text);
    if (malformed)
      throw this.#fault(
        pointer,
        `"{{" begins no placeholder in ${JSON.stringify(text)}.`,
        'write \\{{ for plain braces.',
      );
    for (const expression of expressions) {
      if (this.#isKnown(expression, scope)) continue;
      throw this.#fault(
        pointer,
        `{{${expression}}} stands for nothing here.`,
        suggestion(expression, this.#expressions(scope)),
      );
    }
  }

  #isKnown(expression: string, scope: Scope): boolean {
    if (expression.startsWith('secret:')) return true;
    if (/^random\.(?:hex|text)\.[1-9]\d{0,6}$/u.test(expression)) return true;
    return this.#expressions(scope).includes(expression);
  }

  #expressions(scope: Scope): string[] {
    if (scope === 'declaration') return [...fixedExpressions];
    return [
      ...this.#captures,
      ...this.#people.flatMap((name) => personFields.map((field) => `${name}.${field}`)),
      ...this.#groups.flatMap((name) => groupFields.map((field) => `${name}.${field}`)),
      ...(scope === 'repeat' ? repeatExpressions : []),
      ...fixedExpressions,
    ];
  }

  #mustBeFree(name: string, pointer: string, taken: readonly string[]): void {
    if (reservedNames.has(name))
      throw this.#fault(pointer, `"${name}" is a word of the language.`, 'choose another name.');
    if (taken.includes(name))
      throw this.#fault(pointer, `"${name}" already names a person or a group.`, 'choose another name.');
  }

  #fault(pointer: string, message: string, mend: string): ScimulateError {
    return scenarioFault(this.#document, pointer, message, mend);
  }
}
