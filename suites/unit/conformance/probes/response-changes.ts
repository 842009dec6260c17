import type { JsonObject } from '../../../../src/kernel/index.ts';
import { overlaid, without } from '../../../../src/conformance/probes/kit/index.ts';
import { messageUris } from '../../../../src/scim/index.ts';
import { at } from './defects.ts';
import { type Mutation, response } from './probe-harness.ts';

/** Changes the responses to requests with a label, whatever resource type stands before it: `User: create`. */
export function to(label: string, change: Mutation): Mutation {
  return at(new RegExp(`(?:^|: )${label}$`, 'u'), change);
}

/** Another status, with the body as it is. */
export function withStatus(status: number): Mutation {
  return () => ({ status });
}

/** A refusal in place of what came. */
export function refusal(status: number, scimType?: string): Mutation {
  const typed = scimType === undefined ? {} : { scimType };
  return () => response(status, { schemas: [messageUris.error], status: String(status), ...typed });
}

/** A body with other values in it; `undefined` takes one away. */
export function withBody(over: JsonObject): Mutation {
  return ({ body }) => (body === undefined ? undefined : { body: overlaid(body, over) });
}

/** A body without these members. */
export function withoutMembers(...names: readonly string[]): Mutation {
  return ({ body }) => (body === undefined ? undefined : { body: without(body, ...names) });
}

/** Another value of a header, or none. */
export function withHeader(name: string, value?: string): Mutation {
  return ({ headers }) => {
    const { [name]: _, ...others } = headers;
    return { headers: value === undefined ? others : { ...others, [name]: value } };
  };
}
