import type {
  GroupingClause,
  LifeCycleClause,
  OccurrenceClause,
  PartitionClause,
  RefreshClause,
  RowsClause,
  StatusMachineClause,
  WritesClause,
} from './process-clauses.ts';

export type * from './process-clauses.ts';

/**
 * The specification language: an audit log, declared once, as plain data. From a declaration the reference serves the
 * log, the harness judges it, exports and screens show it. A vendor writes one in YAML and is judged by it.
 */
export interface DialectSpecification {
  /** Kebab-case name: `requests`. */
  readonly dialect: string;
  /** What the log is called by those who publish it. */
  readonly title: string;
  /** The document that it was taken from, for people. */
  readonly source: string;
  /** What must be in the log. */
  readonly scope: ScopeClause;
  readonly columns: readonly ColumnClause[];
  readonly vocabulary?: VocabularyClause;
  readonly filters: readonly FilterClause[];
  /** Requirements on the filters as a whole. */
  readonly filtering?: FilteringClause;
  readonly search?: SearchClause;
  readonly order: OrderClause;
  readonly paging?: PagingClause;
  readonly access: AccessClause;
  readonly attribution?: AttributionClause;
  readonly confidentiality?: ConfidentialityClause;
  readonly readOnly?: ReadOnlyClause;
  readonly exports?: ExportClause;
  readonly correlation?: CorrelationClause;
  readonly laws?: LawsClause;
  readonly partition?: PartitionClause;
  readonly lifeCycles?: readonly LifeCycleClause[];
  readonly writes?: readonly WritesClause[];
  readonly statusMachine?: StatusMachineClause;
  readonly grouping?: GroupingClause;
  readonly occurrences?: readonly OccurrenceClause[];
  readonly refresh?: RefreshClause;
}

/** Requirement ids that a clause answers for. */
export type RequirementIds = readonly string[];

export interface ScopeClause {
  /** What one entry stands for. `exchange`: one SCIM request and its response. `reading`: one visit to a log. */
  readonly grain: 'exchange' | 'event' | 'reading';
  /** Kinds of canonical record that make entries. */
  readonly kinds: readonly string[];
  /** Of these kinds only records that have, for each of the facts, one of its values. */
  readonly where?: FactValues;
  /** Records that have, for each of the facts of one of these, one of its values make no entry all the same. */
  readonly exclude?: readonly FactValues[];
  /** Records make rows together, and not one entry each. */
  readonly rows?: RowsClause;
  /** Every thing in scope has exactly one entry. */
  readonly capture: RequirementIds;
  /** Each entry says what became of it. */
  readonly handling?: RequirementIds;
  /** Of `event`: what a SCIM request changes has the entries of its effect, and a request that changes nothing has none. */
  readonly changes?: RequirementIds;
  /** Of `exchange`: requests with certain answers, each of which has an entry that shows the answer. */
  readonly answers?: readonly AnswerClause[];
  /** Of `exchange`: what has entries of its own besides that of the exchange. */
  readonly parts?: PartsClause;
  /** Settings under which nothing comes into the log. */
  readonly gates?: readonly GateClause[];
}

/** Every request that is answered with a status code from `from` to `to` has an entry that shows it. */
export interface AnswerClause {
  readonly from: number;
  readonly to: number;
  readonly requirements: RequirementIds;
}

/** Each operation of a Bulk request has one entry, which shows what became of that operation. */
export interface PartsClause {
  /** Name of the column that shows which operation it is, counted from 1; empty in the entry of a whole exchange. */
  readonly column: string;
  readonly requirements: RequirementIds;
}

/** From one action of the driver to another nothing comes into the log, and what is sent then does not have to. */
export interface GateClause {
  readonly closedBy: string;
  readonly openedBy: string;
  /** Requests that are answered with one of these status codes may have entries all the same. */
  readonly exceptStatus?: readonly number[];
  readonly requirements: RequirementIds;
}

/** Fact to the values that it may have: `{ outcome: ['success', 'partial'] }`. Facts that are put together have none. */
export type FactValues = Readonly<Partial<Record<FactName, readonly string[]>>>;

export type ColumnType =
  | 'identifier'
  /** ISO 8601 with milliseconds in UTC. */
  | 'instant'
  | 'text'
  | 'integer'
  /** One of `values`. */
  | 'enumeration'
  /** An HTTP method token. */
  | 'method'
  /** An absolute path without query. */
  | 'path'
  /** A raw query string. */
  | 'query'
  /** Text that is a body: compared as JSON where it is JSON. */
  | 'body'
  /** `{ method, headers, body }`. */
  | 'request'
  /** Who acted or what was acted upon: `{ type, id, display }`, not all of which has to be there. */
  | 'party';

/**
 * A canonical fact, as a dotted path into the canonical record. `http.request` stands for `{ method, headers, body }`
 * of the request together, `actor` and `target` for the whole party, `changes`, `members` and `detail` for all that is
 * in them. `message` is an account in words of what was asked, of what, by whom, and what came of it (`record-message.ts`).
 * Facts under `detail.` are those that only one kind of record has.
 */
export type FactName = (typeof FACTS)[number] | `detail.${string}`;

export const FACTS = [
  'id',
  'kind',
  'occurredAt',
  'recordedAt',
  'correlationId',
  'action',
  'outcome',
  'reason',
  'actor',
  'actor.type',
  'actor.id',
  'actor.display',
  'target',
  'target.type',
  'target.id',
  'target.display',
  'changes',
  'members',
  'detail',
  'message',
  'http.requestId',
  'http.method',
  'http.endpoint',
  'http.query',
  'http.resourceType',
  'http.statusCode',
  'http.request',
  'http.requestBody',
  'http.responseBody',
  'http.durationMilliseconds',
  'integration',
  'job',
  'task',
] as const;

export interface ColumnClause {
  /** Key of the value in an entry: `statusCode`. */
  readonly name: string;
  /** Heading as the document spells it: `Status Code`. */
  readonly title: string;
  readonly type: ColumnType;
  /** The canonical fact that it shows. The reference projects it; the harness compares it with what it saw on the wire. */
  readonly fact: FactName;
  /** `always`: never empty. `failure`: never empty on a failed entry. `may`: can be empty. */
  readonly presence: 'always' | 'failure' | 'may';
  readonly unique?: boolean;
  /** For enumerations: canonical value to the value that the log shows, for example `{ success: 'Success' }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** The response header in which the client gets the same value. */
  readonly header?: string;
  /** Of a party: what of it is never empty. Absent: its id or its display. */
  readonly parts?: readonly ('type' | 'id' | 'display')[];
  /** How far an instant may lie from what the client saw, beyond the time between sending and receiving. */
  readonly toleranceMilliseconds?: number;
  /** Of an instant: how people are shown it. */
  readonly display?: DisplayClause;
  /** Of a text: what it says among other things. */
  readonly contains?: readonly ContainsClause[];
  /** The log has this column beyond the document that it follows. */
  readonly extension?: boolean;
  readonly requirements: RequirementIds;
}

/** How a moment is written for people, on the clocks of their time zone, in UTC where none is known. */
export interface DisplayClause {
  /** `YYYY`, `MM`, `DD`, `HH`, `mm`, `ss` and `SSS` stand for parts of the moment: `MM/DD/YYYY, HH:mm:ss.SSS`. */
  readonly pattern: string;
  /** What stands there where the entry has no valid moment. */
  readonly empty: string;
}

/** Where the client knows the fact, the text has it in it, whole; inside of quotes it may be escaped as in JSON. */
export interface ContainsClause {
  readonly fact: 'reason' | 'target.display';
  /** Only in entries about a target of this type: `Group`. */
  readonly targetType?: string;
  readonly requirements: RequirementIds;
}

/**
 * The words that a log has for what happens. Its terms are the values of one enumeration; where a second one over the
 * same fact shows the category, each term belongs to the categories that its canonical values have there.
 */
export interface VocabularyClause {
  /** Name of the column that shows the term. */
  readonly column: string;
  /** Name of the column that shows the term's category: an enumeration over the same fact, with the same canonical values. */
  readonly category?: string;
  /** Terms, as shown, that this log has beyond the document that it follows. */
  readonly extensions?: readonly string[];
  readonly requirements: RequirementIds;
}

export interface FilterClause {
  /** Key of the filter in a read: `startDate`. */
  readonly name: string;
  readonly title: string;
  readonly column: string;
  /**
   * `equals`: the column's value, as shown, is the given one. `on-or-after` / `on-or-before`: the column's instant lies
   * on the given day (`2026-05-13`, from 00:00:00.000 to 23:59:59.999 UTC), or at the given instant
   * (`2026-05-13T09:30:00.000+02:00`), or later / earlier; both ends inclusive to the millisecond. `endpoint`: the path
   * is the given one or lies below it, a segment at a time: `/Users` holds for `/Users` and `/Users/1`, not `/Users2`.
   * `period`: the column's instant lies on one of the last days that `periods` has for the given value.
   */
  readonly operator: 'equals' | 'on-or-after' | 'on-or-before' | 'endpoint' | 'period';
  /** Compares this fact in place of the column's: one that is not shown, for example `http.resourceType`. */
  readonly fact?: FactName;
  /** Of `on-or-after` and `on-or-before`: it takes an instant, too. Without it, an instant is refused. */
  readonly instants?: boolean;
  /**
   * Of `period`: the value that can be chosen to a number of calendar days, today the last of them: `{ Today: 1 }`. They
   * are days of the time zone that the reader names, in UTC where none is named, from the first millisecond of the first
   * to the last of today, however long a day of 23 or 25 hours among them is. Today is that of the moment of reading.
   */
  readonly periods?: Readonly<Record<string, number>>;
  /**
   * Of `equals`: name of another filter whose chosen value narrows the choices of this one, as a category does those of
   * its actions: only values are offered that some entry can show together with it. Both compare columns over one fact.
   */
  readonly within?: string;
  /** The value that means no filtering, for example `All`. */
  readonly all?: string;
  /** What can be chosen besides `all`; any other value is an error. Absent: free input. */
  readonly values?: readonly string[];
  readonly caseSensitive: boolean;
  readonly requirements: RequirementIds;
}

export interface FilteringClause {
  /** All given filters hold together. */
  readonly and: RequirementIds;
  /** Nothing is filtered before filters are applied. */
  readonly apply?: RequirementIds;
  /** Clearing the filters gives the default view back. */
  readonly reset?: RequirementIds;
  /** An impossible filter is refused, never ignored. */
  readonly refuse?: RequirementIds;
}

/**
 * An entry is found when one of the texts that are searched has the given text in it. Of a party these are its type, its
 * id and its display, each by itself; of `changes`, `members` and `detail` every value and the path of every change.
 */
export interface SearchClause {
  readonly columns: readonly string[];
  /** Facts that are searched although no column shows them. */
  readonly facts?: readonly FactName[];
  readonly caseSensitive: boolean;
  readonly requirements: RequirementIds;
}

/**
 * Entries stand in the order in which they were captured. `by` names the column of which that is the order;
 * where the clock stepped back, or several entries share a moment, capture still decides.
 */
export interface OrderClause {
  readonly by: string;
  readonly direction: 'newest-first' | 'oldest-first';
  readonly requirements: RequirementIds;
}

export interface PagingClause {
  /** Every entry is given exactly once, also while new ones arrive. */
  readonly requirements: RequirementIds;
}

export interface AccessClause {
  /** Roles that read the whole log. Everybody else is refused and learns nothing. */
  readonly roles: readonly string[];
  readonly requirements: RequirementIds;
}

/**
 * Whom an entry shows as its actor. What a person did, signed in to the system, shows that person; what was done over SCIM
 * shows the credential, the identity provider or the system, and never a person.
 */
export interface AttributionClause {
  /** Name of the column that shows the actor. */
  readonly column: string;
  readonly requirements: RequirementIds;
}

export interface ConfidentialityClause {
  /** Credentials never appear in any column, filter, search or export. */
  readonly requirements: RequirementIds;
}

/** The log can only be read, and as a whole: no method, route or parameter changes it, and none narrows it that is not declared. */
export interface ReadOnlyClause {
  readonly requirements: RequirementIds;
}

/** The whole log can be had as text. */
export interface ExportClause {
  readonly formats: readonly ('csv' | 'ndjson')[];
  readonly requirements: RequirementIds;
}

/** Entries that one SCIM request brought about show one value, in this log and in every other. */
export interface CorrelationClause {
  /** Name of the column that shows it. With a `header`, the client is given the value of its request in that header. */
  readonly column: string;
  /** What of a request is to be found here. `requests`: every one. `changes`: those that changed a resource. `some`: no telling. */
  readonly covers: 'requests' | 'changes' | 'some';
  readonly requirements: RequirementIds;
}

/** Laws that hold of logs whatever is in them. Each is judged by one generic condition. */
export interface LawsClause {
  /** An entry that was shown once is there in every later reading, as it was and where it was. */
  readonly immutable?: RequirementIds;
  /** Counts agree: requests with their entries, the parts of a whole with the whole. */
  readonly conserve?: RequirementIds;
  /** Replaying the successful writes of the log gives the directory as it is. */
  readonly reconstruct?: RequirementIds;
  /** The order holds where the clock steps back, and where entries share a millisecond. */
  readonly clock?: RequirementIds;
  /** No tenant is shown anything of another. */
  readonly tenancy?: RequirementIds;
  /** What a request puts into an export cannot act where that is opened. */
  readonly injection?: RequirementIds;
  /** The actor is the credential that made the call. */
  readonly actor?: RequirementIds;
  /** What failed is shown nowhere as success, nor the other way round. */
  readonly outcome?: RequirementIds;
  /** What changed nothing has no entry of a change. */
  readonly noop?: RequirementIds;
  /** Each change has one entry. */
  readonly once?: RequirementIds;
  /** A change has an entry if and only if it was made. */
  readonly committed?: RequirementIds;
  /** A change of members names each of them. */
  readonly members?: RequirementIds;
  /** An update names each attribute with its old and its new value. */
  readonly differences?: RequirementIds;
}
