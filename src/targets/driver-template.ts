import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/index.ts';

/** `{name}` stands for a parameter. */
const placeholder = /\{([A-Za-z][\w-]*)\}/gu;

/** Names of the parameters that a text stands for. */
export function parametersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name]) => name!);
}

/** Fills a path; values are percent-encoded. `undefined` where one that it needs is not given. */
export function fillPath(path: string, parameters: JsonObject): string | undefined {
  if (parametersIn(path).some((name) => parameters[name] === undefined)) return undefined;
  return path.replaceAll(placeholder, (_match, name: string) => encodeURIComponent(textOf(parameters[name]!)));
}

/**
 * Fills every text in a body. One that is nothing but a placeholder becomes the value itself, number or object; a member
 * for whose value nothing is given is left out.
 */
export function fillBody(body: JsonValue, parameters: JsonObject): JsonValue | undefined {
  if (typeof body === 'string') {
    const only = /^\{([A-Za-z][\w-]*)\}$/u.exec(body)?.[1];
    if (only !== undefined) return parameters[only];
    return body.replaceAll(placeholder, (match, name: string) => textOf(parameters[name] ?? match));
  }
  if (Array.isArray(body)) return (body as readonly JsonValue[]).map((item) => fillBody(item, parameters) ?? null);
  if (!isJsonObject(body)) return body;
  const members = Object.entries(body).map(([name, value]) => [name, fillBody(value ?? null, parameters)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
