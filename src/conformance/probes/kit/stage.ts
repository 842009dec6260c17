import type { JsonObject } from '../../../kernel/index.ts';
import type { ResourceModel } from '../../../scim/index.ts';
import type { Capability, ProbeContext, ProbeRequest, ProbeResponse, Stimulus } from '../../probe.ts';
import { cleaningUp, PreconditionFailed, resourcePath } from './clean-up.ts';
import { overlaid, textAt } from './representation.ts';
import { post } from './requests.ts';
import { minimalResource, richUser } from './resources.ts';

/** Labels that begin so mark requests on which everything else of a probe builds. */
export const GIVEN = 'given';

/** In milliseconds, where time costs something. */
const longestPause = 5000;

/** A resource that a probe created. */
export interface Created {
  readonly id: string;
  /** Below the SCIM base URI: `/Users/2819c223`. */
  readonly path: string;
  /** As the server returned it. */
  readonly resource: JsonObject;
  /** As it was sent. */
  readonly sent: JsonObject;
}

/** What a stimulus works with: the probe's context, and builders of resources that nobody else has. */
export class Stage {
  readonly context: ProbeContext;
  /** Between the namespace and a probe's own number, so that names of one probe never meet. */
  #names = 0;

  constructor(context: ProbeContext) {
    this.context = context;
  }

  get random(): ProbeContext['random'] {
    return this.context.random;
  }

  /** Whether the target announces the feature. */
  has(capability: Capability): boolean {
    return this.context.capabilities.has(capability);
  }

  /** Whether requests may carry the credential. */
  hasCredential(name: string): boolean {
    return ['valid', 'wrong', 'none', ...(this.context.credentials ?? [])].includes(name);
  }

  /** A tenant besides the usual one, where the target has several. */
  get otherTenant(): string | undefined {
    return this.context.tenants?.[1];
  }

  /** Whether a stimulus may let this many milliseconds pass: on a machine's clock no more than a few seconds. */
  canWait(milliseconds: number): boolean {
    return this.context.virtualTime === true || milliseconds <= longestPause;
  }

  /** The model of a resource type, `undefined` where the target does not have the type. */
  model(type: string): ResourceModel | undefined {
    return this.context.models.get(type);
  }

  /** A name that begins with the namespace and that nothing else has: lower-case letters, digits and hyphens follow. */
  name(word = 'probe'): string {
    this.#names += 1;
    return `${this.context.namespace}${word}-${this.random.hex(4)}${this.#names}`;
  }

  /**
   * The smallest resource that the type takes, with `over` put on top; see `minimalResource`.
   * @throws PreconditionFailed where the target does not have the type.
   */
  minimal(type: string, over: JsonObject = {}): JsonObject {
    return overlaid(minimalResource(this.#require(type), this.name(type.toLowerCase())), over);
  }

  /** A User with about every attribute that the target has, with `over` put on top; see `richUser`. */
  richUser(over: JsonObject = {}): JsonObject {
    return overlaid(richUser(this.#require('User'), this.name('user')), over);
  }

  /** A Group with these members. */
  group(members: readonly Created[], over: JsonObject = {}): JsonObject {
    return this.minimal('Group', { members: members.map(({ id }) => ({ value: id })), ...over });
  }

  /** Path of a type's endpoint. @throws PreconditionFailed where the target does not have the type. */
  endpoint(type: string): string {
    return this.#require(type).type.endpoint;
  }

  /**
   * Creates a resource that the probe builds on: `minimal(type)` where no body is given. Where that fails the stimulus
   * ends, and the probe's requirements are skipped with that reason, or unknown where the target broke down.
   */
  *given(type: string, body: JsonObject = this.minimal(type), label = `${GIVEN} ${type}`): Stimulus<Created> {
    const endpoint = this.endpoint(type);
    const created = toCreated(endpoint, body, yield post(label, endpoint, body));
    if (created === undefined) throw new PreconditionFailed(label);
    return created;
  }

  /** Creates a resource that is itself in question. `undefined` where it was refused; the judgement says what that means. */
  *create(label: string, type: string, body: JsonObject): Stimulus<Created | undefined> {
    const endpoint = this.endpoint(type);
    return toCreated(endpoint, body, yield post(label, endpoint, body));
  }

  /** Sends a request on which everything else builds; see `given`. The label is `given` and the one of the request. */
  *prepare(request: ProbeRequest): Stimulus<ProbeResponse> {
    const label = `${GIVEN} ${request.label}`;
    const response = yield { ...request, label };
    if (response.status < 200 || response.status > 299) throw new PreconditionFailed(label);
    return response;
  }

  #require(type: string): ResourceModel {
    const model = this.model(type);
    if (model === undefined) throw new PreconditionFailed(`the target has no resource type ${type}`);
    return model;
  }
}

function toCreated(endpoint: string, sent: JsonObject, response: ProbeResponse): Created | undefined {
  const id = textAt(response.body, 'id');
  // A success with another status than 201 is for other probes to judge.
  const failed = response.status < 200 || response.status > 299;
  if (failed || response.body === undefined || id === undefined || id === '') return undefined;
  return { id, path: resourcePath(endpoint, id), resource: response.body, sent };
}

/** Runs a stimulus on a stage of its own and cleans up after it. */
export function staged(context: ProbeContext, stimulate: (stage: Stage) => Stimulus): Stimulus {
  return cleaningUp(stimulate(new Stage(context)));
}
