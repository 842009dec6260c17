import { textAt } from './representation.ts';
import { came, isRefusal, type Judgement, type Which } from './judgement.ts';

/** An error whose status and `scimType` the RFC both prescribes. */
export function exactError(
  judgement: Judgement,
  requirement: string,
  which: Which,
  status: number,
  scimType: string,
): boolean {
  const exchange = judgement.one(which);
  const { response } = exchange;
  const holds = response.status === status && textAt(response.body, 'scimType') === scimType;
  return judgement.check(requirement, holds, `expected ${status} ${scimType}, got ${came(exchange)}`, exchange);
}

/**
 * The `scimType` of a refusal (RFC 7644 table 9). The keyword is optional, so that a refusal without one shows neither
 * that it is used rightly nor that it is not; what is not refused is for other requirements to judge.
 *
 * @param accepted the keyword that the situation calls for, and others that describe it as well.
 */
export function keyword(judgement: Judgement, requirement: string, which: Which, ...accepted: readonly string[]): void {
  const exchange = judgement.one(which);
  const given = textAt(exchange.response.body, 'scimType');
  const expected = accepted.join(' or ');
  if (!isRefusal(exchange)) {
    judgement.skip(requirement, `what calls for ${expected} was answered with ${came(exchange)}`);
  } else if (given === undefined) {
    judgement.skip(requirement, `the error gives no scimType, which is optional, where ${expected} would stand`);
  } else {
    judgement.check(requirement, accepted.includes(given), `expected ${expected}, got ${came(exchange)}`, exchange);
  }
}
