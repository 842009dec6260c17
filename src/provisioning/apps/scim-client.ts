import { isJsonObject, type JsonObject, parseJson } from '../../kernel/index.ts';
import type { ObjectType } from '../model.ts';
import type { AppAnswer } from './external-app.ts';
import type { HttpSender } from './http-sender.ts';

export interface ScimClientOptions {
  /** With the version, for example `https://crm.example/scim/v2`. */
  readonly baseUrl: string;
  /** Bearer token. */
  readonly token: string;
  readonly send: HttpSender;
}

/** A response of a SCIM service. */
export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body where it is a JSON object. */
  readonly json: JsonObject | undefined;
}

const ENDPOINTS = { User: '/Users', Group: '/Groups' } as const;
const PAGE = 100;
/** A service whose pages never come to an end is not read for ever. */
const MOST_PAGES = 10_000;

/** A SCIM client (RFC 7644) as far as provisioning needs one. */
export class ScimClient {
  readonly #options: ScimClientOptions;

  constructor(options: ScimClientOptions) {
    this.#options = options;
  }

  async request(method: string, path: string, signal: AbortSignal, body?: JsonObject): Promise<ScimResponse> {
    const { baseUrl, token, send } = this.#options;
    const answer = await send({
      method,
      url: baseUrl.replace(/\/+$/u, '') + path,
      headers: {
        accept: 'application/scim+json',
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/scim+json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
    });
    const json = parseJson(answer.body);
    return { status: answer.status, headers: answer.headers, json: isJsonObject(json) ? json : undefined };
  }

  /**
   * The resources of a type that have a value.
   * @throws ScimFailure when they cannot be read.
   */
  async find(type: ObjectType, attribute: string, value: string, signal: AbortSignal): Promise<readonly JsonObject[]> {
    const filter = `${attribute} eq ${JSON.stringify(value)}`;
    const path = `${ENDPOINTS[type]}?${new URLSearchParams({ filter }).toString()}`;
    return resourcesOf(await this.request('GET', path, signal));
  }

  /**
   * Every resource of a type, page by page.
   * @throws ScimFailure when they cannot be read.
   */
  async all(type: ObjectType, signal: AbortSignal): Promise<readonly JsonObject[]> {
    const found: JsonObject[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = new URLSearchParams({ startIndex: String(found.length + 1), count: String(PAGE) });
      const response = await this.request('GET', `${ENDPOINTS[type]}?${query.toString()}`, signal);
      const resources = resourcesOf(response);
      found.push(...resources);
      const total = response.json?.['totalResults'];
      if (resources.length === 0 || typeof total !== 'number' || found.length >= total) return found;
    }
    throw new ScimFailure({ ok: false, retry: false, reason: `Its list of ${type}s does not come to an end.` });
  }
}

/** A response that is no success, as the answer that it amounts to. */
export class ScimFailure extends Error {
  override readonly name = 'ScimFailure';
  readonly answer: AppAnswer & { readonly ok: false };

  constructor(answer: AppAnswer & { readonly ok: false }) {
    super(answer.reason);
    this.answer = answer;
  }
}

export function endpointOf(type: ObjectType): string {
  return ENDPOINTS[type];
}

/** What a response means: of a success nothing more is asked. */
export function answerOf({ status, headers, json }: ScimResponse): AppAnswer {
  if (status >= 200 && status < 300) return { ok: true };
  const detail = json?.['detail'];
  const said = typeof detail === 'string' && detail !== '' ? `: ${detail.slice(0, 500)}` : '';
  const retry = status === 408 || status === 425 || status === 429 || status >= 500;
  const after = Number(headers['retry-after']);
  return {
    ok: false,
    reason: `It answered ${status}${said}`,
    retry,
    ...(retry && headers['retry-after'] !== undefined && after >= 0 && { after: after * 1000 }),
  };
}

function resourcesOf(response: ScimResponse): readonly JsonObject[] {
  const answer = answerOf(response);
  if (!answer.ok) throw new ScimFailure(answer);
  const resources = response.json?.['Resources'] ?? [];
  if (response.json !== undefined && Array.isArray(resources)) return resources.filter(isJsonObject);
  throw new ScimFailure({
    ok: false,
    retry: false,
    reason: 'It answered with something that is no list of resources.',
  });
}
