import { isJsonObject, type Instant, type JsonObject } from '../../kernel/index.ts';
import type { Party } from '../../audit/index.ts';
import type { DirectoryCommit, DirectoryTransaction, Effect } from '../../directory/index.ts';
import { type BulkOperation, ScimError, type ValidationOptions } from '../../scim/index.ts';
import { nestsDeeperThan } from '../http/json-nesting.ts';
import { parseContentType } from '../http/media-types.ts';
import { parseQuery, type QueryParameters } from '../http/query-parameters.ts';
import type { CredentialOptions, Limits } from '../options.ts';
import type { Seal } from '../security/seal.ts';
import type { Tenant } from '../tenant.ts';
import type { WireRequest } from '../wire.ts';

/** No schema needs more: an extension's complex values are 4 deep, in a PATCH inside a Bulk request 10. */
const DEEPEST_NESTING = 64;

/** What all exchanges of a simulator share. */
export interface ScimSettings {
  readonly validation: ValidationOptions;
  readonly limits: Limits;
  readonly seal: Seal;
}

/** One request at the SCIM door, authenticated, while an endpoint answers it. */
export class ScimExchange {
  readonly settings: ScimSettings;
  readonly tenant: Tenant;
  readonly request: WireRequest;
  readonly credential: CredentialOptions;
  readonly arrivedAt: Instant;
  /** Absolute, with the version, without a slash at the end: `http://127.0.0.1:8080/scim/v2`. */
  readonly baseUri: string;
  readonly #rawQuery: string;
  #query: QueryParameters | undefined;
  /** What the request is about, for the log; known before the work is done, so that a failure has it too. */
  target: Party | undefined;
  /** Fields that every response to the request has, whichever way it ends. */
  readonly headers: Record<string, string> = {};
  /** What became of a Bulk request, for the log. */
  bulk: HandledBulk | undefined;
  /** The change that was made and is not yet durable. */
  commit: DirectoryCommit<unknown> | undefined;

  constructor(facts: {
    settings: ScimSettings;
    tenant: Tenant;
    request: WireRequest;
    credential: CredentialOptions;
    arrivedAt: Instant;
    baseUri: string;
    query: string;
  }) {
    this.settings = facts.settings;
    this.tenant = facts.tenant;
    this.request = facts.request;
    this.credential = facts.credential;
    this.arrivedAt = facts.arrivedAt;
    this.baseUri = facts.baseUri;
    this.#rawQuery = facts.query;
  }

  /** @throws ScimError 400 on malformed percent-encoding. */
  get query(): QueryParameters {
    this.#query ??= parseQuery(this.#rawQuery);
    if (this.#query === undefined)
      throw new ScimError(400, 'The query string is not properly percent-encoded.', 'invalidValue');
    return this.#query;
  }

  /**
   * The JSON object in the body.
   * @throws ScimError 413 over the limit, 415 for a media type, charset or coding that is not understood,
   * 400 `invalidSyntax` for anything that is no JSON object in UTF-8.
   */
  jsonBody(): JsonObject {
    const { body, bodyFault, headers } = this.request;
    if (bodyFault === 'too-large')
      throw new ScimError(413, `The request body exceeds the limit of ${this.settings.limits.bodyBytes} bytes.`);
    this.#checkContentType(headers['content-type'], headers['content-encoding']);
    if (bodyFault === 'not-utf-8')
      throw new ScimError(400, 'The request body is not encoded in UTF-8.', 'invalidSyntax');
    if (body === '') throw new ScimError(400, 'The request has no body; a JSON object is expected.', 'invalidSyntax');
    if (nestsDeeperThan(body, DEEPEST_NESTING))
      throw new ScimError(400, `The request body is nested more than ${DEEPEST_NESTING} deep.`, 'invalidSyntax');
    let value: unknown;
    try {
      value = JSON.parse(body.startsWith('\uFEFF') ? body.slice(1) : body);
    } catch (error) {
      // The parser's own message quotes the body, and a body can hold a password.
      const position = error instanceof SyntaxError ? /position (\d+)/u.exec(error.message)?.[1] : undefined;
      const place = position === undefined ? '' : ` (at character ${position})`;
      throw new ScimError(400, `The request body is not valid JSON${place}.`, 'invalidSyntax');
    }
    if (!isJsonObject(value)) throw new ScimError(400, 'The request body is not a JSON object.', 'invalidSyntax');
    return value;
  }

  /** Makes a change to the directory, which the door takes back unless it becomes durable. */
  transact<T>(work: (transaction: DirectoryTransaction) => T): T {
    const commit = this.tenant.directory.transact(work);
    this.commit = commit;
    return commit.result;
  }

  #checkContentType(contentType: string | undefined, contentEncoding: string | undefined): void {
    if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity')
      throw new ScimError(415, `The content coding "${contentEncoding}" is not supported.`);
    const { plainJson } = this.settings.validation.strictness;
    if (contentType === undefined || contentType === '') {
      if (plainJson) return;
      throw new ScimError(415, 'The request has no Content-Type; application/scim+json is expected.');
    }
    const { mediaType, charset } = parseContentType(contentType);
    if (mediaType !== 'application/scim+json' && !(plainJson && mediaType === 'application/json'))
      throw new ScimError(415, `The media type "${mediaType}" is not supported; application/scim+json is expected.`);
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
      throw new ScimError(415, `The charset "${charset}" is not supported; UTF-8 is expected.`);
  }
}

/** What became of a Bulk request. */
export interface HandledBulk {
  /** Operations that the request has. */
  readonly sent: number;
  /** Those that were carried out, in the order of the request. */
  readonly operations: readonly HandledOperation[];
}

/** What became of one operation of a Bulk request. */
export interface HandledOperation {
  /** 1, 2, 3 … in the order of the request. */
  readonly number: number;
  /** As that of a single request. */
  readonly action: string;
  readonly sent: BulkOperation;
  readonly status: number;
  /** What stands of it in the response. */
  readonly result: JsonObject;
  readonly target?: Party;
  /** What it did to its target; absent where it failed or changed nothing. */
  readonly effect?: Effect;
  /** Why it failed. */
  readonly reason?: string;
}

/** What an endpoint answers; the door adds what all answers have. */
export interface ScimReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text; empty for none. */
  readonly body: string;
}
