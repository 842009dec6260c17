import type { ExchangeLine } from '../../history/index.ts';
import { isJsonObject, type JsonValue, parseJson } from '../../kernel/index.ts';
import { isCredentialHeader, namesCredential, secretMarker } from './masking.ts';

/** Shorter values occur in other texts by chance. */
const shortestTellingValue = 6;

/**
 * Credentials that requests carried although the recorder did not know them for secrets: values of credential headers
 * and of JSON members such as `password`. By value, each with what it was. A value that was also sent or received in
 * the open is no evidence and is left out.
 */
export function sensitiveValues(exchanges: readonly ExchangeLine[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open: string[] = [];
  for (const { request, response } of exchanges) {
    open.push(request.path);
    for (const [name, value] of Object.entries(request.headers)) {
      if (isCredentialHeader(name)) collectHeader(name, value, found);
      else open.push(value);
    }
    for (const body of [request.body, response?.body ?? '']) {
      const json = parseJson(body);
      if (json !== undefined) collect(json, found, open);
    }
  }
  for (const value of found.keys()) {
    if (value.length < shortestTellingValue || secretMarker.test(value) || open.some((text) => text.includes(value))) {
      found.delete(value);
    }
  }
  return withEncodings(found);
}

/** `Bearer abc` carries `abc`; a cookie's value stands after its name. */
function collectHeader(name: string, value: string, found: Map<string, string>): void {
  const isCookie = name.toLowerCase().includes('cookie');
  const parts = value.split(/[\s;,]+/u);
  const credentials = !isCookie && parts.length > 1 ? parts.slice(1) : parts;
  for (const part of credentials) {
    const secret = isCookie && part.includes('=') ? part.slice(part.indexOf('=') + 1) : part;
    found.set(secret, `the value of the header ${name}`);
  }
}

function collect(value: JsonValue, found: Map<string, string>, open: string[]): void {
  if (typeof value === 'string') open.push(value);
  else if (Array.isArray(value)) for (const item of value as readonly JsonValue[]) collect(item, found, open);
  else if (isJsonObject(value)) {
    const path = value['path'];
    const isCredentialPatch = typeof path === 'string' && namesCredential(path);
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const isCredential = namesCredential(name) || (isCredentialPatch && name === 'value');
      if (isCredential && typeof member === 'string')
        found.set(member, `the value of "${isCredentialPatch ? path : name}"`);
      else collect(member, found, open);
    }
  }
}

/** The same value as it stands inside JSON text and in a query string. */
function withEncodings(found: ReadonlyMap<string, string>): Map<string, string> {
  const all = new Map(found);
  for (const [value, what] of found) {
    all.set(JSON.stringify(value).slice(1, -1), what);
    if (value.isWellFormed()) all.set(encodeURIComponent(value), what);
  }
  return all;
}
