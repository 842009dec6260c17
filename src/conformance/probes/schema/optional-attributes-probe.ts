import type { ResourceModel } from '../../../scim/index.ts';
import type { SeenExchange } from '../../probe.ts';
import { quote } from '../../wording.ts';
import {
  came,
  fixedProbe,
  fullResource,
  isBuildable,
  isNotOffered,
  type Judgement,
  listOf,
  member,
  succeeded,
} from '../kit/index.ts';

/** Nothing but what is declared required is required (RFC 7643 section 2.2). */
export const optionalAttributes = fixedProbe({
  id: 'schema/optional-attributes',
  title: 'A resource of each type is created with its required attributes alone',
  requirements: ['RFC7643-2.2-1', 'RFC7643-6-b'],
  *stimulate(stage) {
    for (const [name, model] of stage.context.models) {
      if (!isBuildable(model)) continue;
      const made = yield* stage.create(`minimal ${name}`, name, stage.minimal(name));
      if (made === undefined) yield* stage.create(`full ${name}`, name, fullResource(model, stage.name('full')));
    }
  },
  judge(judgement) {
    for (const [name, model] of judgement.seen.models) {
      const minimal = judgement.maybe(`minimal ${name}`);
      const full = judgement.maybe(`full ${name}`);
      if (minimal === undefined) judgement.skip('RFC7643-2.2-1', `what a ${name} refers to is not known`);
      else if (isNotOffered(minimal))
        judgement.skip('RFC7643-2.2-1', `creating a ${name} was answered with ${came(minimal)}`);
      else if (full !== undefined && !succeeded(full))
        judgement.skip('RFC7643-2.2-1', `no value of a ${name} tried is accepted`);
      else judgement.succeeds('RFC7643-2.2-1', minimal);
      judgeOptionalExtensions(judgement, model, minimal);
    }
  },
});

function judgeOptionalExtensions(judgement: Judgement, model: ResourceModel, minimal: SeenExchange | undefined): void {
  const optional = model.extensions.filter(({ required }) => !required).map(({ schema }) => schema.id);
  if (optional.length === 0 || minimal === undefined || !succeeded(minimal)) {
    judgement.skip('RFC7643-6-b', `no ${model.type.name} was created without an optional extension`);
    return;
  }
  const schemas = listOf(member(minimal.response.body, 'schemas'));
  const named = optional.filter((uri) => schemas.includes(uri) && member(minimal.response.body, uri) === undefined);
  const message = `expected no URI of an extension that was left out, got ${quote(named)}`;
  judgement.check('RFC7643-6-b', named.length === 0, message, minimal);
}
