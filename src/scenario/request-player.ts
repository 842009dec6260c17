import { type JsonValue, parseJson, resolvePointer } from '../kernel/index.ts';
import type { Expectation } from '../history/index.ts';
import type { TargetResponse } from '../targets/index.ts';
import type { Bindings } from './bindings.ts';
import { fillText, fillValue, type Resolve } from './placeholders.ts';
import type { OutgoingRequest } from './run-recorder.ts';
import type { ExpectationTemplate, RequestTemplate } from './scenario.ts';

const mediaType = 'application/scim+json';

/** Fills a template. @throws UnboundPlaceholder where a value is missing. */
export function fillRequest(template: RequestTemplate, resolve: Resolve): OutgoingRequest {
  const body = template.body === undefined ? '' : bodyText(fillValue(template.body, resolve));
  const path = pathWithQuery(template, resolve);
  return {
    step:
      template.name === undefined ? `${template.method} ${path.split('?', 1)[0]!}` : fillText(template.name, resolve),
    method: template.method,
    path,
    headers: headersOf(template, template.body !== undefined, resolve),
    body,
    credential: template.credential,
    ...(template.tenant === undefined ? {} : { tenant: template.tenant }),
    expect: template.expect.map((expectation) => fillExpectation(expectation, resolve)),
  };
}

/**
 * Binds what the template captures of a response.
 * @returns names that could not be bound, each with what they were looked for by.
 */
export function captureFrom(template: RequestTemplate, response: TargetResponse, bindings: Bindings): string[] {
  const missing: string[] = [];
  for (const [name, source] of Object.entries(template.capture)) {
    const value = 'status' in response ? capturedValue(source, response) : undefined;
    bindings.capture(name, value);
    if (value === undefined) missing.push(`"${name}" (${source})`);
  }
  return missing;
}

function capturedValue(source: string, response: Extract<TargetResponse, { status: number }>): JsonValue | undefined {
  if (source.startsWith('header:')) return response.headers[source.slice('header:'.length)];
  const body = parseJson(response.body);
  return body === undefined ? undefined : resolvePointer(body, source);
}

function bodyText(body: JsonValue): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function pathWithQuery({ path, query }: RequestTemplate, resolve: Resolve): string {
  const filled = fillText(path, resolve, encodeURIComponent);
  const pairs = Object.entries(query).map(([name, value]) => {
    const text = fillText(typeof value === 'string' ? value : JSON.stringify(value), resolve);
    return `${encodeURIComponent(fillText(name, resolve))}=${encodeURIComponent(text)}`;
  });
  if (pairs.length === 0) return filled;
  return `${filled}${filled.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

/** Defaults first, each replaced or left out by a header of the same name in any case. */
function headersOf(template: RequestTemplate, hasBody: boolean, resolve: Resolve): Record<string, string> {
  const named = new Set(Object.keys(template.headers).map((name) => name.toLowerCase()));
  const defaults: Record<string, string> = {
    Accept: mediaType,
    ...(hasBody ? { 'Content-Type': mediaType } : {}),
    'User-Agent': 'scimulate',
  };
  const headers = Object.entries(defaults).filter(([name]) => !named.has(name.toLowerCase()));
  for (const [name, value] of Object.entries(template.headers)) {
    if (value !== null) headers.push([name, fillText(value, resolve)]);
  }
  return Object.fromEntries(headers);
}

function fillExpectation(template: ExpectationTemplate, resolve: Resolve): Expectation {
  const { body, ...rest } = template;
  if (body === undefined) return rest;
  const filled = Object.entries(body).map(([pointer, value]) => [pointer, fillValue(value, resolve)] as const);
  return { ...rest, body: Object.fromEntries(filled) };
}
