import { refuse } from './organization-error.ts';

const LONGEST_NAME = 200;
const LONGEST_TEXT = 2000;
const SHORTEST_PASSWORD = 8;

/** @param what What the refusal calls it. @throws OrganizationRefusal `invalid` */
export function nameOf(text: string, what = 'name'): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME)
    return refuse('invalid', `The ${what} has 1 to ${LONGEST_NAME} characters.`);
  return name;
}

export function descriptionOf(text: string): string {
  if (text.length > LONGEST_TEXT) return refuse('invalid', `A description has at most ${LONGEST_TEXT} characters.`);
  return text;
}

/** As it was given: the case of the part before the `@` belongs to its owner. */
export function emailOf(text: string): string {
  const email = text.trim();
  if (email.length > LONGEST_NAME || !/^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/u.test(email))
    return refuse('invalid', 'This is no e-mail address.');
  return email;
}

export function sameEmail(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

export function passwordOf(text: string): string {
  if (text.length < SHORTEST_PASSWORD)
    return refuse('invalid', `A password has at least ${SHORTEST_PASSWORD} characters.`);
  return text;
}

/** Refuses a name that another entity of the kind has already. */
export function freeName(
  name: string,
  others: readonly { readonly id: string; readonly name: string }[],
  what: string,
  own?: string,
): string {
  if (others.some((other) => other.name === name && other.id !== own))
    return refuse('conflict', `There is already a ${what} called ${JSON.stringify(name)}.`);
  return name;
}
