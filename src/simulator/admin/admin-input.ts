import { type Instant, isJsonObject, type JsonObject, type JsonValue } from '../../kernel/index.ts';
import { OrganizationRefusal } from '../../organization/index.ts';

/** Kinds of members that a request body has. An instant is written in ISO 8601 with an offset. */
interface Kinds {
  readonly text: string;
  readonly texts: readonly string[];
  readonly flag: boolean;
  readonly whole: number;
  readonly instant: Instant;
  readonly object: JsonObject;
}

type Kind = keyof Kinds;

/** Name of a member to its kind; with a question mark it may be left out. */
type Shape = Readonly<Record<string, Kind | `${Kind}?`>>;

/** What a body of a shape has. */
type Input<S extends Shape> = {
  readonly [Name in keyof S as S[Name] extends Kind ? Name : never]: S[Name] extends Kind ? Kinds[S[Name]] : never;
} & {
  readonly [Name in keyof S as S[Name] extends Kind ? never : Name]?: S[Name] extends `${infer K extends Kind}?`
    ? Kinds[K]
    : never;
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/u;

const READERS: { readonly [K in Kind]: (value: JsonValue) => Kinds[K] | undefined } = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  texts: textsOf,
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  whole: (value) => (Number.isSafeInteger(value) ? Number(value) : undefined),
  instant: (value) => {
    const instant = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(instant) ? undefined : instant;
  },
  object: (value) => (isJsonObject(value) ? value : undefined),
};

const WORDS: Readonly<Record<Kind, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  flag: 'true or false',
  whole: 'a whole number',
  instant: 'an instant such as 2026-05-13T09:30:00Z',
  object: 'an object',
};

/** Reads a body. @throws OrganizationRefusal `invalid` for a member that is missing, of another kind or not known. */
export function readInput<const S extends Shape>(body: JsonObject, shape: S): Input<S> {
  const stranger = Object.keys(body).find((name) => !Object.hasOwn(shape, name));
  if (stranger !== undefined) invalid(`"${stranger.slice(0, 60)}" is not known here.`);
  const input: Record<string, unknown> = {};
  for (const [name, wanted] of Object.entries(shape)) {
    const kind = kindOf(wanted);
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    if (value === undefined && wanted !== kind) continue;
    const read = value === undefined ? undefined : READERS[kind](value);
    if (read === undefined) invalid(`"${name}" must be ${WORDS[kind]}.`);
    input[name] = read;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Every member was read as what the shape says.
  return input as Input<S>;
}

function kindOf(wanted: Kind | `${Kind}?`): Kind {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- What is left without the question mark.
  return wanted.replace('?', '') as Kind;
}

function textsOf(value: JsonValue): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly JsonValue[] = value;
  const texts = items.filter((item) => typeof item === 'string');
  return texts.length === items.length ? texts : undefined;
}

function invalid(message: string): never {
  throw new OrganizationRefusal('invalid', message);
}
