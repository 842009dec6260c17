import { schemaProbes } from '../../../../src/conformance/probes/schema/index.ts';
import type { Probe } from '../../../../src/conformance/probe.ts';
import { at, type Change, type Loose, sent } from './defects.ts';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function schemaProbe(name: string): Probe {
  return schemaProbes.find(({ id }) => id === `schema/${name}`)!;
}

/** Answers a create with what was sent and an id. */
export const echo: Change = (_, request) => ({ status: 201, body: { ...sent(request), id: '1' } });

/** Accepts what the right server refuses, as a server does that checks nothing. */
export const echoed = at(/./u, (response, request) =>
  request.method === 'POST' && response.status >= 400 ? echo(response, request) : undefined,
);

/** A list of somebody who should not be in it. */
export function found(body: Loose): void {
  body.Resources = [{ id: 'somebody' }];
}
