import { faker } from '@faker-js/faker/locale/en';
import type { Random } from '../kernel/index.ts';
import type { SourceGroup, SourceUser } from '../profiles/index.ts';
import { fillText, type Resolve } from './placeholders.ts';
import type { GroupDeclaration, PersonDeclaration, Scenario } from './scenario.ts';

/** A person of the scenario: as the provider's directory has them, and what the target calls them. */
export interface CastPerson {
  user: SourceUser;
  /** Set by the step that created the user, and kept when it is deleted. */
  remoteId?: string;
}

export interface CastGroup {
  group: SourceGroup;
  remoteId?: string;
}

/** Everybody and everything that the steps of one run call by name. */
export interface Cast {
  readonly people: ReadonlyMap<string, CastPerson>;
  readonly groups: ReadonlyMap<string, CastGroup>;
}

/** Brings the declared people and groups to life; what a declaration leaves out is drawn from `random`. */
export function createCast(scenario: Scenario, namespace: string, random: Random, resolve: Resolve): Cast {
  return {
    people: new Map(
      [...scenario.people].map(([name, declaration]) => {
        const own = random.fork(`person/${name}`);
        return [name, { user: toUser(name, declaration, namespace, own, resolve) }];
      }),
    ),
    groups: new Map(
      [...scenario.groups].map(([name, declaration]) => {
        const id = random.fork(`group/${name}`).uuid();
        return [name, { group: { id, displayName: displayNameOf(name, declaration, namespace, resolve) } }];
      }),
    ),
  };
}

function toUser(
  name: string,
  declaration: PersonDeclaration,
  namespace: string,
  random: Random,
  resolve: Resolve,
): SourceUser {
  // The instance is shared; seeded anew for each person, it gives what follows from the seed alone.
  faker.seed(random.integer(2 ** 32));
  const given = (text: string | null | undefined, made: string): string | undefined =>
    text === null ? undefined : text === undefined ? made : fillText(text, resolve);
  // Everything is drawn whether it is needed or not, so that declaring one attribute does not change the others.
  const drawn = {
    id: random.uuid(),
    givenName: faker.person.firstName(),
    familyName: faker.person.lastName(),
    department: faker.commerce.department(),
    title: faker.person.jobTitle(),
    employeeNumber: faker.string.numeric({ length: 6, allowLeadingZeros: false }),
  };
  const givenName = given(declaration.givenName, drawn.givenName) ?? drawn.givenName;
  const familyName = given(declaration.familyName, drawn.familyName) ?? drawn.familyName;
  const address = `${localPart(givenName, name)}.${localPart(familyName, name)}.${namespace}@example.com`;
  const userName = given(declaration.userName, address) ?? address;
  const optional = {
    department: given(declaration.department, drawn.department),
    employeeNumber: given(declaration.employeeNumber, drawn.employeeNumber),
    title: given(declaration.title, drawn.title),
  };
  return {
    id: drawn.id,
    userName,
    givenName,
    familyName,
    email: given(declaration.email, address) ?? address,
    active: true,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

function displayNameOf(name: string, declaration: GroupDeclaration, namespace: string, resolve: Resolve): string {
  const { displayName } = declaration;
  return displayName === undefined ? `${name} ${namespace}` : fillText(displayName, resolve);
}

/** A name as it stands in front of the `@`: letters and digits of ASCII only. */
function localPart(text: string, otherwise: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, '');
  return plain === '' ? otherwise.toLowerCase() : plain;
}
