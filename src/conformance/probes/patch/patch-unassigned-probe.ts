import type { SeenExchange } from '../../probe.ts';
import { came, fixedProbe, literal, patch, resourcesOf, search, textAt } from '../kit/index.ts';
import { hasAttributes } from './patch-attributes.ts';

/** Removals after which an attribute has no value, as a filter is to see it. */
const removals = [
  { requirement: 'RFC7644-3.5.2.2-1', attribute: 'title', path: 'title' },
  { requirement: 'RFC7644-3.5.2.2-2', attribute: 'addresses', path: 'addresses' },
  { requirement: 'RFC7644-3.5.2.2-3', attribute: 'emails', path: 'emails[value ew "example.com"]' },
] as const;

const values = {
  title: 'Engineer',
  addresses: [{ type: 'work', locality: 'Hollywood' }],
  emails: [{ value: 'jane@example.com', type: 'work' }],
};

/** Attributes without a value in filters (RFC 7644 sections 3.4.2.2 and 3.5.2.2). */
export const patchUnassigned = fixedProbe({
  id: 'patch/unassigned',
  title: 'A filter for resources that have an attribute does not match when the attribute was removed',
  needs: ['patch', 'filter'],
  requirements: removals.map(({ requirement }) => requirement),
  *stimulate(stage) {
    if (!hasAttributes(stage.model('User'), Object.keys(values))) return;
    const user = yield* stage.given('User', stage.minimal('User', values));
    const named = `userName eq ${literal(textAt(user.sent, 'userName')!)}`;
    for (const { attribute, path } of removals) {
      yield search(`${attribute}: before`, stage.endpoint('User'), `${named} and ${attribute} pr`);
      yield patch(`${attribute}: remove`, user.path, [{ op: 'remove', path }]);
      yield search(`${attribute}: after`, stage.endpoint('User'), `${named} and ${attribute} pr`);
    }
  },
  judge(judgement) {
    for (const { requirement, attribute } of removals) {
      const [before, removed] = [judgement.one(`${attribute}: before`), judgement.one(`${attribute}: remove`)];
      if (!judgement.founded(before, requirement) || !judgement.founded(removed, requirement)) continue;
      if (found(before) !== 1) {
        judgement.skip(requirement, `the filter did not find the user while it had ${attribute}`);
        continue;
      }
      const after = judgement.one(`${attribute}: after`);
      const holds = after.response.status === 200 && found(after) === 0;
      const message = `expected no user with ${attribute}, got ${holds ? 'none' : came(after)}`;
      judgement.check(requirement, holds, message, after);
    }
  },
});

function found({ response }: SeenExchange): number {
  return resourcesOf(response.body).length;
}
