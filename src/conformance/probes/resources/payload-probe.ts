import type { JsonObject } from '../../../kernel/index.ts';
import { messageUris } from '../../../scim/index.ts';
import { fixedProbe, post, type Stage, valueAt } from '../kit/index.ts';

/** A target with limits beyond these is not asked to prove them: the request would be a burden of its own. */
const most = { operations: 5000, bytes: 8 * 1024 * 1024 };

/** Requests beyond the announced limits (RFC 7644 section 3.12). */
export const tooLarge = fixedProbe({
  id: 'resources/too-large',
  title: 'A Bulk request beyond a limit of the configuration is refused with 413',
  requirements: ['RFC7644-3.12-i'],
  needs: ['bulk'],
  *stimulate(stage) {
    const operations = limit(stage, 'bulk.maxOperations');
    if (operations !== undefined && operations < most.operations)
      yield post('operations', '/Bulk', bulk(stage, operations + 1, ''));
    const bytes = limit(stage, 'bulk.maxPayloadSize');
    if (bytes !== undefined && bytes < most.bytes) yield post('bytes', '/Bulk', bulk(stage, 1, 'x'.repeat(bytes)));
  },
  judge(judgement) {
    for (const exchange of judgement.seen.exchanges.filter(({ label }) => label === 'operations' || label === 'bytes'))
      judgement.status('RFC7644-3.12-i', exchange, 413);
  },
});

function limit(stage: Stage, path: string): number | undefined {
  const value = valueAt(stage.context.configuration, path);
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** Deletions of resources that are not there: nothing is changed by them even where they are carried out. */
function bulk(stage: Stage, operations: number, padding: string): JsonObject {
  const path = `${stage.endpoint('User')}/${stage.random.uuid()}`;
  const operation = { method: 'DELETE', path: padding === '' ? path : `${path}?${padding}` };
  return {
    schemas: [messageUris.bulkRequest],
    failOnErrors: 1,
    Operations: Array.from({ length: operations }, () => operation),
  };
}
