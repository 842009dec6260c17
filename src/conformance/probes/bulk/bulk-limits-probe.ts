import type { JsonObject } from '../../../kernel/index.ts';
import type { ProbeRequest, Stimulus } from '../../probe.ts';
import { quote } from '../../wording.ts';
import { came, fixedProbe, get, type Judgement, resourcePath, type Stage, valueAt } from '../kit/index.ts';
import { BULK, bulk, creating, deleting } from './bulk-job.ts';

/** Limits beyond these are not tried: that would be an attack rather than a question. */
const mostOperations = 10_000;
const mostBytes = 50_000_000;

interface Limit {
  readonly name: 'maxOperations' | 'maxPayloadSize';
  readonly most: number;
  /** What a message calls it that does not give its number; the phrase for the status 413 itself does not count. */
  readonly called: RegExp;
}

const limits: readonly Limit[] = [
  { name: 'maxOperations', most: mostOperations, called: /operation/iu },
  { name: 'maxPayloadSize', most: mostBytes, called: /size|payload|byte|large|length/iu },
];

/** Limits of a job (RFC 7644 section 3.7.4). */
export const bulkLimits = fixedProbe({
  id: 'bulk/limits',
  title: 'A job beyond a limit is refused with 413, and the error says which limit',
  needs: ['bulk'],
  requirements: ['RFC7644-3.7.4-1', 'RFC7644-3.7.4-2', 'RFC7644-3.7.4-3'],
  *stimulate(stage) {
    yield get('configuration', '/ServiceProviderConfig');
    for (const limit of limits) {
      const most = limitOf(stage.context.configuration, limit.name);
      if (most === undefined || most > limit.most) continue;
      const data = stage.minimal('User');
      const operation = creating('one', stage.endpoint('User'), data);
      const request = limit.name === 'maxOperations' ? tooMany(stage, operation, most) : tooLarge(operation, most);
      if (request === undefined) continue;
      yield request;
      yield* nothingDone(stage, limit, data);
    }
  },
  judge(judgement) {
    const configuration = judgement.one('configuration');
    for (const limit of limits) {
      const value = valueAt(configuration.response.body, `bulk.${limit.name}`);
      const positive = Number.isSafeInteger(value) && Number(value) > 0;
      const message = `expected a positive integer bulk.${limit.name}, got ${quote(value)}`;
      judgement.check('RFC7644-3.7.4-1', positive, message, configuration);
      judgeLimit(judgement, limit);
    }
  },
});

function limitOf(configuration: JsonObject, name: Limit['name']): number | undefined {
  const value = valueAt(configuration, `bulk.${name}`);
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/**
 * One operation too many: a creation, and deletions of what is not there, which do no harm where they are carried out.
 * `undefined` where these alone are larger than a job may be, so that it would not be clear which limit is meant.
 */
function tooMany(stage: Stage, operation: JsonObject, most: number): ProbeRequest | undefined {
  const nobody = deleting(resourcePath(stage.endpoint('User'), stage.random.uuid()));
  const request = bulk('maxOperations', [operation, ...Array.from({ length: most }, () => nobody)]);
  const bytes = limitOf(stage.context.configuration, 'maxPayloadSize');
  return bytes !== undefined && JSON.stringify(request.body).length > bytes ? undefined : request;
}

/** One byte too many: spaces behind the message. */
function tooLarge(operation: JsonObject, most: number): ProbeRequest {
  const text = JSON.stringify(bulk('', [operation]).body);
  return { label: 'maxPayloadSize', method: 'POST', path: BULK, body: text.padEnd(most + 1) };
}

function* nothingDone(stage: Stage, { name }: Limit, data: JsonObject): Stimulus {
  // That the name is still free shows that nothing was created.
  yield* stage.create(`${name}: again`, 'User', data);
}

function judgeLimit(judgement: Judgement, limit: Limit): void {
  const tried = ['RFC7644-3.7.4-2', 'RFC7644-3.7.4-3'] as const;
  const skip = (reason: string): void => tried.forEach((requirement) => judgement.skip(requirement, reason));
  const exchange = judgement.maybe(limit.name);
  if (exchange === undefined) return skip(`bulk.${limit.name} is not known, or too large to be tried`);
  // A server may close the connection on a body that it does not want to read.
  if (exchange.response.status === 0) return skip(`no response came to a job beyond bulk.${limit.name}`);
  const refused = judgement.status(tried[0], exchange, 413);
  const again = judgement.one(`${limit.name}: again`);
  const free = again.response.status !== 409;
  judgement.check(tried[0], free, `expected nothing done, got ${came(again)} for the same user`, again);
  if (!refused) return judgement.skip(tried[1], `a job beyond bulk.${limit.name} was not answered with 413`);
  const number = String(limitOf(judgement.seen.configuration, limit.name));
  const said = exchange.response.text.replaceAll(/(?:payload|content|request entity) too large/giu, '');
  const told = said.replaceAll(/(?<=\d)[,._' ](?=\d)/gu, '').includes(number) || limit.called.test(said);
  const message = `expected the error to name ${limit.name} (${number}), got ${quote(exchange.response.text)}`;
  judgement.check(tried[1], told, message, exchange);
}
