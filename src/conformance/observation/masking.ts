import { isJsonObject, type JsonValue, parseJson } from '../../kernel/index.ts';

/** What the recorder writes where a secret stood. */
export const secretMarker = /\{\{secret:[^{}]*\}\}/u;

const everyMarker = new RegExp(secretMarker.source, 'gu');

/** JSON members and form fields whose value is a credential by its name. */
const credentialNames: ReadonlySet<string> = new Set([
  'password',
  'currentpassword',
  'newpassword',
  'secret',
  'client_secret',
  'clientsecret',
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'assertion',
  'client_assertion',
]);

/** Header fields that carry credentials. */
const credentialHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-csrf-token',
]);

/** Whether a JSON member or an attribute path ends in a name that stands for a credential. */
export function namesCredential(name: string): boolean {
  return credentialNames.has(name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('.')) + 1).toLowerCase());
}

/** Whether a header field carries a credential. */
export function isCredentialHeader(name: string): boolean {
  return credentialHeaders.has(name.toLowerCase());
}

/**
 * Whether a text shows what was sent, byte for byte, but for secrets: where the recorder replaced one,
 * anything may stand.
 */
export function sameText(sent: string, shown: string): boolean {
  if (!secretMarker.test(sent)) return sent === shown;
  const parts = sent.split(everyMarker);
  const last = parts.pop()!;
  const [first = '', ...middle] = parts;
  if (!shown.startsWith(first)) return false;
  let from = first.length;
  for (const part of middle) {
    const at = shown.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return shown.length - last.length >= from && shown.endsWith(last);
}

/**
 * Whether a log shows a body: as JSON where it is JSON, byte for byte where it is not. Values of credentials may be
 * masked or left out. `shown` is the body as text or, where the log holds it as a JSON value, that value.
 * @returns `undefined` where a body that is no JSON names a credential, so that nobody can say what may be masked.
 */
export function sameBody(sent: string, shown: JsonValue | undefined): boolean | undefined {
  const sentJson = parseJson(sent);
  if (sentJson === undefined) {
    if (sameText(sent, asText(shown))) return true;
    return [...credentialNames].some((name) => sent.toLowerCase().includes(name)) ? undefined : false;
  }
  const shownJson = typeof shown === 'string' ? parseJson(shown) : shown;
  return shownJson !== undefined && coversJson(sentJson, shownJson);
}

function asText(shown: JsonValue | undefined): string {
  if (shown === undefined || shown === null) return '';
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

function coversJson(sent: JsonValue, shown: JsonValue | undefined): boolean {
  if (typeof sent === 'string') {
    return typeof shown === 'string' ? sameText(sent, shown) : secretMarker.test(sent);
  }
  if (Array.isArray(sent)) {
    const items = sent as readonly JsonValue[];
    return (
      Array.isArray(shown) && shown.length === items.length && items.every((item, at) => coversJson(item, shown[at]))
    );
  }
  if (!isJsonObject(sent)) return sent === shown;
  if (!isJsonObject(shown)) return false;
  // A PATCH operation names the attribute in its path and has the credential as its value.
  const path = sent['path'];
  const secretValue = typeof path === 'string' && namesCredential(path);
  const isFree = (name: string): boolean => namesCredential(name) || (secretValue && name === 'value');
  return (
    Object.keys(shown).every((name) => Object.hasOwn(sent, name)) &&
    Object.entries(sent).every(([name, value]) => isFree(name) || coversJson(value ?? null, shown[name]))
  );
}
