/** An object with these properties and no others; `optional` ones may be missing. */
export function closed(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

export const text = { type: 'string', minLength: 1 };
export const anyText = { type: 'string' };
export const whole = { type: 'integer', minimum: 0 };
export const objectType = { enum: ['User', 'Group'] };
export const listOf = (items: object): object => ({ type: 'array', items });
