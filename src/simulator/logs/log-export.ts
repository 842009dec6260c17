import { type AuditStore, type DialectSpecification, readLog } from '../../audit/index.ts';
import type { WireResponse } from '../wire.ts';
import { LOG_MEDIA_TYPES, type ViewerQuestion } from './log-question.ts';

export async function exportLog(
  store: AuditStore,
  specification: DialectSpecification,
  tenant: string,
  question: ViewerQuestion,
): Promise<WireResponse> {
  const { entries } = await readLog(store, specification, { tenant, filters: question.filters });
  return {
    status: 200,
    headers: { 'content-type': LOG_MEDIA_TYPES[question.format] },
    body: entries.map((e) => JSON.stringify(e)).join('\n'),
  };
}
