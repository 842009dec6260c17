import { quote } from '../../wording.ts';
import { fixedProbe, get, isBuildable, isText, listOf, member, overlaid } from '../kit/index.ts';

/** Schemas that resources name (RFC 7643 section 7). */
export const namedSchemas = fixedProbe({
  id: 'schema/named-schemas',
  title: 'Each schema URI that a resource names leads to a schema',
  requirements: ['RFC7643-7-a'],
  *stimulate(stage) {
    const uris = new Set<string>();
    for (const name of stage.context.models.keys()) {
      const body = name === 'User' ? stage.richUser() : stage.minimal(name);
      const made = yield* stage.create(`create ${name}`, name, body);
      for (const uri of listOf(member(made?.resource, 'schemas'))) if (isText(uri)) uris.add(uri);
    }
    for (const uri of uris) yield get('schema', `/Schemas/${uri}`);
  },
  judge(judgement) {
    const found = judgement.all('schema');
    if (found.length === 0) judgement.skip('RFC7643-7-a', 'no resource that names a schema could be created');
    for (const exchange of found) judgement.status('RFC7643-7-a', exchange, 200);
  },
});

/** Extensions that a type requires (RFC 7643 section 6). */
export const requiredExtensions = fixedProbe({
  id: 'schema/required-extensions',
  title: 'No resource comes to be without the extension that its type requires',
  requirements: ['RFC7643-6-10'],
  lacks: 'no resource type of the target requires an extension',
  *stimulate(stage) {
    for (const [name, model] of stage.context.models) {
      for (const { schema, required } of model.extensions) {
        if (!required || !isBuildable(model)) continue;
        const whole = stage.minimal(name);
        const made = yield* stage.create(`whole ${name}`, name, whole);
        if (made === undefined) continue;
        const schemas = listOf(whole['schemas']).filter((uri) => uri !== schema.id);
        const bare = overlaid(stage.minimal(name), { schemas, [schema.id]: undefined });
        yield* stage.create(`without ${name}`, name, bare);
      }
    }
  },
  judge(judgement) {
    for (const [name, model] of judgement.seen.models) {
      for (const { schema, required } of model.extensions) {
        const attempts = judgement.all(`without ${name}`);
        if (!required || attempts.length === 0) continue;
        for (const exchange of attempts) judgement.refused('RFC7643-6-10', exchange);
        for (const exchange of judgement.all(`whole ${name}`)) {
          const { body } = exchange.response;
          const there = listOf(member(body, 'schemas')).includes(schema.id) && member(body, schema.id) !== undefined;
          judgement.check(
            'RFC7643-6-10',
            there,
            `expected ${quote(schema.id)}, got ${there ? 'it' : 'none'}`,
            exchange,
          );
        }
      }
    }
  },
});
