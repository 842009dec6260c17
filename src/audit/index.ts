export { EMPTY_HEAD, lineOf } from './chain.ts';
export { filterChoices } from './dialects/filter-choices.ts';
export { activityDialect } from './dialects/activity/activity-dialect.ts';
export { iamDialect } from './dialects/iam/iam-dialect.ts';
export { loadDialect } from './dialects/load-dialect.ts';
export { type CursorSeal, plainSeal } from './dialects/log-cursor.ts';
export { type LogFilters, parseFilters } from './dialects/log-filters.ts';
export { takePartition } from './dialects/log-partition.ts';
export { LogQueryError, type LogQueryErrorCode } from './dialects/log-query-error.ts';
export { orgAuditDialect } from './dialects/org-audit/org-audit-dialect.ts';
export { inScope, projectEntry } from './dialects/project-entry.ts';
export { DEFAULT_LOG_LIMIT, type LogAnswer, type LogQuestion, MAX_LOG_LIMIT, readLog } from './dialects/read-log.ts';
export { provisioningDialects } from './dialects/provisioning/provisioning-dialects.ts';
export { requestsDialect } from './dialects/requests/requests-dialect.ts';
export { showEntry } from './dialects/shown-entry.ts';
export { dialectSchema } from './dialects/specification-schema.ts';
export type {
  AccessClause,
  AnswerClause,
  ColumnClause,
  ColumnType,
  ConfidentialityClause,
  ContainsClause,
  CorrelationClause,
  DialectSpecification,
  DisplayClause,
  ExportClause,
  FactName,
  FactValues,
  FilterClause,
  FilteringClause,
  GateClause,
  LawsClause,
  OrderClause,
  PagingClause,
  PartsClause,
  ReadOnlyClause,
  RequirementIds,
  ScopeClause,
  SearchClause,
  VocabularyClause,
} from './dialects/specification.ts';
export { csvFormat } from './export/csv.ts';
export { type ExportFormat, exportLog } from './export/log-export.ts';
export { ndjsonFormat } from './export/ndjson.ts';
export { exportRecords, type RecordExportOptions } from './export/record-export.ts';
export {
  type Checkpoint,
  parseCheckpoint,
  type ReadCheckpoint,
  signCheckpoint,
  splitCheckpoints,
} from './integrity/checkpoint.ts';
export type { LogVerdict } from './integrity/log-verifier.ts';
export {
  parseSigner,
  parseVerifier,
  signerFrom,
  type SignerKey,
  signerText,
  type VerifierKey,
  verifierText,
} from './integrity/note-keys.ts';
export { treeHead } from './integrity/tree-head.ts';
export { type StoreVerdict, verifyStore } from './integrity/verify-store.ts';
export { type ExportKnowledge, type ExportVerdict, verifyExport } from './integrity/verify-export.ts';
export { openStore, type StoreOptions } from './open-store.ts';
export type { AttributeChange, AuditRecord, HttpFacts, Outcome, Party, RecordDraft, RecordKind } from './record.ts';
export {
  type ChainExpectation,
  type ChainFault,
  type ChainVerdict,
  ChainVerifier,
  verifyChain,
} from './verification.ts';
export type {
  AppendBatch,
  AuditStore,
  Head,
  RecordClause,
  RecordQuery,
  StateEntry,
  StateWrite,
  StoredLine,
} from './store.ts';
export { createRedactor, type RedactionOptions, type Redactor } from './redaction.ts';
