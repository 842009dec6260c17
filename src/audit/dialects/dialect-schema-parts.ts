/** An object with these properties and no others; all of them are required but for those that are listed. */
export function closed(
  description: string,
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, properties, required, additionalProperties: false };
}

export const text = { type: 'string', minLength: 1 };
/** The key of a column or filter. */
export const name = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$' };
export const dialectName = {
  type: 'string',
  pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
  description: 'Name in kebab-case.',
};
export const requirements = {
  type: 'array',
  description: 'Ids of the requirements that the clause answers for.',
  items: { type: 'string', pattern: '^\\S+$' },
  uniqueItems: true,
};
export const listOf = (items: object): object => ({ type: 'array', items, minItems: 1, uniqueItems: true });
export const choice = (...values: readonly string[]): object => ({ enum: values });
