/**
 * Clauses about what goes on over several entries: life cycles, status machines, rows that stand for many records, and
 * what an action has to leave in the logs. Columns are named by their keys, facts of rows and parts by their dotted paths.
 */

type RequirementIds = readonly string[];

/** Column to the value that it shows. */
export type ShownValues = Readonly<Record<string, string>>;

/**
 * The log belongs to one of several things, such as an integration. Each read names one, and shows everything of that one
 * and nothing of another.
 */
export interface PartitionClause {
  /** Parameter of a read, and of the driver's actions that concern one of the things: `integration`. */
  readonly name: string;
  readonly title: string;
  /** The canonical fact by which records belong to one. */
  readonly fact: 'integration' | 'task' | 'job';
  readonly requirements: RequirementIds;
}

/**
 * Records that share a value make one row. It stands where the first of them stands and shows the last, so that rows keep
 * their places while what they show goes on.
 */
export interface RowsClause {
  /** The canonical fact that they share. */
  readonly key: 'integration' | 'task' | 'job';
  /** Values of `action` with which a row begins. */
  readonly openedBy: readonly string[];
}

/** One step of an automaton. */
export interface TransitionClause {
  /** As the column shows it. */
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** Entries that tell how one thing goes on, as an automaton: nothing is left out, repeated or out of order. */
export interface LifeCycleClause {
  /** For people: `User invite`. */
  readonly name: string;
  /** Name of the column that shows the events. Its other values belong to other life cycles. */
  readonly column: string;
  /** Columns that together tell one life from another. */
  readonly key: readonly string[];
  /**
   * Columns that tell them apart where a log does not show those of the key. Several lives may go on under the same values
   * then, so that entries are followed together. Empty: all of the log together.
   */
  readonly otherwise: readonly string[];
  /** State of what has no entry yet. */
  readonly initial: string;
  readonly transitions: readonly TransitionClause[];
  /** States from which nothing follows. */
  readonly terminal: readonly string[];
  /** Name of the column that shows when each came about: it never goes back within a life. */
  readonly time: string;
  /** Each entry is the next step of a life. */
  readonly obeyed: RequirementIds;
  /** No step is dated before the one that it follows. */
  readonly ordered: RequirementIds;
  /** Once all is done, no life stands short of its end. */
  readonly completed: RequirementIds;
}

/**
 * Each accepted write of a SCIM client has one entry of these, for each thing that it is carried to, and a rejected one has
 * none.
 */
export interface WritesClause {
  /** For people: `operations on users`. */
  readonly name: string;
  /** Entries that count: the column shows one of the values, and the empty columns nothing. */
  readonly column: string;
  readonly values: readonly string[];
  readonly empty?: readonly string[];
  /** First path segments of the endpoints whose writes count: `Users`. */
  readonly endpoints: readonly string[];
  /** Verb of the driver's action from which on writes are carried to one thing more. */
  readonly since: string;
  /** Parameter of that action that lists the credentials whose writes count; without a list all of them do. */
  readonly credentials?: string;
  /** Name of the column that shows what the write was about. */
  readonly target: string;
  readonly requirements: RequirementIds;
}

/** What a row shows of its state, seen over several readings: only steps of the automaton lie between two of them. */
export interface StatusMachineClause {
  /** Name of the column that shows the state. */
  readonly column: string;
  /** States in which a row can first be seen. */
  readonly initial: readonly string[];
  readonly transitions: readonly { readonly from: string; readonly to: string }[];
  readonly terminal: readonly string[];
  /** Names of columns of type instant. `end` is set in terminal states and in no other, and lies no earlier than `start`. */
  readonly start: string;
  readonly end: string;
  readonly requirements: RequirementIds;
}

/** How many entries of another log a row stands for, and what became of them. */
export interface GroupingClause {
  /** Name of the column here whose value the entries show in `column` of the other dialect. */
  readonly key: string;
  readonly dialect: string;
  readonly column: string;
  /** Entries of the other log that failed. */
  readonly failed: ShownValues;
  /** Entries of the group belong to it in these columns too: name here to name there. */
  readonly alike?: Readonly<Record<string, string>>;
  /** Every entry of the group is there, each shows what its row shows, and no row is missing. */
  readonly grouped: RequirementIds;
  /** Name of the column here that shows how many entries there are to be, once the row has ended. */
  readonly total?: { readonly column: string; readonly requirements: RequirementIds };
  readonly counts?: readonly CountClause[];
  readonly verdict?: GroupVerdictClause;
  readonly rerun?: RerunClause;
}

/** A row can be run again, which makes a row of its own. */
export interface RerunClause {
  /** Verb of the driver's action; what it acted upon is the new row. */
  readonly action: string;
  /** Its parameter that names the row that is run again. */
  readonly parameter: string;
  /** Column of the entries that shows what they are about. */
  readonly object: string;
  /** Entries that made something that was not there. */
  readonly created: ShownValues;
  /** Actions that show what there is now: where their results have a list, and what no two of its items have in common. */
  readonly inventory?: {
    readonly action: string;
    /** JSON pointer into the result. */
    readonly items: string;
    /** JSON pointers into an item. */
    readonly identity: readonly string[];
  };
  /** The new run has a row of its own. */
  readonly own: RequirementIds;
  /** A run that succeeds does what has failed before; the log goes on to show both. */
  readonly repaired: RequirementIds;
  /** Nothing is made a second time. */
  readonly unduplicated: RequirementIds;
}

/** A number that a row shows is that of the entries that failed and show these values. */
export interface CountClause {
  readonly column: string;
  /**
   * A regular expression whose first group is the number, where the column is a text; a row whose text has no such number
   * in it says nothing. Absent: the column is a number.
   */
  readonly pattern?: string;
  /** Which of the failed entries are counted. */
  readonly where: ShownValues;
  /** Rows that must say it: those that show these values. */
  readonly in: ShownValues;
  readonly requirements: RequirementIds;
}

/** What a row says of its entries as a whole, once it has ended. */
export interface GroupVerdictClause {
  readonly column: string;
  readonly none: string;
  readonly some: string;
  readonly all: string;
  readonly requirements: RequirementIds;
}

/** What an action of the driver leaves in the logs, or that it is refused. What it acted upon is looked for. */
export interface OccurrenceClause {
  /** Canonical verb of the driver. */
  readonly action: string;
  /** It is refused with an explanation. */
  readonly refused?: boolean;
  /** Exactly one entry of the dialect shows it in this column, with these values and nothing in the empty ones. */
  readonly shown?: readonly OccurrencePlace[];
  /** No entry of the dialect shows it in this column. */
  readonly hidden?: readonly { readonly dialect: string; readonly column: string }[];
  readonly requirements: RequirementIds;
}

export interface OccurrencePlace {
  readonly dialect: string;
  readonly column: string;
  readonly values?: ShownValues;
  readonly empty?: readonly string[];
}

/** While a row shows one of these values, the log tells its readers to read again after so many seconds. */
export interface RefreshClause {
  readonly column: string;
  readonly values: readonly string[];
  readonly seconds: number;
  readonly requirements: RequirementIds;
}
